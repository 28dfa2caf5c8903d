import Glibc
import LineEditor
import Testing

@testable import Console

/// What is said of the file of typed lines.
@Suite struct HistoryTroubleTests {
    private func lines(_ trouble: HistoryTrouble) -> [String] { Diagnostic(trouble).rendered(in: Display()) }

    @Test func `a file that cannot be used is named with the reason and with what helps`() {
        let advice = [
            "  What is typed here is kept until the end of this session.",
            "  CENTSH_HISTORY names another file; with /dev/null there is none.",
        ]
        #expect(
            lines(.unusable(path: "/a/b", .reading, errno: EISDIR))
                == ["✗ the lines typed before could not be read from /a/b: it is a folder"] + advice)
        #expect(
            lines(.unusable(path: "/a/b", .writing, errno: ENOSPC))
                == ["✗ the lines typed here could not be saved in /a/b: the disk is full"] + advice)
        #expect(
            lines(.unusable(path: "/a/b", .locking, errno: ENOLCK))
                == ["✗ the file of typed lines could not be locked: /a/b: files cannot be locked there"] + advice)
    }

    @Test func `lines that were left out are counted, with the path to look at`() {
        #expect(
            lines(.skipped(lineCount: 1, path: "/a/b")) == [
                "1 line of /a/b could not be read",
                "  Left out. The others are there; delete those lines if nothing in them is of use.",
            ])
        #expect(lines(.skipped(lineCount: 3, path: "/a/b\u{1B}")).first == #"3 lines of /a/b\u001b could not be read"#)
    }
}
