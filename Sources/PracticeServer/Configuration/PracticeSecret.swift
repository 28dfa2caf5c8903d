/// A key of the practice server: printing the value shows a placeholder.
public struct PracticeSecret: Sendable, Hashable {
    /// The key itself.
    public let revealed: String

    /// Wraps a key.
    public init(_ key: String) { revealed = key }
}

extension PracticeSecret: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
    /// A placeholder.
    public var description: String { "<secret>" }

    /// A placeholder.
    public var debugDescription: String { description }

    /// Shows nothing of the key.
    public var customMirror: Mirror { Mirror(self, children: [:]) }
}
