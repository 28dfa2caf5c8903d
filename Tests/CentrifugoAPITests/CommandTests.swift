import CentrifugoAPI
import CentrifugoProtocol
import LosslessJSON
import Testing

@Suite struct CommandTests {
    @Test(arguments: [
        (Command.publish(channel: "news", data: FullCommands.json), #"publish {"channel":"news","data":{"n":1.0}}"#),
        (.publish(channel: "n", data: .base64("AA==")), #"publish {"channel":"n","b64data":"AA=="}"#),
        (.broadcast(channels: [], data: .json(.null)), #"broadcast {"channels":[],"data":null}"#),
        (.history(channel: "n"), #"history {"channel":"n"}"#),
        (
            .history(channel: "n", limit: 0, since: StreamPosition(offset: 0)),
            #"history {"channel":"n","limit":0,"since":{"offset":0}}"#
        ),
        (.info(), "info {}"),
        (.channels(), "channels {}"),
        (.rpc(method: "x"), #"rpc {"method":"x"}"#),
        (.subscribe(user: "", channel: "n"), #"subscribe {"user":"","channel":"n"}"#),
        (.disconnect(user: ""), #"disconnect {"user":""}"#),
        (.refresh(user: "42"), #"refresh {"user":"42"}"#),
        (.mapReadState(channel: "b"), #"map_read_state {"channel":"b"}"#),
        (.mapPublish(channel: "b", key: "k"), #"map_publish {"channel":"b","key":"k"}"#),
        (
            .sharedPollPublish(channel: "p", key: "k", version: 1),
            #"shared_poll_publish {"channel":"p","key":"k","version":1}"#
        ),
    ])
    func `what is not given is not sent`(command: Command, text: String) {
        #expect(command.text == text)
    }

    @Test func `every option of a publication has its field`() {
        #expect(
            FullCommands.all[0].text
                == #"publish {"channel":"news","data":{"n":1.0},"skip_history":true,"tags":{"a":"b","lang":"en"},"#
                + #""idempotency_key":"once","delta":true,"version":18446744073709551615,"version_epoch":"ve"}"#)
    }

    @Test func `nested options are objects as the server wants them`() {
        let options = SubscribeOptions(
            recoverSince: StreamPosition(offset: 5, epoch: "e"),
            override: ChannelOverride(presence: false, forceRecovery: true))
        #expect(
            Command.subscribe(user: "1", channel: "n", options: options).text
                == #"subscribe {"user":"1","channel":"n","recover_since":{"offset":5,"epoch":"e"},"#
                + #""override":{"presence":{"value":false},"force_recovery":{"value":true}}}"#)
        #expect(
            Command.disconnect(user: "1", options: .init(notice: .init(code: 4000, reason: "bye"))).text
                == #"disconnect {"user":"1","disconnect":{"code":4000,"reason":"bye"}}"#)
    }

    @Test func `texts are escaped`() {
        #expect(
            Command.presence(channel: "a\"b\\\n\u{1}é😀").params.value["channel"]?.string == "a\"b\\\n\u{1}é😀")
    }

    @Test func `a command of any method is its name and its JSON as they stand`() throws {
        let command = Command("made_up", params: try JSONText(#"{ "b": 1e400, "a": [] }"#))
        #expect(command.text == #"made_up { "b": 1e400, "a": [] }"#)
        #expect(Command("info") == .info())
    }

    @Test func `there is a factory for every method of the open edition`() {
        #expect(Set(FullCommands.all.map(\.method)) == Set(Method.open.map(\.name)))
    }

    @Test(arguments: Method.open.map(\.name))
    func `with all options set the fields are those of the schema`(name: String) throws {
        let method = try #require(Method.named(name))
        let written = FullCommands.all.filter { $0.method == name }
            .flatMap { paths(in: $0.params.value, of: method.signature.fields) }
        let declared = method.signature.leafPaths.filter { !$0.field.isPro }.map(\.path)
        #expect(Set(written) == Set(declared))
    }

    @Test(arguments: FullCommands.all)
    func `each field has the kind of JSON that the schema says`(command: Command) throws {
        let signature = try #require(Method.named(command.method)).signature
        for member in command.params.value.members {
            let field = try #require(signature.field(named: member.name))
            #expect(accepts(member.value, field.kind), "\(member.name) is \(member.value)")
        }
    }
}

/// The dotted paths of the fields that an object sets; a name that the schema does not know is one as well.
private func paths(in object: JSONValue, of fields: [Field], under prefix: String = "") -> [String] {
    object.members.flatMap { member in
        guard case .object(let inner)? = fields.first(where: { $0.name == member.name })?.kind else {
            return [prefix + member.name]
        }
        return paths(in: member.value, of: inner, under: prefix + member.name + ".")
    }
}

/// Whether a value is of a kind that a server's method can have.
private func accepts(_ value: JSONValue, _ kind: ValueKind) -> Bool {
    switch kind {
    case .channel, .user, .client, .text, .epoch, .base64: value.kind == .string
    case .choice(let choices): choices.contains { $0.name == value.string }
    case .flag: value.kind == .bool
    case .integer(let integer):
        integer.width == .uint64 ? value.uint64 != nil : value.int64 != nil
    case .offset: value.uint64 != nil
    case .json: true
    case .list(let element): value.kind == .array && value.elements.allSatisfy { accepts($0, element) }
    case .pairs: value.kind == .object && value.members.allSatisfy { $0.value.kind == .string }
    case .object(let fields):
        value.kind == .object
            && value.members.allSatisfy { member in
                fields.contains { $0.name == member.name && accepts(member.value, $0.kind) }
            }
    default: false
    }
}
