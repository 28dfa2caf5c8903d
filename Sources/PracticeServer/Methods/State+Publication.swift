import CentrifugoProtocol
import LosslessJSON

extension State {
    mutating func publish(_ request: Request) throws(Refusal) -> MethodResult {
        let channel = try request.channel()
        let data = try request.payload("data", or: "b64data")
        let options = try rules.options(of: channel)
        guard options.subscriptionType == .stream else { throw .badRequest }
        return .position(try publish(data, to: channel, options, request))
    }

    mutating func broadcast(_ request: Request) throws(Refusal) -> MethodResult {
        let channels = request.texts("channels")
        guard !channels.isEmpty else { throw .badRequest }
        let data = try request.payload("data", or: "b64data")
        var responses: [Result<StreamPosition, Refusal>] = []
        responses.reserveCapacity(channels.count)
        for channel in channels {
            do throws(Refusal) {
                // Unlike `publish` this does not look at the type of the channel's subscriptions.
                guard !channel.isEmpty else { throw .badRequest }
                responses.append(
                    .success(try publish(data, to: channel, rules.options(of: channel), request)))
            } catch {
                responses.append(.failure(error))
            }
        }
        return .responses(responses)
    }

    private mutating func publish(
        _ data: [UInt8], to channel: ByteText, _ options: ChannelOptions, _ request: Request
    ) throws(Refusal) -> StreamPosition {
        guard options.publicationDataFormat.accepts(data) else { throw .badRequest }
        var new = NewPublication(Publication(data: data, tags: request.pairs("tags")))
        new.idempotencyKey = request.text("idempotency_key")
        new.isKept = !request.flag("skip_history")
        new.version = ChannelStream.Version(
            number: request.unsigned("version"), epoch: request.text("version_epoch"))
        return publish(new, to: channel, options)
    }

    /// Publishes, whoever it is that does.
    ///
    /// - Returns: The position after it; an empty one where nothing is kept.
    mutating func publish(
        _ new: NewPublication, to channel: ByteText, _ options: ChannelOptions
    ) -> StreamPosition {
        let key = new.idempotencyKey
        if !key.isEmpty, let earlier = idempotency.answer(for: key, in: channel, at: now) { return earlier }
        var publication = new.publication
        var position = StreamPosition()
        if options.hasHistory, new.isKept {
            let (isKept, top) = streams.withStream(of: channel, at: now, random: &random) { [now] stream in
                (stream.append(publication, version: new.version, limits: options.limits, at: now), stream.position)
            }
            // What came too late is not remembered: the same key may come again.
            guard isKept else { return top }
            position = top
            publication.offset = top.offset
        }
        node.countPublication()
        if !key.isEmpty { idempotency.remember(position, for: key, in: channel, at: now) }
        deliver(publication, of: position.epoch, in: channel)
        return position
    }
}

/// Something to publish, with what is said about how.
struct NewPublication: Sendable {
    let publication: Publication
    /// Empty: none.
    var idempotencyKey = ByteText.empty
    /// Whether it goes into the history, where there is one.
    var isKept = true
    var version = ChannelStream.Version()

    init(_ publication: Publication) { self.publication = publication }
}

extension Request {
    /// The channel that the call is about.
    func channel() throws(Refusal) -> ByteText {
        let channel = text("channel")
        guard !channel.isEmpty else { throw .badRequest }
        return channel
    }

    /// A payload given as JSON, or as base64, which wins; empty where neither was.
    func payload(_ json: String, or base64: String) throws(Refusal) -> [UInt8] {
        let text = text(base64)
        guard !text.isEmpty else { return raw(json) ?? [] }
        guard let bytes = Base64.decode(text.bytes) else { throw .badRequest }
        return bytes
    }
}

extension ChannelOptions {
    fileprivate var limits: ChannelStream.Limits {
        ChannelStream.Limits(size: historySize, lifetime: historyTTL, metaLifetime: historyMetaTTL ?? .zero)
    }
}

extension ChannelOptions.DataFormat {
    /// Whether a payload may be published.
    func accepts(_ data: [UInt8]) -> Bool {
        switch self {
        case .any: !data.isEmpty
        case .binary: true
        case .json: Self.isJSON(data)
        case .jsonObject: Self.isJSON(data) && data.first { !$0.isJSONSpace } == UInt8(ascii: "{")
        }
    }

    private static func isJSON(_ data: [UInt8]) -> Bool {
        do throws(JSONError) {
            try JSONValidator.validate(data, options: RequestDecoder.options)
            return true
        } catch {
            return false
        }
    }
}
