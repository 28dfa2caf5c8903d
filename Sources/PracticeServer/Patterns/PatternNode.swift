/// A pattern as a tree, with the measures that keep it within Go's limits.
struct PatternNode: Sendable {
    indirect enum Form: Sendable {
        case take(Int)
        case check(PatternProgram.Boundary)
        case sequence([PatternNode])
        case choice([PatternNode])
        case repetition(PatternNode, Times)
        case group(PatternNode)
    }

    /// How often something may come; `most` is `nil` for any number.
    struct Times: Sendable {
        let least: Int
        let most: Int?
    }

    /// How many steps a pattern may come to.
    static let maxSize = 3_355_443
    static let maxHeight = 1000
    /// What a count may be, and the product of those that are around each other.
    static let maxCopies = 1000

    let form: Form
    /// How many steps it comes to, as Go counts them.
    let size: Int
    let height: Int
    /// How often counts repeat what is innermost.
    let copies: Int

    init(_ form: Form) {
        self.form = form
        switch form {
        case .take, .check: (size, height, copies) = (1, 1, 1)
        case .sequence(let parts): (size, height, copies) = Self.measures(of: parts, between: 0)
        case .choice(let parts): (size, height, copies) = Self.measures(of: parts, between: 1)
        case .group(let inner): (size, height, copies) = (inner.size + 2, inner.height + 1, inner.copies)
        case .repetition(let inner, let times):
            size = max(1, times.size(of: inner.size))
            height = inner.height + 1
            copies = times.most == 0 ? 1 : inner.copies * max(1, times.most ?? times.least)
        }
    }

    private static func measures(of parts: [PatternNode], between: Int) -> (Int, Int, Int) {
        let size = parts.reduce(max(0, parts.count - 1) * between) { $0 + $1.size }
        return (max(1, size), 1 + (parts.map(\.height).max() ?? 0), parts.map(\.copies).max() ?? 1)
    }
}

extension PatternNode.Times {
    fileprivate func size(of inner: Int) -> Int {
        if let most { most * inner + most - least } else { least == 0 ? inner + 2 : least * inner + 1 }
    }
}

extension PatternProgram {
    /// Turns a tree into steps.
    init(_ tree: PatternNode, classes: [CharacterClass]) {
        self.classes = classes
        add(tree)
        steps.append(.found)
    }

    private mutating func add(_ node: PatternNode) {
        switch node.form {
        case .take(let number): steps.append(.take(number))
        case .check(let boundary): steps.append(.check(boundary))
        case .sequence(let parts): for part in parts { add(part) }
        case .choice(let parts): addChoice(parts)
        case .repetition(let inner, let times): addRepetition(of: inner, times)
        case .group(let inner): add(inner)
        }
    }

    private mutating func addChoice(_ parts: [PatternNode]) {
        var exits: [Int] = []
        for part in parts.dropLast() {
            let fork = reserve()
            add(part)
            exits.append(reserve())
            steps[fork] = .fork(steps.count)
        }
        if let last = parts.last { add(last) }
        for exit in exits { steps[exit] = .jump(steps.count) }
    }

    private mutating func addRepetition(of node: PatternNode, _ times: PatternNode.Times) {
        var last = steps.count
        for _ in 0..<times.least {
            last = steps.count
            add(node)
        }
        if let most = times.most {
            var exits: [Int] = []
            for _ in times.least..<most {
                exits.append(reserve())
                add(node)
            }
            for exit in exits { steps[exit] = .fork(steps.count) }
        } else if times.least == 0 {
            let fork = reserve()
            add(node)
            steps.append(.jump(fork))
            steps[fork] = .fork(steps.count)
        } else {
            steps.append(.fork(last))
        }
    }

    /// Makes room for a step whose target is not known yet, and returns its place.
    private mutating func reserve() -> Int {
        steps.append(.jump(0))
        return steps.count - 1
    }
}
