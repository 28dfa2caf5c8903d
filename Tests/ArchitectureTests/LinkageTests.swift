import Foundation
import Testing

/// Start-up time is a feature: docs/architecture.md, "Modules".
@Suite struct LinkageTests {
    @Test func `the program needs no Foundation and no libcurl`() throws {
        let program = URL(filePath: "/proc/self/exe").resolvingSymlinksInPath().deletingLastPathComponent()
            .appending(path: "centsh")
        let bytes = try Data(contentsOf: program, options: .alwaysMapped)
        #expect(bytes.range(of: Data("libedit.so".utf8)) != nil, "names of libraries are found in \(program.path())")
        for library in ["libFoundation", "lib_FoundationICU", "libcurl"] {
            #expect(bytes.range(of: Data((library).utf8)) == nil, "\(library)")
        }
    }
}
