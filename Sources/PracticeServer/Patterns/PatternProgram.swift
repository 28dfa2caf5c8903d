/// What a pattern comes to: steps that are followed for all places in the pattern at once, so that a text costs no more
/// than its length times their number.
struct PatternProgram: Sendable {
    enum Step: Sendable {
        /// Takes a character of a class, which is told by its number.
        case take(Int)
        /// Goes on where the place in the text is such a one.
        case check(Boundary)
        /// Goes on at the next step and at another one.
        case fork(Int)
        /// Goes on at another step.
        case jump(Int)
        /// The pattern is found.
        case found
    }

    /// A place between two characters.
    enum Boundary: Sendable { case textStart, textEnd, lineStart, lineEnd, word, noWord }

    var steps: [Step] = []
    var classes: [CharacterClass] = []

    /// Whether the steps lead to the end from somewhere in the text.
    func isFound(in text: String) -> Bool {
        var places = Places(count: steps.count)
        var previous: Unicode.Scalar?
        for next in text.unicodeScalars {
            if follow(&places, between: previous, next) { return true }
            if places.waiting.isEmpty, isAnchored { return false }
            for place in places.waiting {
                if case .take(let number) = steps[place], classes[number].contains(next) {
                    places.open.append(place + 1)
                }
            }
            previous = next
        }
        return follow(&places, between: previous, nil)
    }

    /// Whether the pattern fits at the text's start or nowhere.
    private var isAnchored: Bool { if case .check(.textStart) = steps.first { true } else { false } }

    /// Goes on from the open places and from the start up to steps that take a character; returns whether the end is
    /// reached.
    private func follow(
        _ places: inout Places, between previous: Unicode.Scalar?, _ next: Unicode.Scalar?
    ) -> Bool {
        places.advance()
        while let place = places.nextOpen() {
            switch steps[place] {
            case .take: places.waiting.append(place)
            case .check(let boundary):
                if boundary.isBetween(previous, next) { places.open.append(place + 1) }
            case .fork(let other):
                places.open.append(other)
                places.open.append(place + 1)
            case .jump(let target): places.open.append(target)
            case .found: return true
            }
        }
        return false
    }
}

/// Where in a program one is, for one place in the text.
private struct Places {
    /// Steps to go on from.
    var open: [Int] = []
    /// Steps that wait for a character.
    var waiting: [Int] = []
    /// For each step the turn in which it was last gone on from: none is twice in one.
    private var turns: [Int]
    private var turn = 0

    init(count: Int) { turns = Array(repeating: 0, count: count) }

    /// Starts on the next place in the text, where the pattern may start, too.
    mutating func advance() {
        turn += 1
        waiting.removeAll(keepingCapacity: true)
        open.append(0)
    }

    mutating func nextOpen() -> Int? {
        while let place = open.popLast() {
            guard turns[place] != turn else { continue }
            turns[place] = turn
            return place
        }
        return nil
    }
}

extension PatternProgram.Boundary {
    /// Whether it is between two characters; `nil` stands for an end of the text.
    func isBetween(_ previous: Unicode.Scalar?, _ next: Unicode.Scalar?) -> Bool {
        switch self {
        case .textStart: previous == nil
        case .textEnd: next == nil
        case .lineStart: previous == nil || previous == "\n"
        case .lineEnd: next == nil || next == "\n"
        case .word: Self.isInWord(previous) != Self.isInWord(next)
        case .noWord: Self.isInWord(previous) == Self.isInWord(next)
        }
    }

    private static func isInWord(_ character: Unicode.Scalar?) -> Bool {
        character.map(CharacterClass.word.contains) ?? false
    }
}
