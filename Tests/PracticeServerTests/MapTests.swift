import PracticeServer
import Testing

/// What a map holds, and what changes it.
struct MapTests {
    @Test func `a key is set only where its mode allows`() throws {
        let map = try MapServer()
        #expect(map.set("a", #","key_mode":"if_exists""#).suppression == "key_not_found")
        #expect(map.set("a", #","key_mode":"if_new""#).offset == 1)
        let again = map.set("a", #","data":2,"key_mode":"if_new""#)
        #expect(again.suppression == "key_exists")
        #expect(again.text.hasPrefix(#"{"result":{"offset":1,"epoch":""#))
        #expect(again.text.hasSuffix(#"","suppressed":true,"suppress_reason":"key_exists"}}"#))
        #expect(map.set("a", #","data":3,"key_mode":"if_exists""#).suppression == nil)
        #expect(map.state().entries == [#"{"key":"a","data":3,"offset":2}"#])
    }

    @Test func `a version that comes late is dropped, for each key by itself`() throws {
        let map = try MapServer()
        map.set("a", #","version":5"#)
        #expect(map.set("a", #","data":2,"version":5"#).suppression == "version")
        #expect(map.set("a", #","data":2,"version":4"#).suppression == "version")
        #expect(map.set("b", #","version":1"#).suppression == nil)
        #expect(map.set("a", #","data":2,"version":6"#).suppression == nil)
        #expect(map.state().entries.first == #"{"key":"a","data":2,"offset":3}"#)
    }

    @Test func `a value without a version leaves the key's version as it is`() throws {
        let map = try MapServer()
        map.set("a", #","version":5,"version_epoch":"x""#)
        #expect(map.set("a", #","version_epoch":"y""#).suppression == nil)
        #expect(map.set("a", #","version":5,"version_epoch":"x""#).suppression == "version")
        #expect(map.set("a", #","version":1,"version_epoch":"y""#).suppression == nil)
    }

    @Test func `versions compare within an epoch, and without one with any`() throws {
        let map = try MapServer()
        map.set("a", #","version":5,"version_epoch":"x""#)
        #expect(map.set("a", #","version":5"#).suppression == "version")
        #expect(map.set("a", #","version":1,"version_epoch":"y""#).suppression == nil)
        #expect(map.set("a", #","version":2"#).suppression == nil)
    }

    @Test func `a key that was removed has no version`() throws {
        let map = try MapServer()
        map.set("a", #","version":5"#)
        map.remove("a")
        #expect(map.set("a", #","version":1"#).suppression == nil)
    }

    @Test func `a late version is said before a key that exists`() throws {
        let map = try MapServer()
        map.set("a", #","version":5"#)
        #expect(map.set("a", #","version":5,"key_mode":"if_new""#).suppression == "version")
        #expect(map.set("a", #","version":6,"key_mode":"if_new""#).suppression == "key_exists")
        #expect(map.set("b", #","version":1,"key_mode":"if_exists""#).suppression == "key_not_found")
    }

    @Test func `removing a key that is not there changes nothing`() throws {
        let map = try MapServer()
        let epoch = try #require(map.set("a").epoch)
        let answer = map.remove("b")
        #expect(answer.suppression == "key_not_found")
        #expect(answer.offset == 1)
        #expect(answer.epoch == epoch)
    }

    @Test func `removing from a channel that was never used gives no position and does not begin it`() throws {
        let map = try MapServer()
        let nothing = #"{"result":{"suppressed":true,"suppress_reason":"key_not_found"}}"#
        #expect(map.remove("a").text == nothing)
        #expect(map.keyCount == 0)
        #expect(map.remove("a").text == nothing)
    }

    @Test func `reading begins a channel that was never used`() throws {
        let map = try MapServer()
        let epoch = try #require(map.state().epoch)
        #expect(map.remove("a").epoch == epoch)
        #expect(map.set("a").epoch == epoch)
    }

    @Test func `a change that is suppressed begins a channel too`() throws {
        let map = try MapServer()
        let epoch = try #require(map.set("a", #","key_mode":"if_exists""#).epoch)
        #expect(map.state().epoch == epoch)
    }

    @Test func `clearing removes all and gives the channel a new epoch`() throws {
        let map = try MapServer()
        let epoch = try #require(map.set("a").epoch)
        map.set("b")
        #expect(map.keyCount == 2)
        #expect(map.call("map_clear", #""channel":"map:a""#).text == #"{"result":{}}"#)
        #expect(map.keyCount == 0)
        let fresh = map.set("a")
        #expect(fresh.offset == 1)
        #expect(fresh.epoch != epoch)
        #expect(map.stream().offsets == [1])
    }

    @Test func `channels have nothing to do with each other`() throws {
        let map = try MapServer()
        let one = map.set("a")
        let other = map.call("map_publish", #""channel":"map:b","key":"b","data":1"#)
        #expect(other.offset == 1)
        #expect(other.epoch != one.epoch)
        #expect(map.state().keys == ["a"])
    }

    @Test func `an ephemeral map has no offsets, no stream and no versions`() throws {
        let map = try MapServer(#""mode":"ephemeral","key_ttl":"60s""#)
        map.set("a", #","tags":{"t":"1"}"#)
        #expect(map.set("b").text.hasPrefix(#"{"result":{"epoch":""#))
        #expect(map.set("a", #","version":1"#).error == 100)
        #expect(map.remove("b").offset == 0)
        #expect(map.state().entries == [#"{"key":"a","data":1,"tags":{"t":"1"}}"#])
        #expect(map.stream().text.hasPrefix(#"{"result":{"epoch":""#))
        map.advance(by: .seconds(60))
        #expect(map.keyCount == 0)
        #expect(map.stream().entries.isEmpty)
    }

    @Test func `a version is refused in an ephemeral map even where the change was made before`() throws {
        let map = try MapServer(#""mode":"ephemeral","key_ttl":"60s""#)
        map.set("a", #","idempotency_key":"q""#)
        #expect(map.set("a", #","idempotency_key":"q","version":1"#).error == 100)
    }

    @Test func `options that contradict each other fail when a map is used`() throws {
        for options in [
            #""mode":"persistent","meta_ttl":"10m""#, #""mode":"recoverable","key_ttl":"10m","meta_ttl":"5m""#,
        ] {
            let map = try MapServer(options)
            #expect(map.set("a").error == 100)
            #expect(map.remove("a").error == 100)
            #expect(map.state().error == 100)
            #expect(map.stream().epoch?.isEmpty == false)
            #expect(map.keyCount == 0)
        }
    }

    @Test func `what is wrong with a request comes before what is wrong with the options`() throws {
        let map = try MapServer(#""mode":"persistent","meta_ttl":"10m""#)
        #expect(map.set("a", #","key_mode":"x""#).error == 107)
        #expect(map.set("a", #","b64data":"!""#).error == 107)
    }

    @Test func `a value that is not JSON spoils what shows it and nothing else`() throws {
        let map = try MapServer()
        #expect(map.set("a", #","b64data":"AAE=""#).offset == 1)
        map.set("b")
        #expect(map.server.status("map_read_state", #"{"channel":"map:a","limit":-1}"#) == 500)
        #expect(map.server.status("map_read_stream", #"{"channel":"map:a","limit":-1}"#) == 500)
        #expect(map.state(limit: 0).offset == 2)
        #expect(map.state(#","key":"b""#).keys == ["b"])
        #expect(map.keyCount == 2)
    }

    @Test func `methods of maps run in a batch`() throws {
        let map = try MapServer()
        let answer = map.call(
            "batch",
            #""commands":[{"map_publish":{"channel":"map:a","key":"a","data":1}},{"map_stats":{"channel":"map:a"}}]"#)
        #expect(answer.text.hasSuffix(#"},{"map_stats":{"num_keys":1}}]}"#))
    }

    @Test func `a map and the publications of a channel know nothing of each other`() throws {
        let map = try MapServer()
        map.call("broadcast", #""channels":["map:a"],"data":1,"idempotency_key":"q""#)
        #expect(map.set("a", #","idempotency_key":"q""#).suppression == nil)
        #expect(map.stream().offsets == [1])
    }

    @Test func `publishing to a shared poll needs a version and is on or off for a namespace`() throws {
        let map = try MapServer()
        let fields = #""key":"a","data":1,"version":1"#
        #expect(map.call("shared_poll_publish", #""channel":"poll:a",\#(fields)"#).text == #"{"result":{}}"#)
        #expect(map.call("shared_poll_publish", #""channel":"pollro:a",\#(fields)"#).error == 108)
        #expect(map.call("shared_poll_publish", #""channel":"map:a",\#(fields)"#).error == 107)
        #expect(map.call("shared_poll_publish", #""channel":"poll:a","key":"a","data":1"#).error == 107)
        #expect(map.call("shared_poll_publish", #""channel":"pollro:a",\#(fields),"b64data":"!""#).error == 108)
        #expect(map.call("shared_poll_publish", #""channel":"poll:a",\#(fields),"b64data":"!""#).error == 107)
    }
}
