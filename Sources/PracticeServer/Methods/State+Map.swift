import CentrifugoProtocol

/// The methods of channels that hold keys and values.
///
/// Whatever can be refused by looking at the request and the namespace is; then the server says that it has no maps,
/// as it does for everything that is off.
extension State {
    func publishKey(_ request: Request) throws(Refusal) -> MethodResult {
        guard !request.text("key").isEmpty else { throw .badRequest }
        _ = try optionsWithMap(request)
        _ = try request.payload("data", or: "b64data")
        guard ["", "if_new", "if_exists"].contains(request.text("key_mode")) else { throw .badRequest }
        throw Refusal(.notAvailable)
    }

    func removeKey(_ request: Request) throws(Refusal) -> MethodResult {
        guard !request.text("key").isEmpty else { throw .badRequest }
        _ = try optionsWithMap(request)
        throw Refusal(.notAvailable)
    }

    func readMap(_ request: Request) throws(Refusal) -> MethodResult {
        _ = try optionsWithMap(request)
        throw Refusal(.notAvailable)
    }

    func publishSharedKey(_ request: Request) throws(Refusal) -> MethodResult {
        let channel = try request.channel()
        guard !request.text("key").isEmpty, request.unsigned("version") > 0 else { throw .badRequest }
        let options = try rules.options(of: channel)
        guard options.subscriptionType == .sharedPoll else { throw .badRequest }
        guard options.sharedPoll.publishEnabled else { throw Refusal(.notAvailable) }
        _ = try request.payload("data", or: "b64data")
        throw Refusal(.notAvailable)
    }

    private func optionsWithMap(_ request: Request) throws(Refusal) -> ChannelOptions {
        let options = try rules.options(of: try request.channel())
        guard options.isMap else { throw .badRequest }
        return options
    }
}
