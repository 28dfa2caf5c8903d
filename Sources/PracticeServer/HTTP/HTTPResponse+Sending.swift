import NIOHTTP1

// What an answer says about itself and the connection depends on the request.

extension HTTPResponse {
    /// Whether the connection ends with it, whatever was asked.
    var isLast: Bool { headers.contains(name: "Connection") }

    /// Whether another request may follow an answer to this one.
    func isFollowed(after head: HTTPRequestHead) -> Bool { head.isKeepAlive && !head.isLast && !isLast }

    /// Makes the head of the answer to a request.
    func head(answering request: HTTPRequestHead, isKept: Bool) -> HTTPResponseHead {
        var headers = headers
        headers.add(name: "Content-Length", value: String(body.count))
        if !isKept {
            headers.replaceOrAdd(name: "Connection", value: "close")
        } else if request.isOld {
            headers.add(name: "Connection", value: "keep-alive")
        }
        return HTTPResponseHead(version: request.isOld ? .http1_0 : .http1_1, status: status, headers: headers)
    }
}

extension HTTPRequestHead {
    /// Whether it speaks HTTP/1.0, where connections end by themselves and hosts have one name.
    fileprivate var isOld: Bool { version.major == 1 && version.minor == 0 }

    /// Whether it names its host once (RFC 9112 §3.2).
    var isNamed: Bool { isOld || headers["Host"].count == 1 }

    /// Whether the decoder may take what follows for another protocol, and reads no further request.
    ///
    /// It is said of more requests than the decoder stops at; they lose no more than their connection.
    fileprivate var isLast: Bool {
        guard method != .CONNECT else { return true }
        guard headers.contains(name: "Upgrade") else { return false }
        return ["Connection", "Proxy-Connection"].contains { name in
            headers[name].contains { $0.lowercased().contains("upgrade") }
        }
    }
}
