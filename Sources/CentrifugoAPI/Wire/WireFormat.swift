/// How commands are put into requests.
package enum WireFormat: Sendable, Hashable {
    /// `POST /api/METHOD` with the params as the body, and `POST /api/batch` for several.
    case methods
    /// `POST /api` with a command on each line, for old servers.
    case lines
}
