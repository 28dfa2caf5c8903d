/// A place in a channel's stream.
public struct StreamPosition: Sendable, Hashable {
    /// The offset: 0 before the first publication, and one more with each.
    public var offset: UInt64
    /// What the offset belongs to: the server gives each stream a new one; empty matches any.
    public var epoch: String

    /// Makes a position.
    public init(offset: UInt64, epoch: String = "") {
        self.offset = offset
        self.epoch = epoch
    }
}
