internal import CentrifugoAPI
internal import CentrifugoTransport
internal import LosslessJSON

/// Failures in words, and as a line for programs.
extension Session {
    func diagnostic(_ failure: SessionFailure, _ command: Command?) -> Diagnostic {
        switch failure {
        case .api(let error): Diagnostic(error, facts(command))
        case .practice(let error): Diagnostic(error)
        case .proxy(let error): Diagnostic(proxy: error)
        case .output(let error): Diagnostic(error)
        }
    }

    /// The line of a command that got no usable reply, or was not sent for that reason.
    func machineLine(_ failure: SessionFailure, _ diagnostic: Diagnostic) -> JSONText? {
        guard case .api(let error) = failure else { return nil }
        return ErrorLine.json(error, message: diagnostic.message)
    }

    private func facts(_ command: Command?) -> CallFacts {
        let channel = command?.params.value["channel"]?.string
        let isLegacy = settings.client.usesLegacyProtocol
        switch server {
        case .remote(let remote):
            return CallFacts(
                server: remote.address, from: remote.origin, keyFrom: remote.keyOrigin, methodName: command?.method,
                channel: channel, isLegacy: isLegacy)
        case .practice:
            return CallFacts(
                server: practice?.apiAddress ?? ServerAddress(Endpoint(location: .host("127.0.0.1", port: 0))),
                from: .practice, keyFrom: .practice, methodName: command?.method, channel: channel, isLegacy: isLegacy)
        }
    }
}
