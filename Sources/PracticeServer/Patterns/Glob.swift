/// A pattern for names of channels, as the server reads it: `*` anything, `?` one character, `[abc]`, `[a-z]` and
/// `[!a]` one of some, `{a,b}` either, `\` before a character that stands for itself.
package struct Glob: Sendable {
    private let program: PatternProgram
    /// A pattern with an open brace is no mistake, but nothing fits it.
    private let fitsNothing: Bool

    /// Reads a pattern, or returns `nil` where a bracket holds no set.
    package init?(_ pattern: String) {
        var compiler = Compiler(pattern)
        guard compiler.run() else { return nil }
        program = compiler.program
        fitsNothing = compiler.hasOpenBrace
    }

    /// Whether the pattern fits the whole name.
    package func matches(_ name: String) -> Bool { !fitsNothing && program.isFound(in: name) }
}

extension Glob {
    /// Turns a pattern into steps.
    private struct Compiler {
        private var rest: Substring.UnicodeScalarView
        private(set) var program = PatternProgram()
        private var braces: [Brace] = []

        /// A brace whose end is not read yet.
        private struct Brace {
            /// The step that forks to the alternative after the one being read, where there is one.
            var fork: Int
            /// The jumps from the alternatives' ends to the brace's.
            var exits: [Int] = []
        }

        init(_ pattern: String) { rest = pattern.unicodeScalars[...] }

        private var end: Int { program.steps.count }

        var hasOpenBrace: Bool { !braces.isEmpty }

        /// Returns whether the pattern is one.
        mutating func run() -> Bool {
            program.steps.append(.check(.textStart))
            while let next = rest.popFirst() {
                switch next {
                case "*":
                    let fork = end
                    program.steps.append(.fork(fork + 3))
                    take(.all)
                    program.steps.append(.jump(fork))
                case "?": take(.all)
                case "[":
                    guard let set = readSet() else { return false }
                    take(set)
                case "{": openBrace()
                case "," where hasOpenBrace: nextAlternative()
                case "}" where hasOpenBrace: closeBrace()
                case "\\": if let literal = rest.popFirst() { take(literal) }
                default: take(next)
                }
            }
            program.steps += [.check(.textEnd), .found]
            return true
        }

        private mutating func take(_ character: Unicode.Scalar) {
            take(CharacterClass(ranges: [character.value...character.value]))
        }

        private mutating func take(_ characters: CharacterClass) {
            program.steps.append(.take(program.classes.count))
            program.classes.append(characters)
        }

        private mutating func openBrace() {
            braces.append(Brace(fork: end))
            program.steps.append(.jump(end + 1))
        }

        private mutating func nextAlternative() {
            let last = braces.count - 1
            braces[last].exits.append(end)
            program.steps[braces[last].fork] = .fork(end + 1)
            braces[last].fork = end + 1
            program.steps += [.jump(0), .jump(end + 2)]
        }

        private mutating func closeBrace() {
            for exit in braces.removeLast().exits { program.steps[exit] = .jump(end) }
        }

        /// Reads a set up to its bracket: a single range, or some characters.
        private mutating func readSet() -> CharacterClass? {
            let isInverted = rest.first == "!"
            if isInverted { rest.removeFirst() }
            if let low = rest.first, rest.dropFirst().first == "-" {
                rest.removeFirst(2)
                guard let high = rest.popFirst(), high >= low, rest.popFirst() == "]" else { return nil }
                return CharacterClass(ranges: [low.value...high.value], isInverted: isInverted)
            }
            var characters: [ClosedRange<UInt32>] = []
            while let next = rest.popFirst() {
                if next == "]" {
                    return characters.isEmpty ? nil : CharacterClass(ranges: characters, isInverted: isInverted)
                }
                guard let character = next == "\\" ? rest.popFirst() : next else { return nil }
                characters.append(character.value...character.value)
            }
            return nil
        }
    }
}
