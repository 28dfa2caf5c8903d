import Testing

@testable import Console

@Suite struct PublicationsViewTests {
    private let three = """
        {"publications":[{"offset":42,"data":{"text":"last"},"tags":{"lang":"en"},
        "info":{"user":"alice","client":"b6acf72e-2845-4d55-bdea-07457d7cd93d"}},
        {"offset":41,"data":{"text":"a long one, cut at the right where the display ends and not before"}},
        {"offset":40,"data":"just a string"}],"offset":42,"epoch":"q"}
        """

    @Test func `publications are a table with the columns that they need`() throws {
        #expect(
            try shown(
                "history", #"{"channel":"hist:news","limit":10}"#,
                #"{"publications":[{"offset":1,"data":{"text":"hi"}}],"offset":1,"epoch":"q"}"#)
                == ["  offset  data", #"       1  {"text":"hi"}"#, "1 publication · top offset 1 · epoch q"])
        #expect(
            try shown("history", #"{"channel":"hist:news","limit":3,"reverse":true}"#, three, width: 80) == [
                "  offset  data                                           tags     from",
                #"      42  {"text":"last"}                                lang=en  alice b6acf72e"#,
                #"      41  {"text":"a long one, cut at the right where …"#,
                #"      40  "just a string""#,
                "3 publications, newest first · top offset 42 · epoch q",
            ])
    }

    @Test func `a narrow display cuts the data, off a terminal nothing is cut`() throws {
        let body = #"{"channel":"hist:news","limit":3,"reverse":true}"#
        #expect(
            try shown("history", body, three, width: 40) == [
                "  offset  data      tags     from",
                #"      42  {"text"…  lang=en  alice b6ac…"#,
                #"      41  {"text"…"#,
                #"      40  "just a…"#,
                "3 publications, newest first · top",
                "  offset 42 · epoch q",
            ])
        #expect(
            try shown("history", body, three)[2]
                == #"      41  {"text":"a long one, cut at the right where the display ends and not before"}"#)
    }

    @Test func `without a limit the answer says how to see more than the position`() throws {
        let result = #"{"publications":[],"offset":1,"epoch":"q"}"#
        let note = "without limit only the position is answered: limit=10, or limit=-1 for all"
        let position = "0 publications · top offset 1 · epoch q"
        #expect(try shown("history", #"{"channel":"hist:news"}"#, result) == [position, note])
        #expect(try shown("history", #"{"channel":"hist:news","limit":0}"#, result) == [position, note])
        #expect(try shown("history", #"{"channel":"hist:news","limit":null}"#, result) == [position, note])
        #expect(try shown("history", #"{"channel":"hist:news","limit":5}"#, result) == [position])
        #expect(
            try shown("history", #"{"channel":"hist:news"}"#, result, hasColor: true)[1] == "\u{1B}[2m\(note)\u{1B}[0m")
    }

    @Test func `a list that ended at its limit says how to go on`() throws {
        let result = #"{"publications":[{"offset":3,"data":1},{"offset":4,"data":1}],"offset":9,"epoch":"q"}"#
        #expect(
            try shown("history", #"{"channel":"a:b","limit":2}"#, result).suffix(2) == [
                "2 publications · top offset 9 · epoch q", "there is more: since.offset=4",
            ])
        #expect(try shown("history", #"{"channel":"a:b","limit":3}"#, result).count == 4)
        #expect(try shown("history", #"{"channel":"a:b","limit":2,"reverse":true}"#, result).count == 4)
    }

    @Test func `the time stands at the right of the summary, not of the help`() throws {
        let result = #"{"publications":[],"offset":1,"epoch":"q"}"#
        #expect(
            try shown("history", #"{"channel":"a:b"}"#, result, width: 60, elapsed: .milliseconds(1234)) == [
                "0 publications · top offset 1 · epoch q               1.23 s",
                "without limit only the position is answered: limit=10, or",
                "  limit=-1 for all",
            ])
    }

    @Test func `data keeps the order of keys and the spelling of numbers`() throws {
        let result =
            #"{"publications":[{"offset":1,"data":{"b": 1.0, "a": 18446744073709551616, "c": 1e400}}],"offset":1}"#
        #expect(
            try shown("history", #"{"channel":"a:b","limit":1}"#, result)[1]
                == #"       1  {"b":1.0,"a":18446744073709551616,"c":1e400}"#)
    }

    @Test func `hostile data is harmless`() throws {
        let data = "\"\\u001b]0;x\\u0007 \u{202E}\u{9B}\""
        let result = #"{"publications":[{"offset":1,"data":\#(data),"tags":{"a\n":"\u001b"}}],"offset":1}"#
        #expect(
            try shown("history", #"{"channel":"a:b","limit":1}"#, result) == [
                "  offset  data                             tags",
                #"       1  "\u001b]0;x\u0007 \u202e\u009b"  "a\n"=\u001b"#,
                "1 publication · top offset 1",
            ])
    }

    @Test func `a megabyte of data is one line of the display`() throws {
        let data = String(repeating: "x", count: 1_000_000)
        let lines = try shown(
            "history", #"{"channel":"a:b","limit":1}"#,
            #"{"publications":[{"offset":1,"data":"\#(data)"}],"offset":1}"#,
            width: 40)
        #expect(
            lines == [
                "  offset  data", #"       1  "xxxxxxxxxxxxxxxxxxxxxxxxxxxx…"#, "1 publication · top offset 1",
            ])
    }

    @Test func `missing members leave their cells empty`() throws {
        #expect(
            try shown(
                "history", #"{"channel":"a:b","limit":2}"#,
                #"{"publications":[{"data":1},{"offset":2},{"info":{}}],"offset":2}"#)
                == [
                    "  offset  data  from", "          1", "       2", #"                """#,
                    "3 publications · top offset 2",
                ])
    }

    @Test(arguments: [#"{"publications":{},"offset":1}"#, #"{"publications":[]}"#, #"{"offset":1}"#])
    func `a reply that is not as it should be is shown as JSON`(result: String) throws {
        #expect(try shown("history", #"{"channel":"a:b"}"#, result).first == "{")
    }
}
