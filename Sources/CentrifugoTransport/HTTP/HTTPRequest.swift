/// One request: method, target, header fields and a body that is ready in memory.
///
/// `Host` and `Content-Length` are added by the connection; a `Host` given here is kept.
public struct HTTPRequest: Sendable, Hashable {
    /// The method, such as `POST`.
    public var method: String
    /// The path and query, such as `/api/publish?x=1`, sent as it is.
    public var target: String
    /// The header fields, sent in this order after `Host`.
    public var headers: HTTPFields
    /// The body, empty when there is none.
    public var body: [UInt8]

    /// Makes a request; nothing is checked before it is sent.
    public init(method: String = "POST", target: String, headers: HTTPFields = [:], body: [UInt8] = []) {
        self.method = method
        self.target = target
        self.headers = headers
        self.body = body
    }
}

extension HTTPRequest: CustomStringConvertible, CustomReflectable {
    /// The method and the target without its query, because header values and bodies may hold keys.
    public var description: String {
        "\(method) \(target.prefix { $0 != "?" })"
    }

    /// A mirror that shows no more than the description.
    public var customMirror: Mirror {
        Mirror(self, unlabeledChildren: [description])
    }
}
