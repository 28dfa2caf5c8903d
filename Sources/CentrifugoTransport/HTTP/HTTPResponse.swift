/// The reply to one request: its head, and a body that arrives as it is read.
public struct HTTPResponse: Sendable {
    /// The status code as the server sent it, such as 200.
    public let status: Int
    /// The header fields as the server sent them.
    public let headers: HTTPFields
    /// The body; reading it is what makes more of it arrive.
    public var body: HTTPBody

    /// Makes a reply, for transports that are not a network.
    public init(status: Int, headers: HTTPFields = [:], body: HTTPBody = HTTPBody([])) {
        self.status = status
        self.headers = headers
        self.body = body
    }
}
