/// A pattern for names of channels, as the server reads it: `*` anything, `?` one character, `[abc]`, `[a-z]` and
/// `[!a]` one of some, `{a,b}` either, `\` before a character that stands for itself.
///
/// It is a list of steps that all names are taken through at once, so that neither a long name nor a nested pattern
/// costs more than their product.
package struct Glob: Sendable {
    fileprivate enum Step: Sendable {
        /// Takes a character of the set.
        case take(CharacterSet)
        /// Goes on at the next step and at another one, where there is one.
        case fork(Int?)
        /// Goes on at another step.
        case jump(Int)
    }

    fileprivate struct CharacterSet: Sendable {
        var ranges: [ClosedRange<Unicode.Scalar>]
        var isInverted = false

        static let all = CharacterSet(ranges: [], isInverted: true)

        func contains(_ character: Unicode.Scalar) -> Bool {
            ranges.contains { $0.contains(character) } != isInverted
        }
    }

    private let steps: [Step]
    /// A pattern with an open brace is no mistake, but nothing fits it.
    private let fitsNothing: Bool

    /// Reads a pattern, or returns `nil` where a bracket holds no set.
    package init?(_ pattern: String) {
        var compiler = Compiler(pattern)
        guard compiler.run() else { return nil }
        steps = compiler.steps
        fitsNothing = compiler.hasOpenBrace
    }

    /// Whether the pattern fits the whole name.
    package func matches(_ name: String) -> Bool {
        guard !fitsNothing else { return false }
        var reached = places(after: [0])
        for character in name.unicodeScalars {
            let next = reached.filter {
                if $0 < steps.count, case .take(let set) = steps[$0] { set.contains(character) } else { false }
            }
            reached = places(after: next.map { $0 + 1 })
            if reached.isEmpty { return false }
        }
        return reached.contains(steps.count)
    }

    /// Returns all places that can be reached from some without taking a character.
    private func places(after start: [Int]) -> [Int] {
        var seen: Set<Int> = []
        var open = start
        while let place = open.popLast() {
            guard seen.insert(place).inserted, place < steps.count else { continue }
            switch steps[place] {
            case .take: break
            case .fork(let other): open += [place + 1] + (other.map { [$0] } ?? [])
            case .jump(let target): open.append(target)
            }
        }
        return Array(seen)
    }
}

extension Glob {
    /// Turns a pattern into steps.
    private struct Compiler {
        private var rest: Substring.UnicodeScalarView
        private(set) var steps: [Step] = []
        private var braces: [Brace] = []

        /// A brace whose end is not read yet.
        private struct Brace {
            /// The fork that leads to the alternative after the one being read.
            var fork: Int
            /// The jumps from the alternatives' ends to the brace's.
            var exits: [Int] = []
        }

        init(_ pattern: String) { rest = pattern.unicodeScalars[...] }

        var hasOpenBrace: Bool { !braces.isEmpty }

        /// Returns whether the pattern is one.
        mutating func run() -> Bool {
            while let next = rest.popFirst() {
                switch next {
                case "*": steps += [.fork(steps.count + 3), .take(.all), .jump(steps.count)]
                case "?": steps.append(.take(.all))
                case "[":
                    guard let set = readSet() else { return false }
                    steps.append(.take(set))
                case "{": openBrace()
                case "," where hasOpenBrace: nextAlternative()
                case "}" where hasOpenBrace: closeBrace()
                case "\\": if let literal = rest.popFirst() { take(literal) }
                default: take(next)
                }
            }
            return true
        }

        private mutating func take(_ character: Unicode.Scalar) {
            steps.append(.take(CharacterSet(ranges: [character...character])))
        }

        private mutating func openBrace() {
            braces.append(Brace(fork: steps.count))
            steps.append(.fork(nil))
        }

        private mutating func nextAlternative() {
            let last = braces.count - 1
            braces[last].exits.append(steps.count)
            steps[braces[last].fork] = .fork(steps.count + 1)
            steps += [.jump(0), .fork(nil)]
            braces[last].fork = steps.count - 1
        }

        private mutating func closeBrace() {
            for exit in braces.removeLast().exits { steps[exit] = .jump(steps.count) }
        }

        /// Reads a set up to its bracket: a single range, or some characters.
        private mutating func readSet() -> CharacterSet? {
            let isInverted = rest.first == "!"
            if isInverted { rest.removeFirst() }
            if let low = rest.first, rest.dropFirst().first == "-" {
                rest.removeFirst(2)
                guard let high = rest.popFirst(), high >= low, rest.popFirst() == "]" else { return nil }
                return CharacterSet(ranges: [low...high], isInverted: isInverted)
            }
            var characters: [ClosedRange<Unicode.Scalar>] = []
            while let next = rest.popFirst() {
                if next == "]" {
                    return characters.isEmpty ? nil : CharacterSet(ranges: characters, isInverted: isInverted)
                }
                guard let character = next == "\\" ? rest.popFirst() : next else { return nil }
                characters.append(character...character)
            }
            return nil
        }
    }
}
