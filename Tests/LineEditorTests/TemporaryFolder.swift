import Glibc
import Testing

/// A folder that is gone with the last reference to it.
final class TemporaryFolder {
    private let path: String

    init() throws {
        var template = Array("/tmp/line-editor-tests-XXXXXX".utf8CString)
        try #require(mkdtemp(&template) != nil)
        path = String(decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
    }

    deinit {
        if let folder = opendir(path) {
            while let entry = readdir(folder) {
                let name = withUnsafePointer(to: &entry.pointee.d_name) { pointer in
                    pointer.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
                }
                unlink(path + "/" + name)
                if name != "." && name != ".." { rmdir(path + "/" + name) }
            }
            closedir(folder)
        }
        rmdir(path)
    }

    func path(_ name: String) -> String {
        path + "/" + name
    }

    func write(_ text: String, to name: String) throws {
        let file = try #require(fopen(path(name), "w"))
        fputs(text, file)
        fclose(file)
    }

    func content(of name: String) throws -> String {
        let file = try #require(fopen(path(name), "r"))
        defer { fclose(file) }
        var content: [UInt8] = []
        var chunk = [UInt8](repeating: 0, count: 4096)
        while case let count = fread(&chunk, 1, chunk.count, file), count > 0 { content += chunk[..<count] }
        return String(decoding: content, as: UTF8.self)
    }

    func permissions(of name: String) throws -> mode_t {
        var status = stat()
        try #require(stat(path(name), &status) == 0)
        return status.st_mode & 0o777
    }
}
