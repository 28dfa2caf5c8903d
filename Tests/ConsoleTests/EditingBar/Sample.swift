import CentrifugoProtocol
import LineEditor
import LosslessJSON

@testable import Console

/// What the console knows in the tests of the editing bar.
enum Sample {
    /// The values of the console's own table, with three files.
    static let values = ValueSource(
        Vocabulary(CommandTable.standard.signatures), topics: [Candidate("namespaces", description: "a topic")],
        files: { path in
            ["payload.json", "other", "two words"].filter { $0.hasPrefix(path) }.map {
                Candidate($0, description: "10 bytes")
            }
        }, buffers: { ["deploy", "nightly"].map { Candidate($0, description: "3 commands pending") } })

    /// What a session has met that listed channels, looked into some and composed a batch.
    static let knowledge: Knowledge = {
        var known = Knowledge()
        known.variables = ["ch", "chunk_size", "offset"]
        known.pending = [#"publish hist:a {"n":1}"#, "history hist:a limit=5", "info"]
        note(
            &known, "channels", "{}",
            #"{"channels":{"hist:room":{"num_clients":3},"hist:news":{"num_clients":12},"chat:1":{"num_clients":1}}}"#)
        note(&known, "publish", #"{"channel":"hist:a","data":1}"#, #"{"offset":7,"epoch":"qMqE"}"#)
        note(&known, "history", #"{"channel":"two words"}"#, #"{"publications":[],"offset":0,"epoch":"zzzz"}"#)
        note(
            &known, "presence", #"{"channel":"hist:news"}"#,
            #"{"presence":{"c-1":{"user":"alice","client":"c-1"},"c-2":{"user":"bob","client":"c-2"}}}"#)
        return known
    }()

    /// Adds what a request and its result tell.
    static func note(_ knowledge: inout Knowledge, _ name: String, _ request: String, _ result: String) {
        guard let method = Method.named(name), let request = try? JSONValue.parse(request),
            let result = try? JSONValue.parse(result)
        else { return }
        knowledge.seen.note(method, request: request, result: result)
    }
}
