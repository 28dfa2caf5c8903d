import Testing

@testable import Console

@Suite struct TableTests {
    private func make(_ rows: [(String, String, String)], hasHeader: Bool = true) -> Table {
        Table(
            [.number("count"), .init("name"), .init("data", isFlexible: true)],
            rows.map { [StyledLine(untrusted: $0.0), StyledLine(untrusted: $0.1), StyledLine(untrusted: $0.2)] },
            hasHeader: hasHeader)
    }

    private func lines(_ table: Table, _ display: Display = Display()) -> [String] {
        table.lines(in: display).map { $0.rendered(in: display) }
    }

    @Test func `numbers end and texts start below each other, without blanks at the end`() {
        let table = make([("1", "a", "x"), ("200000", "longer", ""), ("30", "b", "yy")])
        #expect(
            lines(table) == [
                "   count  name    data",
                "       1  a       x",
                "  200000  longer",
                "      30  b       yy",
            ])
    }

    @Test func `wide characters line up`() {
        let table = make([("1", "漢字", "x"), ("2", "abcd", "y"), ("3", "👍", "z")])
        #expect(
            lines(table, Display(width: 40)) == [
                "  count  name  data",
                "      1  漢字  x",
                "      2  abcd  y",
                "      3  👍    z",
            ])
    }

    @Test func `the flexible column is cut to fit the display`() {
        let table = make([("1", "name-of-it", "a value that is much too long for it"), ("2", "b", "short")])
        #expect(
            lines(table, Display(width: 40)) == [
                "  count  name        data",
                "      1  name-of-it  a value that is mu…",
                "      2  b           short",
            ])
        #expect(lines(table, Display(width: 40)).allSatisfy { DisplayWidth.of($0) <= 40 })
    }

    @Test func `when the flexible column can give no more the widest text gives way, never a number`() {
        let table = make([("123456789012", "a very long name of something", "a value"), ("2", "b", "short")])
        #expect(
            lines(table, Display(width: 40)) == [
                "         count  name             data",
                "  123456789012  a very long na…  a value",
                "             2  b                short",
            ])
    }

    @Test func `what does not fit at all becomes a list for each row`() {
        let table = make([("12345678901234567890", "漢字漢字漢字", "a value that is long"), ("2", "b", "")])
        #expect(
            lines(table, Display(width: 30)) == [
                "  count  12345678901234567890",
                "  name   漢字漢字漢字",
                "  data   a value that is long",
                "",
                "  count  2",
                "  name   b",
                "  data",
            ])
    }

    @Test func `off a terminal nothing is cut and only short cells are padded`() {
        let long = String(repeating: "x", count: 100)
        let table = Table(
            [.init("name"), .init("data")], [[StyledLine(untrusted: long), "1"], ["a", "2"]])
        #expect(
            lines(table) == [
                "  name" + String(repeating: " ", count: 56) + "  data",
                "  " + long + "  1",
                "  a" + String(repeating: " ", count: 59) + "  2",
            ])
    }

    @Test func `a table without header is its rows`() {
        #expect(lines(make([("1", "a", "x")], hasHeader: false)) == ["  1  a  x"])
    }

    @Test func `columns that no row needs are left out`() {
        let table = make([("1", "", ""), ("2", "", "x")]).leavingOut(whereEmpty: ["name", "data"])
        #expect(lines(table) == ["  count  data", "      1", "      2  x"])
    }

    @Test func `the header is bold and the rest is plain`() {
        let table = Table([.init("name")], [["a"]])
        #expect(lines(table, Display(hasColor: true)) == ["  \u{1B}[1mname\u{1B}[0m", "  a"])
    }

    @Test func `a hostile cell stays one line`() {
        let table = Table([.init("name")], [[StyledLine(untrusted: "a\n\u{1B}[2J\u{202E}b")]])
        #expect(lines(table) == ["  name", #"  a\n\u001b[2J\u202eb"#])
    }

    @Test func `a cell of a megabyte is cut like any other`() {
        let table = make([("1", "a", String(repeating: "x", count: 1_000_000))])
        #expect(
            lines(table, Display(width: 40)) == [
                "  count  name  data", "      1  a     xxxxxxxxxxxxxxxxxxxxxxxx…",
            ])
    }
}
