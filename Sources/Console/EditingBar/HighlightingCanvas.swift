internal import LineEditor

/// The role of every byte of a line: what is painted later covers what was there.
struct HighlightingCanvas {
    private var roles: [HighlightingRole]

    /// Makes a canvas on which all is plain.
    init(byteCount: Int) {
        roles = Array(repeating: .plain, count: byteCount)
    }

    /// Gives a range a role, as far as it lies within the line.
    mutating func paint(_ role: HighlightingRole, _ range: Range<Int>) {
        let end = min(range.upperBound, roles.count)
        var index = range.lowerBound
        while index < end {
            roles[index] = role
            index += 1
        }
    }

    /// The parts that do not look plain; a character looks like its first byte.
    func highlights(over bytes: [UInt8]) -> [Highlight] {
        var found: [Highlight] = []
        var start = 0
        while start < roles.count {
            let role = roles[start]
            var end = start + 1
            while end < roles.count, roles[end] == role || bytes[end].continuesCharacter { end += 1 }
            if role != .plain { found.append(Highlight(start..<end, role.style)) }
            start = end
        }
        return found
    }
}

extension UInt8 {
    /// Whether the byte is one of a character's bytes in UTF-8 but not its first.
    var continuesCharacter: Bool { self & 0xC0 == 0x80 }
}
