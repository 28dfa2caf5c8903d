/// What became of a command that was to be sent.
enum SendOutcome: Sendable, Hashable {
    /// It was answered without an error.
    case succeeded
    /// The server answered with an error.
    case failed(code: Int, message: String)
    /// The answer was lost: it may have run or not.
    case unknown
    /// It never left.
    case unsent
}

/// A batch on its way, part by part.
struct Sending {
    /// The commands, as they were when the sending began.
    let items: [PendingBatch.Item]
    /// What became of each so far.
    private(set) var outcomes: [SendOutcome]
    private let partSize: Int
    private var position = 0

    /// Makes parts of so many commands each, the last of what is left.
    init(_ items: [PendingBatch.Item], partSize: Int) {
        self.items = items
        self.partSize = partSize
        outcomes = Array(repeating: .unsent, count: items.count)
    }

    /// The commands that go next; `nil` when all have gone.
    var next: Range<Int>? {
        position < items.count ? position..<min(position + partSize, items.count) : nil
    }

    /// Whether there is more than one part.
    var isInParts: Bool { items.count > partSize }

    /// How many commands have gone.
    var count: Int { position }

    /// The first that never left, or the end.
    var firstUnsent: Int { outcomes.firstIndex(of: .unsent) ?? outcomes.endIndex }

    /// Notes what was answered to the next part.
    mutating func settle(_ answered: [SendOutcome]) {
        guard let part = next else { return }
        outcomes.replaceSubrange(part, with: answered)
        position = part.upperBound
    }

    /// Notes that the answer to the next part was lost.
    mutating func lose() {
        guard let part = next else { return }
        settle(Array(repeating: .unknown, count: part.count))
    }
}
