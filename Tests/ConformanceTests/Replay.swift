import LoopbackPeer

/// Does again what was recorded and compares.
struct Replay {
    private static let comparedHeaders = [
        "Content-Type", "X-Content-Type-Options", "Allow", "Location", "Access-Control-Allow-Origin",
        "WWW-Authenticate",
    ]

    let endpoint: any Endpoint
    private var captures: Captures = [:]

    init(_ endpoint: any Endpoint) { self.endpoint = endpoint }

    /// Runs all steps.
    ///
    /// - Throws: ``Mismatch`` at the first difference.
    mutating func run(_ steps: [Step]) throws {
        for (place, step) in zip(1..., steps) {
            do {
                if let what = try run(step) { throw Mismatch(step: place, what: what) }
            } catch let error as Mismatch {
                throw error
            } catch {
                throw Mismatch(step: place, what: "\(error)")
            }
        }
        if let (connection, arrival) = try endpoint.leftOver() {
            throw Mismatch(step: 0, what: "unexpected on connection \(connection): \(arrival)")
        }
    }

    /// Runs a step and returns what is wrong.
    private mutating func run(_ step: Step) throws -> String? {
        switch step {
        case .http(let request, let response):
            return compare(try endpoint.exchange(fill(request), isInternal: request.isInternal), response)
        case .open(let connection, let request, let response):
            return compare(try endpoint.open(connection, fill(request)), response)
        case .send(let connection, .text(let text)):
            try endpoint.send(.text(fill(text)), on: connection)
        case .send(let connection, .binary(let bytes)):
            try endpoint.send(.binary(bytes), on: connection)
        case .arrive(let connection, .text(let text), let comparison):
            let arrival = try endpoint.arrival(on: connection)
            guard case .line(let line) = arrival else { return missing("a line", on: connection, arrival) }
            return compare(line, text, comparison).map { "line on \(connection) " + $0 }
        case .arrive(let connection, .binary(let bytes), _):
            return try expect(.binary(bytes), on: connection)
        case .ping(let connection): return try expect(.ping, on: connection)
        case .close(let connection, let code, let reason):
            return try expect(.close(code: code, reason: reason), on: connection)
        case .end(let connection): return try expect(.end, on: connection)
        case .leave(let connection): try endpoint.leave(connection)
        case .wait(let milliseconds): try endpoint.pass(milliseconds: milliseconds)
        }
        return nil
    }

    private func expect(_ expected: Arrival, on connection: String) throws -> String? {
        let arrival = try endpoint.arrival(on: connection)
        return arrival == expected ? nil : missing("\(expected)", on: connection, arrival)
    }

    private func missing(_ expected: String, on connection: String, _ found: Arrival?) -> String {
        "expected \(expected) on \(connection), found \(found?.description ?? "nothing")"
    }

    private func fill(_ text: RecordedText) throws -> [UInt8] {
        switch text {
        case .literal(let bytes): bytes
        case .template(let bytes): try Template(bytes).filled(captures, now: endpoint.now)
        }
    }

    private func fill(_ request: RecordedRequest) throws -> WireRequest {
        WireRequest(
            request.method, String(decoding: try fill(request.target), as: UTF8.self),
            headers: try request.headers.map { ($0.name, String(decoding: try fill($0.value), as: UTF8.self)) },
            body: try request.body.map(fill))
    }

    private mutating func compare(_ found: WireResponse, _ expected: RecordedResponse) -> String? {
        guard found.status == expected.status else {
            let body = String(decoding: found.body.prefix(200), as: UTF8.self)
            return "status \(found.status), expected \(expected.status); body \(body.debugDescription)"
        }
        for name in Self.comparedHeaders {
            let value = found.header(name)?.replacing(":\(endpoint.port)", with: ":<port>")
            guard value != expected.headers[name] else { continue }
            return "header \(name) is \(value ?? "absent"), expected \(expected.headers[name] ?? "none")"
        }
        return expected.body.flatMap { compare(found.body, $0, expected.comparison) }.map { "body " + $0 }
    }

    private mutating func compare(_ found: [UInt8], _ expected: RecordedText, _ comparison: Comparison) -> String? {
        switch (expected, comparison) {
        case (.literal(let bytes), .bytes):
            let common = Difference.commonCount(bytes[...], found[...])
            guard common < max(bytes.count, found.count) else { return nil }
            return Difference(at: common, expected: Array(bytes.dropFirst(common)), in: found).description
        case (.template(let bytes), .bytes):
            return Template(bytes).difference(from: found, &captures)?.description
        case (.literal(let bytes), _), (.template(let bytes), _):
            return JSONUnification(ignoresElementOrder: comparison == .unorderedJSON)
                .difference(of: bytes, from: found, &captures)
        }
    }
}
