extension StyledLine {
    /// Returns the line as it is shown, cut to a number of cells with an ellipsis if it is longer.
    func cut(to cells: Int, in display: Display) -> StyledLine {
        let shown = shortened(for: cells).shown(in: display)
        guard shown.width(in: display) > cells else { return shown }
        var room = cells - DisplayWidth.of(display.ellipsis)
        var kept = StyledLine()
        for piece in shown.pieces {
            let start = DisplayWidth.start(of: piece.text, cells: room)
            kept += StyledLine(piece, text: String(start))
            if start.endIndex < piece.text.endIndex { break }
            room -= DisplayWidth.of(start)
        }
        return kept + StyledLine(own: display.ellipsis)
    }

    /// Returns the line with blanks around it, so that it takes a number of cells.
    func padded(to cells: Int, isRightAligned: Bool = false, in display: Display) -> StyledLine {
        let blanks = StyledLine.blanks(cells - width(in: display))
        return isRightAligned ? blanks + self : self + blanks
    }

    /// A line of blanks; none for a number below 1.
    static func blanks(_ count: Int) -> StyledLine {
        StyledLine(own: String(repeating: " ", count: max(0, count)))
    }

    /// Returns the line broken at blanks so that it fits the display, further lines indented.
    ///
    /// A word that is longer than the display stays whole. Without a width nothing is broken.
    func wrapped(in display: Display, indent: Int) -> [StyledLine] {
        guard let width = display.width, self.width(in: display) > width else { return [self] }
        var lines = [StyledLine()]
        var used = 0
        for word in words(in: display) {
            let cells = word.reduce(0) { $0 + DisplayWidth.of($1.text) }
            let isBlank = word.allSatisfy { $0.text.allSatisfy { $0 == " " } }
            if used + cells > width, used > indent {
                if isBlank { continue }
                lines.append(.blanks(indent))
                used = indent
            }
            if isBlank, lines.count > 1, used == indent { continue }
            lines[lines.count - 1] += StyledLine(pieces: word)
            used += cells
        }
        return lines.map(\.withoutTrailingBlanks)
    }

    /// The line without blanks at its end.
    var withoutTrailingBlanks: StyledLine {
        var kept = pieces
        while let last = kept.last {
            var text = last.text[...]
            while text.last == " " { text.removeLast() }
            if !text.isEmpty {
                kept[kept.count - 1].text = String(text)
                break
            }
            kept.removeLast()
        }
        return StyledLine(pieces: kept)
    }

    private init(pieces: [Piece]) {
        self = pieces.reduce(into: StyledLine()) { $0 += StyledLine($1, text: $1.text) }
    }

    private init(_ piece: Piece, text: String) {
        self = piece.isOwn ? StyledLine(own: text, piece.role) : StyledLine(untrusted: text, piece.role)
    }

    private func shown(in display: Display) -> StyledLine {
        pieces.reduce(into: StyledLine()) { $0 += StyledLine($1, text: $1.shown(in: display)) }
    }

    /// The pieces with the start of what is far longer than a number of cells can show, so that a
    /// text of megabytes is not measured for the few characters that are seen of it.
    private func shortened(for cells: Int) -> StyledLine {
        let most = 16 * (cells + 4)
        return pieces.reduce(into: StyledLine()) { line, piece in
            let start = piece.text.unicodeScalars.prefix(most)
            if start.endIndex == piece.text.unicodeScalars.endIndex {
                line += StyledLine(piece, text: piece.text)
            } else {
                line += StyledLine(piece, text: String(String.UnicodeScalarView(start))) + "…"
            }
        }
    }

    /// The shown text, split into words and the blanks between them; a word may have several looks.
    private func words(in display: Display) -> [[Piece]] {
        var words: [[Piece]] = []
        var wasBlank: Bool?
        for piece in pieces {
            for character in piece.shown(in: display) {
                let isBlank = character == " "
                if isBlank != wasBlank { words.append([]) }
                wasBlank = isBlank
                words[words.count - 1].add(character, like: piece)
            }
        }
        return words
    }
}

extension [StyledLine.Piece] {
    /// Adds a character with the look of the piece that it comes from.
    fileprivate mutating func add(_ character: Character, like piece: StyledLine.Piece) {
        if let last, last.role == piece.role, last.isOwn == piece.isOwn {
            self[count - 1].text.append(character)
        } else {
            append(StyledLine.Piece(text: String(character), isOwn: piece.isOwn, role: piece.role))
        }
    }
}
