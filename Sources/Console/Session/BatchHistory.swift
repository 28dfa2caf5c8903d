internal import DequeModule

/// What was done to the pending batch, so that it can be taken back.
///
/// A batch of which commands were only added is remembered by their number, any other as it was.
struct BatchHistory {
    /// What is taken back, and how.
    private enum Step {
        case added(Int)
        case changed(from: PendingBatch)
    }

    /// How many steps are remembered at most.
    private static let capacity = 100
    /// How many commands all of them together hold at most; the last step may hold more.
    private static let itemCapacity = 1_000_000

    private var steps: Deque<(word: String, step: Step)> = []
    private var itemCount = 0

    /// Remembers that commands were added at the end.
    mutating func noteAdded(_ count: Int, by word: String) {
        append((word, .added(count)))
    }

    /// Remembers what the batch was before a word changed it.
    mutating func note(_ before: PendingBatch, changedBy word: String) {
        itemCount += before.items.count
        append((word, .changed(from: before)))
    }

    /// Takes the last step back, and returns the word that had made it; `nil` if there is none.
    mutating func undo(_ batch: inout PendingBatch) -> String? {
        guard let (word, step) = steps.popLast() else { return nil }
        switch step {
        case .added(let count): batch.removeLast(count)
        case .changed(let before):
            itemCount -= before.items.count
            batch = before
        }
        return word
    }

    private mutating func append(_ step: (word: String, step: Step)) {
        steps.append(step)
        while steps.count > Self.capacity || itemCount > Self.itemCapacity && steps.count > 1 {
            if case .changed(let forgotten) = steps.removeFirst().step { itemCount -= forgotten.items.count }
        }
    }
}
