import Foundation

/// The files of the project, as the tests of its rules see them.
struct SourceTree {
    /// One Swift file.
    struct File: Sendable, CustomStringConvertible {
        var path: String
        var text: String

        /// The module that the file belongs to: the folder below `Sources`.
        var module: String { String(path.split(separator: "/")[1]) }
        var lines: [Substring] { text.split(separator: "\n", omittingEmptySubsequences: false) }
        var description: String { path }

        /// The modules that the file imports.
        var imports: [String] {
            lines.compactMap { line in
                let words = line.split(separator: " ")
                guard let index = words.firstIndex(of: "import"), index + 1 < words.count, index <= 1 else {
                    return nil
                }
                let isImport = words[..<index].allSatisfy {
                    ["public", "package", "internal", "private", "@preconcurrency"].contains($0)
                }
                let kinds: Set = ["struct", "class", "enum", "protocol", "func", "typealias", "let", "var"]
                let name = words[(index + 1)...].first { !kinds.contains(String($0)) }
                return isImport ? name?.split(separator: ".").first.map(String.init) : nil
            }
        }
    }

    /// The folder that holds `Package.swift`.
    static let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent()

    /// The Swift and C files below a folder of the project.
    static func files(in folder: String) -> [File] {
        let base = root.appending(path: folder)
        guard let paths = FileManager.default.enumerator(atPath: base.path()) else { return [] }
        return paths.compactMap { $0 as? String }
            .filter { $0.hasSuffix(".swift") || $0.hasSuffix(".h") }
            .sorted()
            .compactMap { name in
                (try? String(contentsOf: base.appending(path: name), encoding: .utf8))
                    .map { File(path: folder + "/" + name, text: $0) }
            }
    }
}
