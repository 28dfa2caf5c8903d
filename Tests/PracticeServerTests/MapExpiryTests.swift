import PracticeServer
import Testing

/// What of a map goes when, and what puts it off.
struct MapExpiryTests {
    @Test func `a key expires unless it is set again in time`() throws {
        let map = try MapServer(#""mode":"recoverable","key_ttl":"10s""#)
        map.set("a")
        map.set("b")
        map.advance(by: .seconds(9))
        map.set("b")
        map.advance(by: .milliseconds(999))
        #expect(map.state().keys == ["a", "b"])
        map.advance(by: .milliseconds(1))
        #expect(map.state().keys == ["b"])
        #expect(map.keyCount == 1)
        map.advance(by: .seconds(9))
        #expect(map.keyCount == 0)
    }

    @Test func `a key that expires is removed in the stream, with its tags and at its time`() throws {
        let map = try MapServer(#""mode":"recoverable","key_ttl":"10s""#)
        map.set("a", #","tags":{"t":"1"}"#)
        map.advance(by: .seconds(3))
        map.set("b")
        map.advance(by: .seconds(30))
        let stream = map.stream()
        #expect(
            stream.entries.suffix(2) == [
                #"{"key":"a","tags":{"t":"1"},"offset":3,"removed":true}"#, #"{"key":"b","offset":4,"removed":true}"#,
            ])
        #expect(stream.times == [0, 3_000, 10_000, 13_000])
        #expect(map.set("a", #","key_mode":"if_exists""#).suppression == "key_not_found")
    }

    @Test func `a key that has expired takes no place in a page`() throws {
        let map = try MapServer(#""mode":"recoverable","key_ttl":"10s""#)
        map.set("a")
        map.advance(by: .seconds(5))
        for key in ["b", "c"] { map.set(key) }
        #expect(map.state(limit: 2).keys == ["a", "b"])
        map.advance(by: .seconds(5))
        let page = map.state(limit: 2)
        #expect(page.keys == ["b", "c"])
        #expect(page.cursor == nil)
        map.set("a")
        #expect(map.state().keys == ["a", "b", "c"])
    }

    @Test func `a change that is suppressed does not let a key live longer`() throws {
        let map = try MapServer(#""mode":"recoverable","key_ttl":"10s""#)
        map.set("a", #","version":5"#)
        map.advance(by: .seconds(9))
        map.set("a", #","key_mode":"if_new""#)
        map.set("a", #","version":1"#)
        map.advance(by: .seconds(1))
        #expect(map.keyCount == 0)
    }

    @Test func `a key that was removed and set again lives its whole time`() throws {
        let map = try MapServer(#""mode":"recoverable","key_ttl":"10s""#)
        map.set("a")
        map.advance(by: .seconds(5))
        map.remove("a")
        map.set("a")
        map.advance(by: .seconds(9))
        #expect(map.keyCount == 1)
        map.advance(by: .seconds(1))
        #expect(map.keyCount == 0)
    }

    @Test func `a key set over and over expires once`() throws {
        let map = try MapServer(#""mode":"recoverable","key_ttl":"10s","stream_size":1000"#)
        for _ in 0..<250 {
            map.advance(by: .milliseconds(10))
            map.set("a")
        }
        map.advance(by: .milliseconds(9_999))
        #expect(map.keyCount == 1)
        map.advance(by: .seconds(1))
        #expect(map.stream().offset == 251)
    }

    @Test func `keys of a persistent map stay, and so does the channel`() throws {
        let map = try MapServer(#""mode":"persistent""#)
        let epoch = try #require(map.set("a").epoch)
        map.advance(by: .seconds(1_000_000_000))
        #expect(map.state().keys == ["a"])
        #expect(map.state().epoch == epoch)
    }

    @Test func `changes go all at once when their time after the last one is over, and the position stays`() throws {
        let map = try MapServer(#""mode":"persistent","stream_ttl":"20s""#)
        let epoch = try #require(map.set("a").epoch)
        map.set("b")
        map.advance(by: .seconds(19))
        map.remove("b")
        map.advance(by: .milliseconds(19_999))
        #expect(map.stream().offsets == [1, 2, 3])
        map.advance(by: .milliseconds(1))
        #expect(map.stream().offsets.isEmpty)
        #expect(map.stream().offset == 3)
        #expect(map.stream().epoch == epoch)
        #expect(map.state().keys == ["a"])
        map.set("c")
        #expect(map.stream().offsets == [4])
    }

    @Test func `changes are kept for a minute unless the namespace says otherwise`() throws {
        let map = try MapServer(#""mode":"persistent""#)
        map.set("a")
        map.advance(by: .milliseconds(59_999))
        #expect(map.stream().offsets == [1])
        map.advance(by: .milliseconds(1))
        #expect(map.stream().offsets.isEmpty)
    }

    @Test func `a key that expires does not let the changes live longer`() throws {
        let map = try MapServer(#""mode":"recoverable","key_ttl":"10s","stream_ttl":"20s""#)
        map.set("a")
        map.advance(by: .milliseconds(19_999))
        #expect(map.stream().offsets == [1, 2])
        map.advance(by: .milliseconds(1))
        #expect(map.stream().offsets.isEmpty)
    }

    @Test func `a key that expires after the changes is all that the stream has, up to the next change`() throws {
        let map = try MapServer(#""mode":"recoverable","key_ttl":"30s","stream_ttl":"20s","meta_ttl":"1000s""#)
        map.set("a")
        map.advance(by: .seconds(900))
        #expect(map.stream().entries == [#"{"key":"a","offset":2,"removed":true}"#])
        map.set("b")
        map.advance(by: .seconds(20))
        #expect(map.stream().offsets.isEmpty)
    }

    @Test func `a key that expires together with the changes goes with them`() throws {
        let map = try MapServer(#""mode":"recoverable","key_ttl":"20s","stream_ttl":"20s""#)
        map.set("a")
        map.advance(by: .seconds(20))
        #expect(map.stream().offsets.isEmpty)
        #expect(map.stream().offset == 2)
    }

    @Test func `a channel goes when nobody has used it for long enough`() throws {
        let map = try MapServer(#""mode":"recoverable","key_ttl":"10s","stream_ttl":"10s","meta_ttl":"30s""#)
        let epoch = try #require(map.set("a").epoch)
        for read in [map.state(limit: 0), map.stream(limit: 0)] { #expect(read.epoch == epoch) }
        map.advance(by: .seconds(29))
        #expect(map.state(limit: 0).epoch == epoch)
        map.advance(by: .seconds(29))
        #expect(map.stream(limit: 0).epoch == epoch)
        map.advance(by: .seconds(29))
        #expect(map.set("b").epoch == epoch)
        map.advance(by: .seconds(5))
        #expect(map.remove("b").epoch == epoch)
        map.advance(by: .milliseconds(29_999))
        #expect(map.remove("x").epoch == epoch)
        map.advance(by: .milliseconds(1))
        #expect(map.remove("x").epoch == nil)
        let fresh = map.set("a")
        #expect(fresh.epoch != epoch)
        #expect(fresh.offset == 1)
    }

    @Test func `counting and what is suppressed are no use of a channel`() throws {
        let map = try MapServer(#""mode":"recoverable","key_ttl":"30s","meta_ttl":"60s""#)
        let epoch = try #require(map.set("a").epoch)
        map.advance(by: .seconds(29))
        #expect(map.keyCount == 1)
        map.set("a", #","key_mode":"if_new""#)
        map.remove("b")
        map.advance(by: .seconds(31))
        #expect(map.state().epoch != epoch)
    }

    @Test(arguments: [
        (#""key_ttl":"60s""#, 600), (#""key_ttl":"60s","stream_ttl":"2s""#, 60),
        (#""key_ttl":"1s","stream_ttl":"2s""#, 20),
    ])
    func `a channel outlives its last use by ten times its changes, and by a key at least`(
        _ options: String, _ seconds: Int
    ) throws {
        let map = try MapServer(#""mode":"recoverable",\#(options)"#)
        let epoch = try #require(map.state().epoch)
        map.advance(by: .milliseconds(seconds * 1_000 - 1))
        #expect(map.remove("x").epoch == epoch)
        map.advance(by: .milliseconds(1))
        #expect(map.remove("x").epoch == nil)
    }

    @Test func `an ephemeral channel keeps its epoch`() throws {
        let map = try MapServer(#""mode":"ephemeral","key_ttl":"10s""#)
        let epoch = try #require(map.set("a").epoch)
        map.advance(by: .seconds(1_000_000_000))
        #expect(map.state().epoch == epoch)
    }

    @Test func `what has expired does not take up memory for more than a minute`() throws {
        let map = try MapServer(#""mode":"recoverable","key_ttl":"10s","stream_ttl":"20s""#)
        map.set("a")
        map.advance(by: .seconds(50))
        #expect(map.server.engine.mapEntryCount == 2)
        map.advance(by: .seconds(10))
        #expect(map.server.engine.mapEntryCount == 0)
        #expect(map.stream().offset == 2)
    }
}
