import NIOHTTP1

/// What the head of a request asks for.
package struct HTTPRequest: Sendable {
    var method: HTTPMethod
    /// Path and query, as the client sent them.
    var target: String
    var headers: HTTPHeaders
}

extension HTTPRequest {
    /// Makes a request of its parts.
    package init(_ method: String, _ target: String, headers: [(String, String)] = []) {
        self.init(method: HTTPMethod(rawValue: method), target: target, headers: HTTPHeaders(headers))
    }
}

/// An answer with all of its body; its length is added when it is sent.
package struct HTTPResponse: Sendable {
    let status: HTTPResponseStatus
    var headers: HTTPHeaders = [:]
    var body: [UInt8] = []

    /// The status as a number.
    package var code: Int { Int(status.code) }

    /// The body as text.
    package var text: String { String(decoding: body, as: UTF8.self) }

    /// Returns a header's value, its name in any case.
    package func header(_ name: String) -> String? { headers.first(name: name) }
}

extension HTTPResponse {
    /// An answer of the API.
    static func json(_ body: [UInt8], _ status: HTTPResponseStatus = .ok) -> HTTPResponse {
        HTTPResponse(status: status, headers: ["Content-Type": "application/json"], body: body)
    }

    /// An answer in words: the layer above the API refused.
    static func text(_ status: HTTPResponseStatus, _ text: String) -> HTTPResponse {
        HTTPResponse(
            status: status,
            headers: ["Content-Type": "text/plain; charset=utf-8", "X-Content-Type-Options": "nosniff"],
            body: Array((text + "\n").utf8))
    }

    static func empty(_ status: HTTPResponseStatus) -> HTTPResponse { HTTPResponse(status: status) }

    static let notFound = text(.notFound, "404 page not found")
    static let badRequest = text(.badRequest, "Bad Request")
    static let unencodable = text(.internalServerError, "Internal Server Error")
    static let tooLong = text(.payloadTooLarge, "Payload Too Large")

    /// The answer to what is no HTTP request; the connection ends with it.
    static let malformed = HTTPResponse(
        status: .badRequest, headers: ["Content-Type": "text/plain; charset=utf-8", "Connection": "close"],
        body: Array("400 Bad Request".utf8))
}
