internal import CentrifugoTransport
internal import Logging

extension HTTPConnection {
    /// The client's own connection, which opens with the first request.
    convenience init(to configuration: ClientConfiguration, logger: Logger?) {
        self.init(
            to: configuration.address.endpoint, options: configuration.connection, on: NetworkThread(), logger: logger)
    }
}
