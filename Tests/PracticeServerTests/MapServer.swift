import LosslessJSON
import PracticeServer

/// A practice server for tests of maps: the namespace `map` holds maps, `eph` ephemeral ones.
///
/// `poll` is for shared polls with publishing on, `pollro` with publishing off, and `plain` for nothing of the kind.
struct MapServer {
    /// Milliseconds since 1970 where the clock stands at first.
    static let start = 1_800_000_000_000

    let server: InProcessServer

    /// Makes a server; `options` are those of the maps in `map`.
    init(_ options: String = #""mode":"recoverable","key_ttl":"60s""#) throws {
        let json = """
            {"http_api":{"key":"k"},"shared_poll":{"hmac_secret_key":"p"},"channel":{"namespaces":[\
            {"name":"map","subscription_type":"map","map":{\(options)}},\
            {"name":"eph","subscription_type":"map","map":{"mode":"ephemeral","key_ttl":"60s"}},\
            {"name":"poll","subscription_type":"shared_poll","shared_poll":{"mode":"versioned","publish_enabled":true}},\
            {"name":"pollro","subscription_type":"shared_poll","shared_poll":{"mode":"versioned"}},{"name":"plain"}]}}
            """
        server = InProcessServer(try PracticeConfiguration.parse(Array(json.utf8)))
    }

    func advance(by duration: Duration) { server.clock.advance(by: duration) }

    /// Calls a method with the fields of its request.
    @discardableResult
    func call(_ method: String, _ fields: String) -> Answer { Answer(server.call(method, "{\(fields)}")) }

    /// Sets a key of `map:a` to 1; `rest` are more fields, the last of a name counts.
    @discardableResult
    func set(_ key: String, _ rest: String = "") -> Answer {
        call("map_publish", #""channel":"map:a","key":"\#(key)","data":1\#(rest)"#)
    }

    /// Removes a key of `map:a`; `rest` are more fields.
    @discardableResult
    func remove(_ key: String, _ rest: String = "") -> Answer {
        call("map_remove", #""channel":"map:a","key":"\#(key)"\#(rest)"#)
    }

    /// Reads the state of `map:a`; `rest` are more fields.
    func state(limit: Int = -1, _ rest: String = "") -> Answer {
        call("map_read_state", #""channel":"map:a","limit":\#(limit)\#(rest)"#)
    }

    /// Reads the stream of `map:a`; `rest` are more fields.
    func stream(limit: Int = -1, _ rest: String = "") -> Answer {
        call("map_read_stream", #""channel":"map:a","limit":\#(limit)\#(rest)"#)
    }

    /// How many keys `map:a` has.
    var keyCount: Int { call("map_stats", #""channel":"map:a""#).number("num_keys") }
}

extension MapServer {
    /// The answer to a method of maps.
    struct Answer {
        /// The body.
        let text: String
        private let body: JSONValue?

        init(_ text: String) {
            self.text = text
            do throws(JSONError) {
                body = try JSONValue.parse(Array(text.utf8))
            } catch {
                body = nil
            }
        }

        private var result: JSONValue? { body?["result"] }
        private var list: [JSONValue] { result?["entries"].map { Array($0.elements) } ?? [] }

        /// The code of the error, `nil` where there is none.
        var error: Int? { (body?["error"]?["code"]?.int64).map { Int($0) } }
        var offset: Int { number("offset") }
        var epoch: String? { result?["epoch"]?.string }
        var cursor: String? { result?["cursor"]?.string }
        /// Why nothing changed, `nil` where something did.
        var suppression: String? { result?["suppress_reason"]?.string }
        /// The entries without their times.
        var entries: [String] { list.map { ($0.text.split(separator: #","time":"#).first ?? "") + "}" } }
        var keys: [String] { list.compactMap { $0["key"]?.string } }
        var offsets: [Int] { list.map { Int($0["offset"]?.int64 ?? 0) } }
        /// The times of the entries in milliseconds after the start.
        var times: [Int] { list.compactMap { $0["time"]?.int64.map { Int($0) - MapServer.start } } }

        /// The number under a name, 0 where there is none.
        func number(_ name: String) -> Int { Int(result?[name]?.int64 ?? 0) }
    }
}
