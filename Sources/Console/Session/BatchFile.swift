internal import LosslessJSON

/// The pending batch as text: a line that names the server, then one line for each command.
///
/// Later lines can be appended without touching those before. A line that is no JSON of this form,
/// such as one cut off by a crash, is passed over. While a batch is sent, a line says which commands are about to leave
/// and another what became of them; commands of which only the first is there are of unknown outcome.
enum BatchFile {
    /// The whole text of a batch.
    static func text(_ batch: PendingBatch) -> [UInt8] {
        guard let server = batch.server else { return [] }
        return batch.items.reduce(into: header(server)) { $0 += line($1) }
    }

    /// The line that names the server.
    static func header(_ server: String) -> [UInt8] {
        object { writer in
            writer.key("server")
            writer.string(server)
        }
    }

    /// The line of one command.
    static func line(_ item: PendingBatch.Item) -> [UInt8] {
        object { writer in
            writer.key("method")
            writer.string(item.method)
            writer.key("body")
            writer.raw(item.body)
            switch item.last {
            case nil: break
            case .unknown:
                writer.key("last")
                writer.string("unknown")
            case .failed(let code, let message):
                writer.key("last")
                writer.beginObject()
                writer.key("code")
                writer.integer(code)
                writer.key("message")
                writer.string(message)
                writer.endObject()
            }
        }
    }

    /// The line that says which commands are about to leave.
    static func sending(_ part: Range<Int>) -> [UInt8] {
        object { writer in
            writer.key("sending")
            writer.part(part)
        }
    }

    /// The line that says what became of commands: of those that failed it says so one by one.
    static func settled(_ part: Range<Int>, _ outcomes: [SendOutcome]) -> [UInt8] {
        object { writer in
            writer.key("settled")
            writer.part(part)
            writer.key("failed")
            writer.beginArray()
            for (index, outcome) in zip(part, outcomes) {
                guard case .failed(let code, let message) = outcome else { continue }
                writer.beginArray()
                writer.integer(index)
                writer.integer(code)
                writer.string(message)
                writer.endArray()
            }
            writer.endArray()
        }
    }

    /// Reads a batch back; `damaged` counts the lines passed over.
    static func read(_ bytes: [UInt8]) -> (batch: PendingBatch, damaged: Int) {
        var batch = PendingBatch()
        var outcomes: [Int: SendOutcome] = [:]
        var server = ""
        var damaged = 0
        for line in bytes.split(separator: UInt8(ascii: "\n")) {
            guard let value = try? JSONValue.parse(Array(line)) else {
                damaged += 1
                continue
            }
            if let name = value["server"]?.string {
                server = name
            } else if let item = item(value) {
                batch.add(item, for: server)
            } else if let part = part(value["sending"]) {
                for index in part { outcomes[index] = .unknown }
            } else if let part = part(value["settled"]) {
                for index in part { outcomes[index] = .succeeded }
                for failure in value["failed"].map({ Array($0.elements) }) ?? [] { note(failure, &outcomes) }
            } else {
                damaged += 1
            }
        }
        if !outcomes.isEmpty { batch.settle(batch.items.indices.map { outcomes[$0] ?? .unsent }) }
        return (batch, damaged)
    }

    private static func part(_ value: JSONValue?) -> Range<Int>? {
        let bounds = value.map { $0.elements.compactMap(\.int64).map(Int.init) } ?? []
        guard bounds.count == 2, bounds[0] >= 0, bounds[0] <= bounds[1] else { return nil }
        return bounds[0]..<bounds[1]
    }

    private static func note(_ failure: JSONValue, _ outcomes: inout [Int: SendOutcome]) {
        let facts = Array(failure.elements)
        guard facts.count == 3, let index = facts[0].int64, let code = facts[1].int64 else { return }
        outcomes[Int(index)] = .failed(code: Int(code), message: facts[2].string ?? "")
    }

    private static func object(_ members: (inout JSONWriter) -> Void) -> [UInt8] {
        var writer = JSONWriter()
        writer.beginObject()
        members(&writer)
        writer.endObject()
        return writer.bytes + [UInt8(ascii: "\n")]
    }

    private static func item(_ value: JSONValue) -> PendingBatch.Item? {
        guard let method = value["method"]?.string, let body = value["body"] else { return nil }
        var item = PendingBatch.Item(method: method, body: body.jsonText)
        if let last = value["last"] {
            if let code = last["code"]?.int64 {
                item.last = .failed(code: Int(code), message: last["message"]?.string ?? "")
            } else {
                item.last = .unknown
            }
        }
        return item
    }
}

extension JSONWriter {
    /// A range of indices as an array of its bounds.
    fileprivate mutating func part(_ range: Range<Int>) {
        beginArray()
        integer(range.lowerBound)
        integer(range.upperBound)
        endArray()
    }
}
