internal import CentrifugoTransport

/// A whole HTTP answer, as far as reading a reply needs it.
package struct Answer: Sendable {
    package let status: Int
    package let contentType: String?
    package let location: String?
    package let body: [UInt8]

    package init(status: Int, contentType: String?, location: String? = nil, body: [UInt8]) {
        self.status = status
        self.contentType = contentType
        self.location = location
        self.body = body
    }

    init(_ response: HTTPResponse, body: [UInt8]) {
        self.init(
            status: response.status, contentType: response.headers["Content-Type"],
            location: response.headers["Location"], body: body)
    }

    var isSuccess: Bool { (200..<300).contains(status) }

    /// Whether the content type says JSON; the parameters after `;` do not matter.
    var claimsJSON: Bool {
        guard let contentType else { return false }
        let kind = contentType.prefix { $0 != ";" && $0 != " " }.lowercased()
        return kind == "application/json" || kind.hasSuffix("+json")
    }
}
