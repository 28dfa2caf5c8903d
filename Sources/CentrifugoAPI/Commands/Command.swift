public import LosslessJSON

/// One call of a method of the server: its name and what it is called with.
///
/// The factories are those of ``Client``'s typed calls. A command of any other method, or with
/// fields that this library does not know, is made of its name and JSON, and is sent as it stands.
public struct Command: Sendable, Hashable {
    /// The method's name, spelled as on the wire.
    public let method: String
    /// What the method is called with: the body of the request.
    public let params: JSONText

    /// Makes a command of any method; nothing is checked.
    public init(_ method: String, params: JSONText = .emptyObject) {
        self.method = method
        self.params = params
    }

    /// Makes a command whose params are the fields that the closure writes.
    init(_ method: String, fields write: (inout FieldWriter) -> Void) {
        var fields = FieldWriter()
        write(&fields)
        self.init(method, params: fields.finish())
    }
}

extension JSONText {
    /// `{}`: what a method without fields is called with.
    public static let emptyObject = JSONText(unchecked: Array("{}".utf8))
}
