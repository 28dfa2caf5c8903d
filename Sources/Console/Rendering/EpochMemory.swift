/// The epoch last shown for each channel: an epoch is shown the first time and when it changes.
package struct EpochMemory: Sendable {
    /// How an epoch relates to what was shown before.
    enum Sighting: Sendable {
        /// Nothing of the channel was shown yet.
        case first
        /// It is the epoch shown before.
        case same
        /// The channel had another epoch before.
        case changed
    }

    /// More channels than anybody looks at; past it all are forgotten, which shows epochs once more.
    private static let capacity = 10_000

    private var epochs: [String: String] = [:]

    /// Makes a memory of nothing.
    package init() {}

    /// Remembers a channel's epoch, and tells whether it is new.
    mutating func see(_ epoch: String, of channel: String) -> Sighting {
        if epochs.count >= Self.capacity, epochs[channel] == nil { epochs = [:] }
        guard let before = epochs.updateValue(epoch, forKey: channel) else { return .first }
        return before == epoch ? .same : .changed
    }
}
