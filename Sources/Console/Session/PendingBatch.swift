package import LosslessJSON

/// The commands that wait to be sent together, in order.
package struct PendingBatch: Sendable {
    /// One waiting command.
    package struct Item: Sendable {
        /// The method on the wire.
        package var method: String
        /// The request body.
        package var body: JSONText
        /// What became of it when it was sent before.
        package var last: LastOutcome?

        /// Makes an item that was never sent.
        package init(method: String, body: JSONText) {
            self.method = method
            self.body = body
        }

        /// The bytes of the command as it stands in a batch.
        var size: Int { method.utf8.count + body.bytes.count + #"{"":}"#.utf8.count }

        /// The command on one line, shortened.
        var summary: String { CommandText.summary(method, body.value) }

        /// The command as it stands in a batch: `{"METHOD":BODY}`.
        var json: JSONText {
            var writer = JSONWriter(capacity: size)
            writer.beginObject()
            writer.key(method)
            writer.raw(body)
            writer.endObject()
            return JSONText(unchecked: writer.bytes)
        }
    }

    /// What became of a command that is still here.
    package enum LastOutcome: Sendable, Hashable {
        /// The server answered with an error.
        case failed(code: Int, message: String)
        /// The answer was lost: it may have run or not.
        case unknown
    }

    /// The commands, numbered from 1 for users.
    package private(set) var items: [Item] = []
    /// The server that they were composed for; `nil` while there are none.
    package private(set) var server: String?

    /// Makes an empty batch.
    package init() {}

    /// Adds a command at the end; the first one decides for which server the batch is.
    package mutating func add(_ item: Item, for server: String) {
        if items.isEmpty { self.server = server }
        items.append(item)
    }

    /// Adds commands at the end; without any before, they decide for which server the batch is.
    package mutating func add(contentsOf more: [Item], for server: String) {
        if items.isEmpty, !more.isEmpty { self.server = server }
        items += more
    }

    /// Removes the items of the given numbers, from 1.
    package mutating func drop(_ numbers: [ClosedRange<Int>]) {
        var isDropped = [Bool](repeating: false, count: items.count)
        for number in numbers.joined() { isDropped[number - 1] = true }
        keep(zip(items, isDropped).filter { !$0.1 }.map(\.0))
    }

    /// Removes commands from the end.
    package mutating func removeLast(_ count: Int) {
        keep(items.dropLast(count))
    }

    /// Moves an item, so that it has another number.
    package mutating func move(_ number: Int, to target: Int) {
        items.insert(items.remove(at: number - 1), at: target - 1)
    }

    /// Puts an item in once more, right behind itself, as one that was never sent.
    package mutating func copy(_ number: Int) {
        items.insert(Item(method: items[number - 1].method, body: items[number - 1].body), at: number)
    }

    /// Puts other commands in the place of all; what stays as it was keeps what became of it.
    package mutating func replaceAll(with commands: [Item], for server: String) {
        var known: [[UInt8]: LastOutcome] = [:]
        for item in items { if let last = item.last { known[item.json.bytes] = last } }
        let former = self.server
        keep([])
        add(contentsOf: commands, for: former ?? server)
        for index in items.indices { items[index].last = known[items[index].json.bytes] }
    }

    /// Puts another command in an item's place.
    package mutating func replace(_ number: Int, with item: Item) {
        items[number - 1] = item
    }

    /// Removes all.
    package mutating func reset() {
        keep([])
    }

    /// Gives each command that takes an idempotency key and has none one of its own.
    mutating func addKeys() {
        for index in items.indices where !items[index].hasKey && items[index].takesKey {
            items[index].body = items[index].body.adding(key: IdempotencyKey.new())
        }
    }

    /// Drops what succeeded and keeps the rest: what was not sent as it was, the others marked.
    ///
    /// `outcomes` has one element for each item, in order.
    mutating func settle(_ outcomes: [SendOutcome]) {
        var left: [Item] = []
        for (item, outcome) in zip(items, outcomes) {
            if case .succeeded = outcome { continue }
            var item = item
            switch outcome {
            case .succeeded, .unsent: break
            case .failed(let code, let message): item.last = .failed(code: code, message: message)
            case .unknown: item.last = .unknown
            }
            left.append(item)
        }
        keep(left)
    }

    private mutating func keep(_ left: some Collection<Item>) {
        items = Array(left)
        if left.isEmpty { server = nil }
    }
}
