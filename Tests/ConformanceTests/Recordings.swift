import Glibc
import LosslessJSON

/// The recordings beside this file.
enum Recordings {
    /// All scenarios, in the order of areas and files.
    static let all: [Scenario] = load(areas)

    /// Those that a server without client connections and maps can replay.
    static let replayable = all.filter { $0.obstacle == nil }

    /// Those that have to wait, by what they wait for.
    static let waiting = Dictionary(grouping: all.filter { $0.obstacle != nil }) { $0.obstacle }

    private static let areas = [
        "transport", "publish", "broadcast", "history", "presence", "control", "info", "batch",
        "errors-transport-mode", "legacy", "numbers", "sizes", "fields",
    ]

    private static func load(_ areas: [String]) -> [Scenario] {
        areas.flatMap { area in
            do {
                return try Scenario.read(JSONValue.parse(contents(of: area + ".json")))
            } catch {
                fatalError("\(area).json: \(error)")
            }
        }
    }

    /// Returns the configuration of that name.
    static func configuration(_ name: String) -> [UInt8] { contents(of: "config-\(name).json") }

    private static func contents(of name: String) -> [UInt8] {
        let here = String(describing: #filePath)
        let folder = here[..<(here.lastIndex(of: "/") ?? here.endIndex)]
        guard let file = fopen("\(folder)/Recordings/\(name)", "r") else { fatalError("no recording \(name)") }
        defer { fclose(file) }
        var bytes: [UInt8] = []
        var chunk = [UInt8](repeating: 0, count: 65_536)
        while case let count = fread(&chunk, 1, chunk.count, file), count > 0 { bytes += chunk[..<count] }
        return bytes
    }
}

extension Scenario {
    /// What the practice server lacks for this scenario.
    enum Obstacle: String {
        case clients = "client connections"
        case maps = "maps"
    }

    /// A scenario that opens a connection needs clients; one that calls a map's method for its result needs maps.
    var obstacle: Obstacle? {
        for step in steps {
            switch step {
            case .open: return .clients
            case .http(let request, let response) where request.callsMap && response.isResult: return .maps
            default: continue
            }
        }
        return name == "batch.map-inside" ? .maps : nil
    }
}

extension RecordedRequest {
    fileprivate var callsMap: Bool {
        guard case .literal(let target) = target else { return false }
        let path = String(decoding: target, as: UTF8.self)
        return path.contains("/map_") || path.hasSuffix("/shared_poll_publish")
    }
}

extension RecordedResponse {
    fileprivate var isResult: Bool {
        switch body {
        case .literal(let body), .template(let body): body.starts(with: #"{"result""#.utf8)
        case nil: false
        }
    }
}
