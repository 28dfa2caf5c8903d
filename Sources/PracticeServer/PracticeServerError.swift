/// Why a practice server did not start.
public enum PracticeServerError: Error, Hashable, Sendable {
    /// Another process listens there.
    case portInUse(PracticeSocket)
    /// The user may not listen there.
    case notPermitted(PracticeSocket)
    /// The address is none of this machine.
    case noSuchAddress(PracticeSocket)
    /// The system refused for another reason; its error number.
    case system(PracticeSocket, errno: Int32)
}

/// Where a practice server was to listen, and for whom.
public struct PracticeSocket: Hashable, Sendable {
    /// What a socket is for.
    public enum Purpose: Hashable, Sendable {
        /// For clients, and for everything where there is no other.
        case main
        /// For what is not for clients.
        case `internal`
    }

    /// What it was to be for.
    public let purpose: Purpose
    /// The address as configured; empty: all of this machine.
    public let address: String
    /// The port; 0: any free one.
    public let port: Int

    package init(_ purpose: Purpose, address: String, port: Int) {
        self.purpose = purpose
        self.address = address
        self.port = port
    }
}
