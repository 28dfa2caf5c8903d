/// What a key was set to, or that it was removed.
struct MapEntry: Sendable {
    let key: ByteText
    /// The payload as it was sent: JSON, or any bytes; empty where it was removed.
    var data: [UInt8] = []
    /// Texts that travel with it; those of the value where it was removed.
    let tags: [ByteText: ByteText]
    /// Its number in the stream; 0 outside of one.
    var offset: UInt64 = 0
    var isRemoval = false
    let time: Moment
}

/// Which keys are wanted.
struct MapFilter: Sendable {
    /// Only this one, whatever the limit; empty: any.
    let key: ByteText
    /// Below 0: all.
    let limit: Int
    /// Only those after it.
    let cursor: ByteText
}

/// Some of the entries of a map or of its stream.
struct MapPage: Sendable {
    var entries: [MapEntry] = []
    /// The last key, where more follow.
    var cursor = ByteText.empty
}
