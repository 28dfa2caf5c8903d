internal import NIOHTTP1

/// The head of a request up to the length of its body, checked so that nothing in it can be read as a second request.
///
/// A client says the same again and again, so a connection keeps the last one for the requests that it serves.
struct RequestHead {
    /// The part that tells the decoder how the reply ends.
    let part: HTTPClientRequestPart
    /// The request line and the fields, without the line feed that ends them.
    let bytes: [UInt8]
    /// Whether the length of the body is told also where there is none.
    let alwaysTellsLength: Bool

    private let method: String
    private let target: String
    private let headers: HTTPFields

    init(_ request: HTTPRequest, authority: String) throws(TransportError) {
        guard isToken(request.method) else { throw .invalidRequest(.method) }
        guard isTarget(request.target) else { throw .invalidRequest(.target) }
        method = request.method
        target = request.target
        headers = request.headers
        alwaysTellsLength = ["POST", "PUT", "PATCH"].contains(method)
        part = .head(HTTPRequestHead(version: .http1_1, method: HTTPMethod(rawValue: method), uri: ""))
        var bytes = Array("\(method) \(target) HTTP/1.1\r\n".utf8)
        if headers["host"] == nil { bytes += "Host: \(authority)\r\n".utf8 }
        for (name, value) in headers {
            guard isToken(name), isFieldValue(value), !isFraming(name) else {
                throw .invalidRequest(.header(name: name))
            }
            bytes += "\(name): \(value)\r\n".utf8
        }
        self.bytes = bytes
    }

    /// Whether this is the head of a request, too.
    func serves(_ request: HTTPRequest) -> Bool {
        method == request.method && target == request.target && headers == request.headers
    }
}

/// RFC 9110 §5.6.2.
private func isToken(_ text: String) -> Bool {
    !text.isEmpty
        && text.utf8.allSatisfy { byte in
            switch byte {
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"):
                true
            default: "!#$%&'*+.^_`|~".utf8.contains(byte)
            }
        }
}

/// Any visible ASCII: what a target may hold beyond that is the server's to judge.
private func isTarget(_ text: String) -> Bool {
    !text.isEmpty && text.utf8.allSatisfy { 0x21...0x7E ~= $0 }
}

/// RFC 9110 §5.5: no control character but the tab.
private func isFieldValue(_ text: String) -> Bool {
    text.utf8.allSatisfy { $0 >= 0x20 && $0 != 0x7F || $0 == 0x09 }
}

/// Whether a field says where the body ends, which only the connection knows.
private func isFraming(_ name: String) -> Bool {
    switch name.utf8.count {
    case 14: name.lowercased() == "content-length"
    case 17: name.lowercased() == "transfer-encoding"
    default: false
    }
}
