import PracticeServer
import Testing

/// Which keys of a map are read.
struct MapStateTests {
    @Test func `keys come in the order of their bytes, whatever happened to them`() throws {
        let map = try MapServer()
        for key in ["c", "é", "a", "B", "ab"] { map.set(key) }
        #expect(map.state().keys == ["B", "a", "ab", "c", "é"])
        map.remove("ab")
        map.remove("B")
        map.set("aa")
        map.set("B")
        map.set("c")
        #expect(map.state().keys == ["B", "a", "aa", "c", "é"])
        #expect(map.state(#","asc":true"#).keys == ["B", "a", "aa", "c", "é"])
    }

    @Test func `a page ends with a cursor where more follow`() throws {
        let map = try MapServer()
        for key in ["c", "a", "b", "d"] { map.set(key) }
        let first = map.state(limit: 2)
        #expect(first.keys == ["a", "b"])
        #expect(first.cursor == "b")
        #expect(first.text.hasSuffix(#"","cursor":"b"}}"#))
        let second = map.state(limit: 2, #","cursor":"b""#)
        #expect(second.keys == ["c", "d"])
        #expect(second.cursor == nil)
        #expect(map.state(limit: 4).cursor == nil)
        #expect(map.state(limit: -3).keys.count == 4)
        #expect(map.state(#","cursor":"b""#).keys == ["c", "d"])
    }

    @Test func `a cursor is a place, whether its key is still there or not`() throws {
        let map = try MapServer()
        for key in ["a", "b", "c"] { map.set(key) }
        map.remove("b")
        map.set("bb")
        #expect(map.state(limit: 1, #","cursor":"b""#).keys == ["bb"])
        #expect(map.state(#","cursor":"0""#).keys == ["a", "bb", "c"])
        let end = map.state(#","cursor":"c""#)
        #expect(end.keys.isEmpty)
        #expect(end.offset == 5)
    }

    @Test func `a key asked for by name counts more than limit and cursor`() throws {
        let map = try MapServer()
        for key in ["a", "b", "c"] { map.set(key) }
        #expect(map.state(limit: 0, #","key":"b""#).keys == ["b"])
        let found = map.state(limit: 1, #","key":"a","cursor":"b""#)
        #expect(found.keys == ["a"])
        #expect(found.cursor == nil)
        let none = map.state(#","key":"x""#)
        #expect(none.keys.isEmpty)
        #expect(none.offset == 3)
    }

    @Test func `without a limit only the position is told`() throws {
        let map = try MapServer()
        let epoch = try #require(map.set("a").epoch)
        let answer = map.call("map_read_state", #""channel":"map:a""#)
        #expect(answer.text == #"{"result":{"offset":1,"epoch":"\#(epoch)"}}"#)
    }

    @Test func `a revision of another epoch cannot be read on`() throws {
        let map = try MapServer()
        let epoch = try #require(map.set("a").epoch)
        #expect(map.state(#","revision_epoch":"\#(epoch)""#).keys == ["a"])
        #expect(map.state(#","revision_offset":9,"revision_epoch":"\#(epoch)""#).keys == ["a"])
        #expect(map.state(#","revision_epoch":"x""#).error == 112)
        #expect(map.state(#","revision_offset":1"#).error == 112)
        #expect(map.state(limit: 0, #","revision_epoch":"x""#).error == 112)
        #expect(map.state(#","key":"a","revision_epoch":"x""#).error == 112)
    }

    @Test func `in a channel that was never used an offset alone is no revision`() throws {
        let map = try MapServer()
        #expect(map.state(#","revision_offset":1"#).error == nil)
        #expect(map.state(#","revision_offset":1"#).error == 112)
        let other = try MapServer()
        #expect(other.state(#","revision_epoch":"x""#).error == 112)
    }

    @Test func `an entry shows its tags and when it was set`() throws {
        let map = try MapServer()
        map.set("a", #","data":"<","tags":{"b":"2","a":"1"}"#)
        map.advance(by: .milliseconds(1_500))
        map.call("map_publish", #""channel":"map:a","key":"b""#)
        map.set("c", #","data":null"#)
        let state = map.state()
        #expect(
            state.entries == [
                #"{"key":"a","data":"\u003c","tags":{"a":"1","b":"2"},"offset":1}"#, #"{"key":"b","offset":2}"#,
                #"{"key":"c","data":null,"offset":3}"#,
            ])
        #expect(state.times == [0, 1_500, 1_500])
    }
}
