/// The key of a server's HTTP API.
///
/// It is secret by type: however it is printed, dumped or interpolated, a placeholder shows; only
/// ``revealed`` tells the text.
public struct APIKey: Sendable, Hashable {
    /// Why a text is no key.
    public enum Invalid: Error, Hashable, Sendable {
        /// Nothing is left of it without the white space around it.
        case empty
        /// It holds a line break or another control character, which no HTTP header can carry.
        case controlCharacter
    }

    static let placeholder = "<secret>"

    /// The key itself, as it goes into the header.
    public let revealed: String

    /// Makes a key of a text, without the white space around it: files that hold keys end in a line break.
    ///
    /// - Throws: ``Invalid`` for a text that is empty or has control characters inside.
    public init(_ text: some StringProtocol) throws(Invalid) {
        let scalars = text.unicodeScalars
        let isSpace = { (scalar: Unicode.Scalar) in scalar == " " || ("\t"..."\r").contains(scalar) }
        guard let first = scalars.firstIndex(where: { !isSpace($0) }),
            let last = scalars.lastIndex(where: { !isSpace($0) })
        else { throw .empty }
        let trimmed = scalars[first...last]
        guard !trimmed.contains(where: { $0.value < 0x20 || $0.value == 0x7F }) else { throw .controlCharacter }
        revealed = String(String.UnicodeScalarView(trimmed))
    }
}

extension APIKey: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
    /// A placeholder.
    public var description: String { Self.placeholder }
    /// A placeholder.
    public var debugDescription: String { description }
    /// No children, so that a dump does not show the key.
    public var customMirror: Mirror { Mirror(self, children: []) }
}
