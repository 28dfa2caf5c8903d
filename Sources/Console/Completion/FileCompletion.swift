internal import Glibc
internal import LineEditor

/// Lists what a half-typed path could become; this may take as long as the file system does.
enum FileCompletion {
    /// How many names are read from a folder.
    private static let limit = 2_000

    /// Returns the entries of the path's folder that start like its last part; folders end in `/`.
    static func candidates(_ path: String) -> [Candidate] {
        let end = path.lastIndex(of: "/").map { path.index(after: $0) } ?? path.startIndex
        let folder = String(path[..<end])
        let start = path[end...]
        return PrivateFile.names(in: folder.isEmpty ? "." : folder, atMost: limit)
            .filter { $0.hasPrefix(start) && ($0.first != "." || start.first == ".") }
            .sorted()
            .map { name in
                let kind = kind(of: folder + name)
                return Candidate(
                    folder + name + (kind.isFolder ? "/" : ""), description: kind.words,
                    isFollowedBySpace: !kind.isFolder)
            }
    }

    private static func kind(of path: String) -> (isFolder: Bool, words: String) {
        var status = stat()
        guard unsafe stat(path, &status) == 0 else { return (false, "a broken link") }
        switch status.st_mode & S_IFMT {
        case S_IFDIR: return (true, "folder")
        case S_IFREG: return (false, Int(status.st_size).counted("byte"))
        default: return (false, "no regular file")
        }
    }
}
