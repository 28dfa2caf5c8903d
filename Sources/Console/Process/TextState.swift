internal import Synchronization

/// What is left of a text that is read piece by piece.
final class TextState: Sendable {
    private let rest: Mutex<ArraySlice<UInt8>>

    init(_ bytes: [UInt8]) {
        rest = Mutex(bytes[...])
    }

    /// Takes at most `count` bytes off the front.
    func take(_ count: Int) -> [UInt8] {
        rest.withLock { rest in
            let taken = Array(rest.prefix(count))
            rest = rest.dropFirst(count)
            return taken
        }
    }
}
