/// Connections without a socket: enough for everything that the server API tells of connections.
extension Engine {
    /// Lets a connection exist that is in some channels.
    package func connect(_ client: String, user: String, session: String = "", channels: [String] = []) {
        let (client, user) = (ByteText(client), ByteText(user))
        withState { state in
            state.hub.connect(client, user: user, session: ByteText(session))
            for channel in channels {
                let info = ClientInfo(user: user, client: client)
                state.hub.join(ByteText(channel), as: Hub.Member(info: info, isVisible: true))
            }
        }
    }

    /// Ends such a connection.
    package func disconnect(_ client: String) {
        withState { $0.hub.disconnect(ByteText(client)) }
    }

    /// Takes the orders that wait for connections, each as a line of text.
    package func takeOrders() -> [String] {
        withState { state in state.hub.takeOrders().map { "\($0.client): \($0.order)" } }
    }
}
