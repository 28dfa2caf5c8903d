import Glibc
import LosslessJSON

/// The recordings beside this file.
enum Recordings {
    /// All scenarios, file by file.
    static let all: [Scenario] = files.flatMap { file in
        do {
            return try Scenario.read(JSONValue.parse(contents(of: file)))
        } catch {
            fatalError("\(file): \(error)")
        }
    }

    /// The files of scenarios: all but the configurations.
    private static var files: [String] {
        var found = glob_t()
        defer { globfree(&found) }
        for pattern in ["/*.json", "/client/*.json"] {
            glob(folder + pattern, found.gl_pathc == 0 ? 0 : GLOB_APPEND, nil, &found)
        }
        let paths = (0..<Int(found.gl_pathc)).compactMap { found.gl_pathv[$0].map { String(cString: $0) } }
        return paths.map { String($0.dropFirst(folder.count + 1)) }.filter { !$0.hasPrefix("config-") }
    }

    private static let folder =
        String(#filePath.prefix(upTo: #filePath.lastIndex(of: "/") ?? #filePath.endIndex))
        + "/Recordings"

    /// Returns the configuration of that name.
    static func configuration(_ name: String) -> [UInt8] { contents(of: "config-\(name).json") }

    private static func contents(of name: String) -> [UInt8] {
        guard let file = fopen("\(folder)/\(name)", "r") else { fatalError("no recording \(name)") }
        defer { fclose(file) }
        var bytes: [UInt8] = []
        var chunk = [UInt8](repeating: 0, count: 65_536)
        while case let count = fread(&chunk, 1, chunk.count, file), count > 0 { bytes += chunk[..<count] }
        return bytes
    }
}
