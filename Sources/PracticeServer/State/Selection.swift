/// Which connections a call of the server API is for.
struct Selection: Sendable {
    /// Empty: those without a user.
    let user: ByteText
    /// Only this connection; empty: all of the user.
    let client: ByteText
    /// Only the connection of this session; empty: all of the user.
    let session: ByteText
    /// Connections to leave alone.
    var exceptions: [ByteText] = []
}
