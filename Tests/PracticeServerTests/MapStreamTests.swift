import PracticeServer
import Testing

/// What the stream of a map keeps, and what of it is read.
struct MapStreamTests {
    @Test func `the stream tells what was set and what was removed`() throws {
        let map = try MapServer()
        map.set("a", #","tags":{"t":"1"}"#)
        map.set("a", #","data":2,"tags":{"t":"2"}"#)
        map.remove("a")
        #expect(
            map.stream().entries == [
                #"{"key":"a","data":1,"tags":{"t":"1"},"offset":1}"#,
                #"{"key":"a","data":2,"tags":{"t":"2"},"offset":2}"#,
                #"{"key":"a","tags":{"t":"2"},"offset":3,"removed":true}"#,
            ])
    }

    @Test func `what is suppressed is not in the stream`() throws {
        let map = try MapServer()
        map.set("a", #","version":2"#)
        map.set("a", #","version":1"#)
        map.set("a", #","key_mode":"if_new""#)
        map.set("b", #","key_mode":"if_exists""#)
        map.remove("b")
        #expect(map.stream().offsets == [1])
    }

    @Test func `only so many changes are kept: a hundred unless the namespace says otherwise`() throws {
        let map = try MapServer()
        for _ in 0..<102 { map.set("a") }
        #expect(map.stream().offsets == Array(3...102))
        let small = try MapServer(#""mode":"persistent","stream_size":2"#)
        for _ in 0..<5 { small.set("a") }
        #expect(small.stream().offsets == [4, 5])
        #expect(small.stream().offset == 5)
    }

    @Test func `a place before the oldest change kept cannot be read on`() throws {
        let map = try MapServer(#""mode":"persistent","stream_size":2"#)
        for _ in 0..<5 { map.set("a") }
        #expect(map.stream(#","since_offset":2"#).error == 112)
        #expect(map.stream(limit: 1, #","since_offset":1"#).error == 112)
        #expect(map.stream(#","since_offset":3"#).offsets == [4, 5])
        #expect(map.stream(limit: 1, #","since_offset":4"#).offsets == [5])
        // The greatest offset wraps around to the start, which is before everything.
        #expect(map.stream(#","since_offset":18446744073709551615"#).error == 112)
    }

    @Test func `a gap is one only where a change is found behind it`() throws {
        let map = try MapServer(#""mode":"persistent","stream_size":2"#)
        let epoch = try #require(map.set("a").epoch)
        for _ in 0..<4 { map.set("a") }
        #expect(map.stream(limit: 0, #","since_offset":1"#).error == nil)
        #expect(map.stream(#","since_epoch":"\#(epoch)""#).offsets == [4, 5])
        #expect(map.stream(#","since_offset":2,"reverse":true"#).error == nil)
        map.advance(by: .seconds(60))
        let late = map.stream(#","since_offset":1"#)
        #expect(late.error == nil)
        #expect(late.offsets.isEmpty)
        #expect(late.offset == 5)
    }

    @Test func `the stream is read from a place forward, or backward`() throws {
        let map = try MapServer()
        for _ in 0..<5 { map.set("a") }
        #expect(map.stream(limit: 2).offsets == [1, 2])
        #expect(map.stream(limit: 2, #","reverse":true"#).offsets == [5, 4])
        #expect(map.stream(limit: 2, #","since_offset":2"#).offsets == [3, 4])
        #expect(map.stream(limit: 2, #","since_offset":4,"reverse":true"#).offsets == [3, 2])
        #expect(map.stream(#","since_offset":5"#).offsets.isEmpty)
        #expect(map.stream(#","since_offset":9"#).offsets.isEmpty)
        #expect(map.stream(#","since_offset":1,"reverse":true"#).offsets.isEmpty)
        #expect(map.stream(limit: 0).offset == 5)
    }

    @Test func `a place of another epoch cannot be read on`() throws {
        let map = try MapServer()
        let epoch = try #require(map.set("a").epoch)
        #expect(map.stream(#","since_offset":1,"since_epoch":"x""#).error == 112)
        #expect(map.stream(limit: 0, #","since_epoch":"x""#).error == 112)
        #expect(map.stream(#","reverse":true,"since_epoch":"x""#).error == 112)
        #expect(map.stream(#","reverse":true,"since_epoch":"\#(epoch)""#).offsets.isEmpty)
    }

    @Test func `a channel that was never used has no epoch to differ from`() throws {
        let map = try MapServer()
        let answer = map.stream(#","since_offset":7,"since_epoch":"x""#)
        #expect(answer.error == nil)
        #expect(answer.epoch?.isEmpty == false)
        #expect(map.stream(#","since_offset":7,"since_epoch":"x""#).error == 112)
    }
}
