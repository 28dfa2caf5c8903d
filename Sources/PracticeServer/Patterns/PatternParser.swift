/// Reads a pattern into a tree.
///
/// Open groups are on a stack of its own, and the tree is no higher than Go allows, so that no pattern is too deep to be
/// read. The order in which mistakes are looked for is Go's, too.
struct PatternParser {
    typealias Fault = GoPattern.Fault

    /// What `(?…)` switches; what it says of greed makes no difference here.
    struct Flags {
        var ignoresCase = false
        var isMultiline = false
        var dotTakesNewline = false
    }

    /// A group whose end is not read yet.
    private struct Group {
        /// What counts again behind it.
        var flags = Flags()
        var isCapturing = false
        var choices: [PatternNode] = []
        /// The choice being read.
        var parts: [PatternNode] = []
    }

    private let pattern: String
    var rest: Substring.UnicodeScalarView
    var flags = Flags()
    private(set) var classes: [CharacterClass] = []
    /// The scripts that were named: one is slow to make.
    var scripts: [String: CharacterClass] = [:]
    /// Whether `:]` may still come: else it is not looked for behind each `[:` again.
    var mayHavePOSIXClasses = true
    /// The pattern itself, and the groups that are open in it.
    private var groups = [Group()]

    init(_ pattern: String) {
        self.pattern = pattern
        rest = pattern.unicodeScalars[...]
    }

    mutating func parse() throws(Fault) -> PatternNode {
        var lastRepetition: String.Index?
        while !rest.isEmpty {
            let start = rest.startIndex
            if let times = try readTimes() {
                if rest.first == "?" { rest.removeFirst() }
                if let lastRepetition { throw fault(.invalidRepetition, from: lastRepetition) }
                try repeatLast(times, from: start)
                lastRepetition = start
            } else {
                lastRepetition = nil
                try readPart()
            }
        }
        let tree = try endGroup()
        guard groups.count == 1 else { throw Fault(.missingParenthesis, pattern) }
        return tree
    }

    /// Makes the fault of what was read since an index.
    func fault(_ reason: Fault.Reason, from start: String.Index) -> Fault {
        Fault(reason, String(pattern.unicodeScalars[start..<rest.startIndex]))
    }

    /// Adds a node to the choice being read.
    mutating func add(_ form: PatternNode.Form) throws(Fault) { groups[innermost].parts.append(try node(form)) }

    mutating func add(_ characters: CharacterClass) throws(Fault) {
        try add(.take(classes.count))
        classes.append(characters)
    }

    mutating func add(literal value: UInt32) throws(Fault) {
        try add(CharacterClass(ranges: [value...value], ignoresCase: flags.ignoresCase))
    }

    private var innermost: Int { groups.count - 1 }

    private func node(_ form: PatternNode.Form) throws(Fault) -> PatternNode {
        let node = PatternNode(form)
        guard node.size <= PatternNode.maxSize else { throw Fault(.tooLarge, pattern) }
        guard node.height <= PatternNode.maxHeight else { throw Fault(.tooDeep, pattern) }
        return node
    }

    private mutating func readPart() throws(Fault) {
        switch rest.first {
        case "\\": return try readBackslash()
        case "[": return try add(readClass())
        case "(" where rest.dropFirst().first == "?": return try openSpecialGroup()
        default: break
        }
        guard let next = rest.popFirst() else { return }
        switch next {
        case "(": openGroup(isCapturing: true, flags)
        case ")": try closeGroup()
        case "|": try endChoice()
        case "^": try add(.check(flags.isMultiline ? .lineStart : .textStart))
        case "$": try add(.check(flags.isMultiline ? .lineEnd : .textEnd))
        case ".": try add(flags.dotTakesNewline ? .all : .notNewline)
        default: try add(literal: next.value)
        }
    }
}

// MARK: Groups

extension PatternParser {
    /// Opens a group in which other flags may count.
    private mutating func openGroup(isCapturing: Bool, _ inner: Flags) {
        groups.append(Group(flags: flags, isCapturing: isCapturing))
        flags = inner
    }

    private mutating func endChoice() throws(Fault) {
        let parts = groups[innermost].parts
        groups[innermost].choices.append(parts.count == 1 ? parts[0] : try node(.sequence(parts)))
        groups[innermost].parts = []
    }

    /// Ends the group being read and returns what it comes to.
    private mutating func endGroup() throws(Fault) -> PatternNode {
        try endChoice()
        let choices = groups[innermost].choices
        return choices.count == 1 ? choices[0] : try node(.choice(choices))
    }

    private mutating func closeGroup() throws(Fault) {
        let inner = try endGroup()
        let closed = groups.removeLast()
        guard !groups.isEmpty else { throw Fault(.unexpectedParenthesis, pattern) }
        flags = closed.flags
        groups[innermost].parts.append(closed.isCapturing ? try node(.group(inner)) : inner)
    }

    /// Reads what starts with `(?`: a group with a name, or one that captures nothing, or flags.
    private mutating func openSpecialGroup() throws(Fault) {
        let start = rest.startIndex
        rest.removeFirst(2)
        for prefix in ["P<", "<"] where rest.starts(with: prefix.unicodeScalars) {
            let name = rest.dropFirst(prefix.count)
            guard !name.isEmpty else { break }
            rest = name
            return try openNamedGroup(from: start)
        }
        var inner = flags
        var value = true
        var isComplete = true
        while let next = rest.popFirst() {
            switch (next, isComplete) {
            case ("i", _): inner.ignoresCase = value
            case ("m", _): inner.isMultiline = value
            case ("s", _): inner.dotTakesNewline = value
            case ("U", _): break
            case ("-", _) where value:
                value = false
                isComplete = false
                continue
            case (":", true): return openGroup(isCapturing: false, inner)
            case (")", true): return flags = inner
            default: throw fault(.invalidPerlSyntax, from: start)
            }
            isComplete = true
        }
        throw fault(.invalidPerlSyntax, from: start)
    }

    private mutating func openNamedGroup(from start: String.Index) throws(Fault) {
        let name = rest.prefix { $0 != ">" }
        rest = rest[name.endIndex...]
        guard rest.popFirst() != nil, !name.isEmpty, name.allSatisfy(CharacterClass.word.contains) else {
            throw fault(.invalidNamedCapture, from: start)
        }
        openGroup(isCapturing: true, flags)
    }
}

// MARK: Repetitions

extension PatternParser {
    /// Repeats the last part of the choice being read.
    private mutating func repeatLast(_ times: PatternNode.Times, from start: String.Index) throws(Fault) {
        guard let last = groups[innermost].parts.popLast() else { throw fault(.missingRepeatArgument, from: start) }
        let repeated = try node(.repetition(last, times))
        guard repeated.copies <= PatternNode.maxCopies else { throw fault(.invalidRepeatCount, from: start) }
        groups[innermost].parts.append(repeated)
    }

    /// Reads how often something may come; returns `nil` where nothing is said of it, as by a brace that is no count.
    private mutating func readTimes() throws(Fault) -> PatternNode.Times? {
        let times: PatternNode.Times
        switch rest.first {
        case "*": times = PatternNode.Times(least: 0, most: nil)
        case "+": times = PatternNode.Times(least: 1, most: nil)
        case "?": times = PatternNode.Times(least: 0, most: 1)
        case "{": return try readCounts()
        default: return nil
        }
        rest.removeFirst()
        return times
    }

    /// Reads `{least}`, `{least,}` or `{least,most}`.
    private mutating func readCounts() throws(Fault) -> PatternNode.Times? {
        var ahead = rest.dropFirst()
        guard let least = Self.readCount(&ahead) else { return nil }
        var most: Int? = least
        if ahead.first == "," {
            ahead.removeFirst()
            most = Self.readCount(&ahead)
            guard most != nil || ahead.first == "}" else { return nil }
        }
        guard ahead.popFirst() == "}" else { return nil }
        let start = rest.startIndex
        rest = ahead
        guard least <= PatternNode.maxCopies, (least...PatternNode.maxCopies).contains(most ?? least) else {
            throw fault(.invalidRepeatCount, from: start)
        }
        return PatternNode.Times(least: least, most: most)
    }

    /// Reads a number without leading zeros.
    private static func readCount(_ rest: inout Substring.UnicodeScalarView) -> Int? {
        let digits = rest.prefix { ("0"..."9").contains($0) }
        guard !digits.isEmpty, digits.count == 1 || digits.first != "0" else { return nil }
        rest = rest[digits.endIndex...]
        return Int(String(digits)) ?? .max
    }
}
