/// What a method answers when it does not refuse.
enum MethodResult: Sendable {
    case empty
    case position(StreamPosition)
    case responses([Result<StreamPosition, Refusal>])
    case publications([Publication], top: StreamPosition)
    case presence([ClientInfo])
    case presenceStats(clients: Int, users: Int)
    case nodes([NodeInfo])
    case channels([(name: ByteText, clients: Int)])
    case keyChange(KeyChange)
    case entries(MapPage, top: StreamPosition)
    case keyCount(Int)
}

/// What setting or removing a key came to.
struct KeyChange: Sendable {
    /// Where the stream stood afterwards.
    let position: StreamPosition
    /// Why nothing changed, if nothing did.
    let suppression: MapChannel.Suppression?
}
