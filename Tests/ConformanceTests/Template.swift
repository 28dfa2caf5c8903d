/// A text with placeholders, and what was found in their places so far.
struct Template {
    /// A placeholder's kind: what may stand in its place.
    fileprivate enum Kind: String {
        case epoch, uuid, token, time, num, host, uptime, metrics

        /// Whether it has a number, and the same number means the same value.
        var isNumbered: Bool {
            switch self {
            case .epoch, .uuid, .token: true
            default: false
            }
        }
    }

    private enum Piece {
        case literal(ArraySlice<UInt8>)
        case placeholder(Kind, name: String)
        /// The time, moved by some seconds.
        case now(Int64)
    }

    private let pieces: [Piece]

    init(_ text: [UInt8]) {
        var pieces: [Piece] = []
        var literal = 0
        var position = 0
        while let start = text[position...].firstIndex(of: UInt8(ascii: "<")) {
            position = start + 1
            guard let end = text[start...].prefix(40).firstIndex(of: UInt8(ascii: ">")),
                let piece = Self.piece(String(decoding: text[start + 1..<end], as: UTF8.self))
            else { continue }
            pieces += [.literal(text[literal..<start]), piece]
            literal = end + 1
            position = literal
        }
        self.pieces = pieces + [.literal(text[literal...])]
    }

    private static func piece(_ name: String) -> Piece? {
        if name.hasPrefix("now"), let seconds = Int64(name.dropFirst(3)) { return .now(seconds) }
        let parts = name.split(separator: ":", omittingEmptySubsequences: false)
        guard let kind = Kind(rawValue: String(parts[0])) else { return nil }
        let isNumber = parts.count == 2 && !parts[1].isEmpty && parts[1].allSatisfy(\.isNumber)
        guard kind.isNumbered ? isNumber : parts.count == 1 else { return nil }
        return .placeholder(kind, name: name)
    }
}

/// The values of numbered placeholders, by name.
typealias Captures = [String: [UInt8]]

extension Template {
    /// Puts values in the place of the placeholders.
    func filled(_ captures: Captures, now: Int64) throws -> [UInt8] {
        var text: [UInt8] = []
        for piece in pieces {
            switch piece {
            case .literal(let bytes): text += bytes
            case .now(let seconds): text += Array(String(now + seconds).utf8)
            case .placeholder(_, let name):
                guard let value = captures[name] else { throw MalformedRecording(what: "no value yet for <\(name)>") }
                text += value
            }
        }
        return text
    }

    /// Compares a text with the template and notes what stands for numbered placeholders that are new.
    ///
    /// - Returns: The first difference; `nil` where there is none.
    func difference(from text: [UInt8], _ captures: inout Captures) -> Difference? {
        var position = 0
        for piece in pieces {
            switch piece {
            case .literal(let literal):
                let common = Difference.commonCount(literal, text[position...])
                position += common
                guard common == literal.count else {
                    return Difference(at: position, expected: Array(literal.dropFirst(common)), in: text)
                }
            case .now:
                return Difference(at: position, expected: Array("no time in an answer".utf8), in: text)
            case .placeholder(let kind, let name):
                let known = kind.isNumbered ? captures[name] : nil
                guard let end = known.map({ end(of: $0, in: text[position...]) }) ?? kind.end(in: text[position...])
                else {
                    return Difference(at: position, expected: known ?? Array("<\(name)>".utf8), in: text)
                }
                if kind.isNumbered { captures[name] = Array(text[position..<end]) }
                position = end
            }
        }
        return position == text.count ? nil : Difference(at: position, expected: [], in: text)
    }

    private func end(of known: [UInt8], in text: ArraySlice<UInt8>) -> Int? {
        text.starts(with: known) ? text.startIndex + known.count : nil
    }
}

extension Template.Kind {
    /// Returns where the longest value ends that the text begins with, or `nil` where it begins with none.
    fileprivate func end(in text: ArraySlice<UInt8>) -> Int? {
        switch self {
        case .epoch: run(in: text.prefix(8), of: isLetter).flatMap { $0 == 8 ? text.startIndex + 8 : nil }
        case .uuid: uuidEnd(in: text)
        case .token: run(in: text) { isLetter($0) || isDigit($0) || "_=|.-".utf8.contains($0) }.map(from(text))
        case .time: run(in: text, of: isDigit).flatMap { $0 >= 10 ? text.startIndex + $0 : nil }
        case .num: numberEnd(in: text)
        case .host: run(in: text) { $0 != UInt8(ascii: "\"") && $0 != UInt8(ascii: "\\") }.map(from(text))
        case .uptime:
            text.starts(with: #","uptime":"#.utf8)
                ? run(in: text.dropFirst(10), of: isDigit).map { text.startIndex + 10 + $0 } : text.startIndex
        case .metrics: metricsEnd(in: text)
        }
    }

    private func from(_ text: ArraySlice<UInt8>) -> (Int) -> Int { { text.startIndex + $0 } }

    private func run(in text: ArraySlice<UInt8>, of isMember: (UInt8) -> Bool) -> Int? {
        let count = text.prefix(while: isMember).count
        return count > 0 ? count : nil
    }

    private func isLetter(_ byte: UInt8) -> Bool {
        (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte | 0x20)
    }

    private func isDigit(_ byte: UInt8) -> Bool { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) }

    private func uuidEnd(in text: ArraySlice<UInt8>) -> Int? {
        let value = text.prefix(36)
        let isUUID =
            value.count == 36
            && zip(0..., value).allSatisfy { place, byte in
                [8, 13, 18, 23].contains(place)
                    ? byte == UInt8(ascii: "-")
                    : isDigit(byte) || (UInt8(ascii: "a")...UInt8(ascii: "f")).contains(byte)
            }
        return isUUID ? value.endIndex : nil
    }

    private func numberEnd(in text: ArraySlice<UInt8>) -> Int? {
        let digits = text.first == UInt8(ascii: "-") ? text.dropFirst() : text
        return run(in: digits, of: isDigit).map { digits.startIndex + $0 }
    }

    private func metricsEnd(in text: ArraySlice<UInt8>) -> Int? {
        let opening = Array(#"{"interval":"#.utf8)
        let items = Array(#","items":{"#.utf8)
        guard text.starts(with: opening),
            let number = run(in: text.dropFirst(opening.count), of: { isDigit($0) || $0 == UInt8(ascii: ".") })
        else { return nil }
        let rest = text.dropFirst(opening.count + number)
        guard rest.starts(with: items) else { return nil }
        let content = rest.dropFirst(items.count).prefix { $0 != UInt8(ascii: "{") && $0 != UInt8(ascii: "}") }
        return text[content.endIndex...].starts(with: "}}".utf8) ? content.endIndex + 2 : nil
    }
}
