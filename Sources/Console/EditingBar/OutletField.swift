internal import CentrifugoProtocol

/// What stands behind the signs that send results elsewhere, as inputs that can be explained and completed like any
/// other.
enum OutletField {
    private static let filter = Field(
        "filter", .path, "What is taken out of each reply, as in .result.offset; or a command of the shell.")
    private static let file = Field("file", .file, "Results replace what it holds.")
    private static let end = Field("file", .file, "Results go behind what it holds.")

    /// The input behind a sign.
    static func behind(_ sign: String) -> Field? {
        switch sign {
        case "|": filter
        case ">": file
        case ">>": end
        default: nil
        }
    }
}
