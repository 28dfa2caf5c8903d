internal import CentrifugoProtocol

extension Group {
    /// A part of the first page of the help.
    enum Section: String, CaseIterable {
        case server = "Server"
        case batch = "Batch"
        case console = "Console"
        case pro = "PRO"
    }

    /// The part of the first page that the group belongs to; `nil` for what is no word.
    var section: Section? {
        switch self {
        case .publication, .history, .presence, .connection, .server, .map: .server
        case .batch: .batch
        case .console: .console
        case .pro: .pro
        case .process: nil
        }
    }

    /// The heading of the group in the reference.
    var title: String {
        switch self {
        case .publication: "Publishing"
        case .history: "History"
        case .presence: "Presence"
        case .connection: "Connections of users"
        case .server: "The server"
        case .map: "Maps and shared polls"
        case .batch: "The pending batch"
        case .console: "The console"
        case .pro: "PRO edition"
        case .process: "Options"
        }
    }
}
