import PracticeServer
import Testing

/// What a change with an idempotency key keeps from happening again.
struct MapIdempotencyTests {
    private static let key = #","idempotency_key":"q""#

    @Test func `a change with the same key is answered as the first one was and not made`() throws {
        let map = try MapServer()
        let epoch = try #require(map.set("a", Self.key).epoch)
        map.set("b")
        let again = map.set("c", Self.key)
        #expect(again.suppression == "idempotency")
        #expect(again.offset == 1)
        #expect(again.epoch == epoch)
        #expect(map.state().keys == ["a", "b"])
    }

    @Test func `setting and removing share their keys`() throws {
        let map = try MapServer()
        map.set("a", Self.key)
        #expect(map.remove("a", Self.key).suppression == "idempotency")
        #expect(map.keyCount == 1)
        #expect(map.remove("a", #","idempotency_key":"r""#).offset == 2)
        #expect(map.set("a", #","idempotency_key":"r""#).suppression == "idempotency")
        #expect(map.keyCount == 0)
    }

    @Test func `a repeat is said to be one before anything else is looked at`() throws {
        let map = try MapServer()
        map.set("a", #","version":5"# + Self.key)
        #expect(map.set("a", #","version":5,"key_mode":"if_new""# + Self.key).suppression == "idempotency")
    }

    @Test func `a change that was suppressed may be tried again`() throws {
        let map = try MapServer()
        #expect(map.remove("a", Self.key).suppression == "key_not_found")
        #expect(map.set("a", #","key_mode":"if_exists""# + Self.key).suppression == "key_not_found")
        #expect(map.set("a", Self.key).suppression == nil)
    }

    @Test func `channels have keys of their own`() throws {
        let map = try MapServer()
        map.set("a", Self.key)
        let other = map.call("map_publish", #""channel":"map:b","key":"a","data":1\#(Self.key)"#)
        #expect(other.suppression == nil)
        #expect(map.set("a", Self.key).suppression == "idempotency")
    }

    @Test func `keys are remembered for five minutes from the first change`() throws {
        let map = try MapServer()
        map.set("a", Self.key)
        map.advance(by: .milliseconds(299_999))
        #expect(map.set("a", Self.key).suppression == "idempotency")
        map.advance(by: .milliseconds(1))
        #expect(map.set("a", Self.key).suppression == nil)
    }

    @Test func `an answer outlives the channel that it is about`() throws {
        let map = try MapServer(#""mode":"recoverable","key_ttl":"1s","stream_ttl":"1s""#)
        let epoch = try #require(map.set("a", Self.key).epoch)
        map.advance(by: .seconds(100))
        #expect(map.set("a", Self.key).epoch == epoch)
        #expect(map.remove("a").epoch == nil)
    }

    @Test func `clearing a channel forgets its keys and no other's`() throws {
        let map = try MapServer()
        map.set("a", Self.key)
        map.call("map_publish", #""channel":"map:b","key":"a","data":1\#(Self.key)"#)
        map.call("map_clear", #""channel":"map:a""#)
        #expect(map.set("a", Self.key).suppression == nil)
        let other = map.call("map_publish", #""channel":"map:b","key":"a","data":1\#(Self.key)"#)
        #expect(other.suppression == "idempotency")
    }

    @Test func `a key used again after clearing goes when it would have gone without`() throws {
        let map = try MapServer()
        map.set("a", Self.key)
        map.advance(by: .seconds(200))
        map.call("map_clear", #""channel":"map:a""#)
        map.set("a", Self.key)
        map.advance(by: .seconds(100))
        #expect(map.set("a", Self.key).suppression == nil)
    }
}
