internal import NIOCore

/// The bytes of one request, checked so that nothing in it can be read as a second one.
struct OutgoingRequest {
    /// What fits into any socket at once: an idle one takes this much as a whole or not at all.
    private static let smallSize = 4096

    let method: String
    /// The head, and the body where both together are small.
    let head: ByteBuffer
    /// The body where it is not in `head` already.
    let rest: ByteBuffer?

    init(_ request: HTTPRequest, authority: String) throws(TransportError) {
        method = request.method
        var head = ByteBuffer()
        head.reserveCapacity(1024)
        try Self.writeHead(of: request, authority: authority, into: &head)
        if head.readableBytes + request.body.count <= Self.smallSize {
            head.writeBytes(request.body)
            rest = nil
        } else {
            rest = request.body.isEmpty ? nil : ByteBuffer(bytes: request.body)
        }
        self.head = head
    }

    private static func writeHead(
        of request: HTTPRequest, authority: String, into head: inout ByteBuffer
    ) throws(TransportError) {
        guard isToken(request.method) else { throw .invalidRequest(.method) }
        guard isTarget(request.target) else { throw .invalidRequest(.target) }
        head.writeString(request.method)
        head.writeStaticString(" ")
        head.writeString(request.target)
        head.writeStaticString(" HTTP/1.1\r\n")
        if request.headers["host"] == nil { head.writeField("Host", authority) }
        for (name, value) in request.headers {
            guard isToken(name), isFieldValue(value), !isFraming(name) else {
                throw .invalidRequest(.header(name: name))
            }
            head.writeField(name, value)
        }
        if !request.body.isEmpty || ["POST", "PUT", "PATCH"].contains(request.method) {
            head.writeField("Content-Length", String(request.body.count))
        }
        head.writeStaticString("\r\n")
    }
}

extension ByteBuffer {
    fileprivate mutating func writeField(_ name: String, _ value: String) {
        writeString(name)
        writeStaticString(": ")
        writeString(value)
        writeStaticString("\r\n")
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
