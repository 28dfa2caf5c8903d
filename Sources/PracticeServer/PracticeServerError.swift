/// Why a practice server did not start.
public enum PracticeServerError: Error, Hashable, Sendable {
    /// Another process listens there.
    case portInUse(address: String, port: Int)
    /// The user may not listen there.
    case notPermitted(address: String, port: Int)
    /// The text names no address of this machine.
    case noSuchAddress(String, port: Int)
    /// The system refused for another reason; its error number.
    case system(address: String, port: Int, errno: Int32)
}
