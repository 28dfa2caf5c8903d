/// What is wrong with the text of a URL; `at` counts bytes of UTF-8 from its start.
///
/// Nothing of a user name or password in the text is repeated here.
public enum EndpointError: Error, Sendable, Hashable {
    /// There is no `scheme://` at the start.
    case missingScheme
    /// The scheme is not one that is spoken here.
    case unsupportedScheme(String)
    /// The URL names no host.
    case missingHost(at: Int)
    /// The host holds a character that host names do not have, or is no IPv6 address between its brackets.
    case invalidHost(at: Int)
    /// The port is not a number from 1 to 65535.
    case invalidPort(at: Int)
    /// There is a user name or password, which must not be in a URL.
    case credentials(at: Int)
    /// The path holds a space or a control or non-ASCII character.
    case invalidPath(at: Int)
    /// There is a query or fragment.
    case queryOrFragment(at: Int)
    /// `unix:` is not followed by a path.
    case missingSocketPath(at: Int)
}
