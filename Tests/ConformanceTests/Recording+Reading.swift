import LosslessJSON

extension Scenario {
    /// Reads a file of scenarios.
    static func read(_ file: JSONValue) throws -> [Scenario] {
        let config = try file.text("config")
        return try file.required("scenarios").elements.map { scenario in
            Scenario(
                name: try scenario.text("name"), config: scenario["config"]?.string ?? config,
                steps: try scenario.required("steps").elements.map(Step.init))
        }
    }
}

extension Step {
    fileprivate init(_ step: JSONValue) throws {
        let kind = try step.text("at")
        switch kind {
        case "http": self = .http(try .init(step.required("request")), try .init(step.required("response")))
        case "wait": self = .wait(milliseconds: try step.number("ms"))
        default: try self.init(step, kind: kind, connection: try step.text("conn"))
        }
    }

    private init(_ step: JSONValue, kind: String, connection: String) throws {
        switch kind {
        case "open":
            self = .open(
                connection: connection, try .init(step.required("request")), try .init(step.required("response")))
        case "client": self = .send(connection: connection, try step.message("send"))
        case "server" where step["ws_ping"]?.bool == true: self = .ping(connection: connection)
        case "server":
            self = .arrive(connection: connection, try step.message("frame"), try step.comparison())
        case "close":
            self = .close(connection: connection, code: try step.number("code"), reason: try step.text("reason"))
        case "end": self = .end(connection: connection)
        case "leave": self = .leave(connection: connection)
        default: throw MalformedRecording(what: "a step at \(kind)")
        }
    }
}

extension RecordedRequest {
    fileprivate init(_ request: JSONValue) throws {
        method = try request.text("method")
        guard let target = try request.recordedText("target") else { throw MalformedRecording(what: "no target") }
        self.target = target
        let templates = request["headers_template"]
        headers = try (templates ?? request.required("headers")).members.map { member in
            let value = Array((member.value.string ?? "").utf8)
            return (member.name, templates == nil ? .literal(value) : .template(value))
        }
        body = try request.recordedText("body")
        isInternal = request["listener"]?.string == "internal"
    }
}

extension RecordedResponse {
    fileprivate init(_ response: JSONValue) throws {
        status = try response.number("status")
        headers = try Dictionary(
            response.required("headers").members.map { ($0.name, $0.value.string ?? "") }, uniquingKeysWith: { $1 })
        body = response["ignore_body"]?.bool == true ? nil : try response.recordedText("body")
        comparison = try response.comparison()
    }
}

extension JSONValue {
    fileprivate func required(_ name: String) throws -> JSONValue {
        guard let value = self[name] else { throw MalformedRecording(what: "no \(name) in \(text.prefix(80))") }
        return value
    }

    fileprivate func text(_ name: String) throws -> String {
        guard let text = try required(name).string else { throw MalformedRecording(what: "\(name) is no text") }
        return text
    }

    fileprivate func number(_ name: String) throws -> Int {
        guard let number = try required(name).int64 else { throw MalformedRecording(what: "\(name) is no number") }
        return Int(number)
    }

    fileprivate func comparison() throws -> Comparison {
        guard let name = self["compare"]?.string else { return .bytes }
        guard let comparison = Comparison(rawValue: name) else { throw MalformedRecording(what: "compare \(name)") }
        return comparison
    }

    fileprivate func message(_ name: String) throws -> Message<RecordedText> {
        if let base64 = self[name + "_base64"]?.string { return .binary(try decodeBase64(base64)) }
        guard let text = try recordedText(name) else { throw MalformedRecording(what: "no \(name)") }
        return .text(text)
    }

    /// Reads a text in any of its forms; a template counts before what it was made of.
    fileprivate func recordedText(_ name: String) throws -> RecordedText? {
        if let template = self[name + "_template"]?.string { return .template(Array(template.utf8)) }
        if let parts = self[name + "_template_parts"] { return .template(try parts.joinedParts()) }
        if let text = self[name]?.string { return .literal(Array(text.utf8)) }
        if let parts = self[name + "_parts"] { return .literal(try parts.joinedParts()) }
        return try self[name + "_base64"]?.string.map { .literal(try decodeBase64($0)) }
    }

    private func joinedParts() throws -> [UInt8] {
        var text: [UInt8] = []
        for part in elements {
            if let literal = part.string {
                text += Array(literal.utf8)
            } else if let unit = part["repeat"]?.string {
                for _ in 0..<(try part.number("count")) { text += Array(unit.utf8) }
            } else {
                text += try part.eachOne()
            }
        }
        return text
    }

    private func eachOne() throws -> [UInt8] {
        let pieces = try text("each").split(separator: "<i>", omittingEmptySubsequences: false)
        let first = Int(self["from"]?.int64 ?? 0)
        let ones = (first..<first + (try number("count"))).map { pieces.joined(separator: String($0)) }
        return Array(ones.joined(separator: self["join"]?.string ?? "").utf8)
    }

    private func decodeBase64(_ text: String) throws -> [UInt8] {
        let alphabet = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8)
        var (bits, count, bytes) = (0, 0, [UInt8]())
        for digit in text.utf8 where digit != UInt8(ascii: "=") {
            guard let value = alphabet.firstIndex(of: digit) else { throw MalformedRecording(what: "base64 \(text)") }
            (bits, count) = (bits << 6 | value, count + 6)
            if count >= 8 {
                count -= 8
                bytes.append(UInt8(truncatingIfNeeded: bits >> count))
            }
        }
        return bytes
    }
}
