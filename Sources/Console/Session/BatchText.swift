internal import CentrifugoAPI
internal import CentrifugoProtocol
internal import LosslessJSON

/// The pending batch as a text that people write, too: commands in the console's own language, or as JSON.
///
/// Every command may be written as it is typed, as `{"METHOD":BODY}`, as `{"method":"METHOD","params":BODY}`, or within a
/// body of `batch`; one text may mix them, and a JSON value may span rows.
struct BatchText {
    /// What is wrong with a text, and in which row.
    struct Problem: Error {
        var error: LanguageError
        var line: Line
        /// From 1.
        var row: Int
    }

    let parser: Parser
    let values: any ExternalValues

    /// The command as it can be typed: past the schema where it does not fit it.
    func typed(_ item: PendingBatch.Item) -> String {
        (fits(item) ? "" : "call ") + "\(item.method) \(item.body)"
    }

    /// The command as a line of a file: as JSON, unless only `call` takes it back.
    func saved(_ item: PendingBatch.Item) -> [UInt8] {
        (fits(item) ? item.json.bytes : Array(typed(item).utf8)) + [UInt8(ascii: "\n")]
    }

    private func fits(_ item: PendingBatch.Item) -> Bool {
        (try? parser.parseBatchable(Line(arguments: [item.method, item.body.description]))) != nil
    }

    /// Reads all commands of a text.
    ///
    /// - Throws: `Problem` at the first that cannot be understood.
    func items(in text: [UInt8]) async throws(Problem) -> [PendingBatch.Item] {
        var reader = ScriptReader(TextSource(text))
        var items: [PendingBatch.Item] = []
        while let entry = await reader.next() {
            switch entry.content {
            case .failure(let problem):
                throw Problem(
                    error: problem.error, line: Line(source: problem.source, tokens: []), row: entry.number)
            case .success(let line): items += try await commands(in: line, row: entry.number)
            }
        }
        return items
    }

    private func commands(in line: Line, row: Int) async throws(Problem) -> [PendingBatch.Item] {
        guard let first = line.tokens.first, first.form == .bracketed, first.name == nil else {
            do throws(LanguageError) {
                guard let command = try parser.parseBatchable(line) else { return [] }
                return [try PendingBatch.Item(await command.resolved(with: values))]
            } catch {
                throw Problem(error: error, line: line, row: row)
            }
        }
        var items: [PendingBatch.Item] = []
        for token in line.tokens {
            guard token.form == .bracketed, token.name == nil else {
                throw Problem(error: .secondCommand(at: token.span.lowerBound), line: line, row: row)
            }
            let value: JSONValue
            do throws(JSONError) {
                value = try JSONValue.parse(Array(line.source[token.span]))
            } catch {
                throw Problem(
                    error: .invalidJSON(error.reason, at: token.span.lowerBound + error.offset), line: line, row: row)
            }
            guard let commands = Self.commands(in: value) else {
                throw Problem(error: .notACommand(span: token.span), line: line, row: row)
            }
            for (method, body) in commands { items.append(try item(method, body, row)) }
        }
        return items
    }

    /// The commands that a JSON value stands for; `nil` if it is none.
    private static func commands(in value: JSONValue) -> [(method: String, body: JSONValue)]? {
        if let list = value["commands"], list.kind == .array {
            var all: [(method: String, body: JSONValue)] = []
            for element in list.elements {
                guard let commands = commands(in: element) else { return nil }
                all += commands
            }
            return all
        }
        if let method = value["method"]?.string {
            guard value.members.allSatisfy({ ["method", "params", "id"].contains($0.name) }) else { return nil }
            return [(method, value["params"] ?? JSONText.emptyObject.value)]
        }
        guard value.kind == .object, value.count == 1, let member = value.members.first(where: { _ in true }) else {
            return nil
        }
        return [(member.name, member.value)]
    }

    /// Checks a command that was written as JSON as one that was typed.
    private func item(_ method: String, _ body: JSONValue, _ row: Int) throws(Problem) -> PendingBatch.Item {
        let line = Line(arguments: [method, body.jsonText.description])
        do throws(LanguageError) {
            guard body.kind == .object, let command = try parser.parseBatchable(line) else {
                throw .notACommand(span: 0..<line.end)
            }
            return try PendingBatch.Item(command)
        } catch {
            throw Problem(error: error, line: line, row: row)
        }
    }
}

extension PendingBatch.Item {
    /// A command that was typed, ready to be sent.
    ///
    /// - Throws: `LanguageError.givenTwice` where two values are meant for the same place.
    init(_ invocation: Invocation) throws(LanguageError) {
        self.init(try Command(invocation))
    }

    /// A call of the server that waits.
    init(_ call: Command) {
        self.init(method: call.method, body: call.params)
    }
}

extension Command {
    /// The call of the server that was typed.
    ///
    /// - Throws: `LanguageError.givenTwice` where two values are meant for the same place.
    init(_ invocation: Invocation) throws(LanguageError) {
        if invocation.signature.fields.contains(where: \.isUncheckedBody) {
            let body = invocation.json("body")?.jsonText.compacted() ?? .emptyObject
            self.init(invocation.text("method") ?? "", params: body)
        } else {
            self.init(invocation.signature.name, params: try invocation.requestBody())
        }
    }
}
