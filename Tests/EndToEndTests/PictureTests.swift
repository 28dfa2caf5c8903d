import Foundation
import TerminalPictures
import Testing
import TmuxTerminal

extension TmuxTests {
    /// The pictures of the documentation are what the console draws.
    ///
    /// Among the other tests in tmux, so that only one at a time waits for a terminal: each holds up a
    /// thread of the few that all tests share.
    @Suite struct PictureTests {
        private static let folder = TranscriptFile.root.appending(path: "docs/pictures")

        @Test(arguments: Gallery.all) func `the console draws the picture`(picture: Picture) throws {
            let file = Self.folder.appending(path: picture.name + ".svg")
            let expected = (try? String(contentsOf: file, encoding: .utf8)) ?? ""
            let drawn = try picture.draw { $0 == expected }
            if drawn != expected { Issue.record(Comment(rawValue: difference(picture, wanted: expected, got: drawn))) }
        }

        @Test func `the folder holds these pictures and no other`() throws {
            let files = try FileManager.default.contentsOfDirectory(atPath: Self.folder.path())
            #expect(files.filter { $0.hasSuffix(".svg") }.sorted() == Gallery.all.map { $0.name + ".svg" }.sorted())
        }

        private func difference(_ picture: Picture, wanted: String, got: String) -> String {
            let (wanted, got) = (wanted.split(separator: "\n"), got.split(separator: "\n"))
            let missing = wanted.filter { !got.contains($0) }.map { "- " + $0 }
            let new = got.filter { !wanted.contains($0) }.map { "+ " + $0 }
            let advice = "to draw it again: swift build && .build/debug/pictures \(picture)"
            return (["docs/pictures/\(picture).svg is not what the console draws"] + missing + new + [advice])
                .joined(separator: "\n")
        }
    }
}
