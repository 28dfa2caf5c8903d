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
}
