import CentrifugoProtocol
import Testing

@testable import Console

@Suite struct OptionParserTests {
    @Test func `options end at the command word`() throws {
        let parsed = try ParsedOptions(["-o", "json", "publish", "a", "-5", "--url"])
        #expect(parsed.value(.output) == "json")
        #expect(parsed.words == ["publish", "a", "-5", "--url"])
    }

    @Test(arguments: [["--output", "raw"], ["--output=raw"], ["-o", "raw"], ["-oraw"], ["-qo", "raw"]])
    func `a value follows its option in every usual way`(arguments: [String]) throws {
        #expect(try ParsedOptions(arguments).value(.output) == "raw")
    }

    @Test func `lines keep their order and a dash is a word`() throws {
        #expect(try ParsedOptions(["-c", "info", "-c", "channels"]).values["command"] == ["info", "channels"])
        #expect(try ParsedOptions(["-f", "-"]).value(.file) == "-")
        #expect(try ParsedOptions(["-"]).words == ["-"])
        #expect(try ParsedOptions(["--", "-x"]).words == ["-x"])
    }

    @Test(arguments: [
        (["--ulr", "x"], OptionError.unknown("--ulr", suggestion: "--url")),
        (["-z"], .unknown("-z", suggestion: nil)),
        (["--url"], .missingValue("--url")),
        (["-o"], .missingValue("-o")),
        (["--quiet=yes"], .unexpectedValue("--quiet")),
        (
            ["-o", "xml"],
            .badValue(name: "--output", given: "xml", expected: "one of human, vertical, json, pretty, raw")
        ),
        (
            ["--timeout", "0"],
            .badValue(
                name: "--timeout", given: "0",
                expected: "a number of seconds above 0, or one with its unit, such as 500ms or 2m")
        ),
        (
            ["--timeout", "soon"],
            .badValue(
                name: "--timeout", given: "soon",
                expected: "a number of seconds above 0, or one with its unit, such as 500ms or 2m")
        ),
        (["--port", "70000"], .badValue(name: "--port", given: "70000", expected: "a whole number from 0 to 65535")),
        (["--url", "a", "--url", "b"], .repeated("--url")),
    ])
    func `a bad option is named with what was expected`(arguments: [String], error: OptionError) {
        #expect(throws: error) { try ParsedOptions(arguments) }
    }

    @Test func `names of options are unique, and every option has a summary`() {
        #expect(Set(Option.all.map(\.name)).count == Option.all.count)
        let shorts = Option.all.compactMap(\.short)
        #expect(Set(shorts).count == shorts.count)
        #expect(Option.all.allSatisfy { $0.field.summary.hasSuffix(".") })
        #expect(Option.all.compactMap(\.variable).allSatisfy { $0.hasPrefix("CENTSH_") })
        #expect(Option.all.allSatisfy { $0.isFlag == ($0.placeholder == nil) })
    }

    @Test func `the help of the process fits a terminal`() {
        #expect(ProcessHelp.lines.allSatisfy { $0.count <= 90 })
        for option in Option.all { #expect(ProcessHelp.lines.contains { $0.contains("--" + option.name) }) }
    }
}
