/// Commands that go to the server in one request.
///
/// ```swift
/// var batch = Batch()
/// batch.add(try .publish(channel: "news", data: ["text": "hi"]))
/// batch.add(.presenceStats(channel: "news"))
/// let replies = try await client.send(batch)
/// ```
///
/// Sending leaves the batch as it is, so that nothing is lost when it fails.
public struct Batch: Sendable, Hashable, ExpressibleByArrayLiteral {
    /// The commands, in the order in which they are sent and answered.
    public var commands: [Command]

    /// Makes a batch; empty by default.
    public init(_ commands: [Command] = []) { self.commands = commands }

    /// Makes a batch of the commands listed.
    public init(arrayLiteral elements: Command...) { self.init(elements) }

    /// Whether there are no commands.
    public var isEmpty: Bool { commands.isEmpty }

    /// How many commands there are.
    public var count: Int { commands.count }

    /// Adds a command at the end.
    public mutating func add(_ command: Command) { commands.append(command) }

    /// Removes all commands.
    public mutating func reset() { commands.removeAll() }
}
