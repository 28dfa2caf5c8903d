/// An HTTP answer that is no reply of the API.
public struct HTTPFailure: Sendable, Hashable {
    /// The status.
    public let status: Int
    /// The header `Content-Type`, where there is one.
    public let contentType: String?
    /// The header `Location`, where there is one: redirects are reported, not followed, because the key is
    /// for one server only.
    public let location: String?
    /// How the body begins, up to 200 bytes; what is no UTF-8 is replaced.
    ///
    /// It is not to be trusted: control characters are as they came.
    public let excerpt: String
    /// Whether the commands of the request, or some of them, may have run.
    ///
    /// The server checks key, path and body before it runs anything and answers 3xx or 4xx then; the
    /// line protocol runs each line before it reads the next, so that its 400 can come after lines that ran.
    public let mayHaveReachedServer: Bool

    /// How many bytes of a body make the excerpt.
    private static let excerptLength = 200

    package init(
        status: Int, contentType: String? = nil, location: String? = nil, excerpt: String = "",
        mayHaveReachedServer: Bool = true
    ) {
        self.status = status
        self.contentType = contentType
        self.location = location
        self.excerpt = excerpt
        self.mayHaveReachedServer = mayHaveReachedServer
    }

    init(_ answer: Answer, format: WireFormat) {
        let mayHaveRun =
            switch answer.status {
            case 300..<400: false
            case 400: format == .lines
            case 401..<500: false
            default: true
            }
        self.init(
            status: answer.status, contentType: answer.contentType, location: answer.location,
            excerpt: String(decoding: answer.body.prefix(Self.excerptLength), as: UTF8.self),
            mayHaveReachedServer: mayHaveRun)
    }
}
