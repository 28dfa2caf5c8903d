/// Turns the bytes of a terminal into keys.
///
/// Bytes that could still grow into a longer key are kept back until more arrive or the caller says
/// that none will.
package struct KeyDecoder {
    private var bytes: [UInt8] = []
    private var head = 0
    /// Whether a paste has begun and not ended: its rest may take as long as the network does.
    package private(set) var isPasting = false
    /// How many of the bytes that are left were searched for the end of a paste.
    private var searchedCount = 0
    /// How many bytes were left when all that was certain of a paste was taken, because no more came.
    private var stalledCount: Int?

    package init() {}

    /// Whether no bytes are left, be it of an unfinished key.
    package var isEmpty: Bool { count == 0 }
    /// How many bytes nobody has taken yet.
    var count: Int { bytes.count - head }

    /// Adds bytes as they were read.
    package mutating func append(_ more: some Sequence<UInt8>) {
        if isEmpty {
            bytes.removeAll(keepingCapacity: true)
            head = 0
        }
        bytes.append(contentsOf: more)
    }

    /// Forgets what was typed ahead.
    package mutating func discard() {
        head = bytes.count
        isPasting = false
    }

    /// Takes the next key, or returns nil where more bytes are needed.
    ///
    /// With `isFinal` an unfinished sequence is taken for what it is: a lone Escape, for example.
    package mutating func next(isFinal: Bool) -> Key? {
        guard !isPasting else { return paste(isFinal: isFinal) }
        guard let first = byte(0) else { return nil }
        guard first == 0x1B else { return character(at: 0, isFinal: isFinal).map { Key.character($0) } }
        guard let second = byte(1) else { return isFinal ? take(1, .named(.escape)) : nil }
        switch second {
        case UInt8(ascii: "["): return sequence(isFinal: isFinal)
        case UInt8(ascii: "O"):
            guard let final = byte(2) else { return isFinal ? take(2, .alt("O")) : nil }
            return take(3, NamedKey(finalByte: final, parameters: []).map { .named($0) } ?? .unknown)
        case 0x0A, 0x0D: return take(2, .named(.lineBreak))
        case 0x1B: return take(1, .named(.escape))
        default: return character(at: 1, isFinal: isFinal).map { Key.alt($0) }
        }
    }

    /// Takes the next character as it was sent, for a quoted insert; a paste is still one.
    package mutating func nextRaw(isFinal: Bool) -> Key? {
        guard !isPasting, byte(0) != nil else { return isPasting ? paste(isFinal: isFinal) : nil }
        let opening = bytes[head...].prefix(BracketedPaste.start.count)
        if BracketedPaste.start.starts(with: opening) {
            if opening.count == BracketedPaste.start.count { return next(isFinal: isFinal) }
            if !isFinal { return nil }
        }
        return character(at: 0, isFinal: isFinal).map { .character($0) }
    }

    /// Takes the next line without its line feed; with `isFinal` also one that has none.
    package mutating func nextLine(isFinal: Bool) -> String? {
        guard !isEmpty else { return nil }
        let rest = bytes[head...]
        guard let end = rest.firstIndex(of: UInt8(ascii: "\n")) ?? (isFinal ? rest.endIndex : nil) else { return nil }
        head = min(end + 1, bytes.count)
        let line = rest[..<end]
        return String(decoding: line.last == UInt8(ascii: "\r") ? line.dropLast() : line, as: UTF8.self)
    }

    private func byte(_ offset: Int) -> UInt8? {
        head + offset < bytes.count ? bytes[head + offset] : nil
    }

    private mutating func take(_ count: Int, _ key: Key) -> Key {
        head += count
        return key
    }

    /// A control sequence: parameters, intermediate bytes, and a final byte (ECMA-48, 5.4).
    private mutating func sequence(isFinal: Bool) -> Key? {
        var length = 2
        while let next = byte(length), (0x20...0x3F).contains(next) { length += 1 }
        guard let final = byte(length) else {
            guard isFinal || length > Self.longestSequence else { return nil }
            return length == 2 ? take(2, .alt("[")) : take(length, .unknown)
        }
        if bytes[head...].starts(with: BracketedPaste.start) {
            head += BracketedPaste.start.count
            (isPasting, searchedCount, stalledCount) = (true, 0, nil)
            return paste(isFinal: isFinal)
        }
        let text = String(decoding: bytes[(head + 2)..<(head + length)], as: UTF8.self)
        let parameters = text.split(separator: ";", omittingEmptySubsequences: false).map { Int($0) ?? 0 }
        return take(length + 1, NamedKey(finalByte: final, parameters: parameters).map { .named($0) } ?? .unknown)
    }

    /// All that is pasted, once it is there; with `isFinal` what there is of it, and more may follow.
    ///
    /// Whatever comes belongs to it until its end has come, as it would be carried out as keys. Only Ctrl-C
    /// where nothing came any more is one.
    private mutating func paste(isFinal: Bool) -> Key? {
        if let stalledCount, let next = byte(stalledCount) {
            self.stalledCount = nil
            if next == Self.interrupt {
                isPasting = false
                return take(stalledCount + 1, .character(Unicode.Scalar(next)))
            }
        }
        let end = BracketedPaste.end
        var place = head + searchedCount
        while place + end.count <= bytes.count, !bytes[place...].starts(with: end) { place += 1 }
        searchedCount = place - head
        if place + end.count <= bytes.count {
            isPasting = false
            defer { head = place + end.count }
            return .paste(BracketedPaste.text(of: bytes[head..<place]))
        }
        let part = BracketedPaste.certain(bytes[head...])
        guard isFinal else { return nil }
        (head, searchedCount, stalledCount) = (part.endIndex, 0, bytes.count - part.endIndex)
        return part.isEmpty ? nil : .paste(BracketedPaste.text(of: part))
    }

    private static let interrupt: UInt8 = 0x03

    /// No terminal sends more; a stream of digits must not be held back for ever.
    private static let longestSequence = 64

    /// One character of UTF-8; what is not UTF-8 becomes U+FFFD, one for each byte.
    private mutating func character(at offset: Int, isFinal: Bool) -> Unicode.Scalar? {
        let start = head + offset
        let length = UTF8Length.of(bytes[start])
        let available = bytes[start..<min(bytes.count, start + length)]
        let wellFormed = available.dropFirst().prefix { $0 & 0xC0 == 0x80 }.count + 1
        if wellFormed == available.count, available.count < length, !isFinal { return nil }
        let decoded = wellFormed == length ? String(validating: available, as: UTF8.self) : nil
        head = start + (decoded == nil ? 1 : length)
        return decoded?.unicodeScalars.first ?? "\u{FFFD}"
    }
}

enum UTF8Length {
    /// How many bytes a character has by its first one; 1 where that starts none.
    static func of(_ lead: UInt8) -> Int {
        switch lead {
        case 0xC2...0xDF: 2
        case 0xE0...0xEF: 3
        case 0xF0...0xF4: 4
        default: 1
        }
    }
}
