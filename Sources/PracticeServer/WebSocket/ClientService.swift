/// Who takes what the clients behind WebSockets say: the engine, and what stands in for it where frames are tested.
package protocol ClientService: AnyObject, Sendable {
    /// What tells connections apart.
    associatedtype Key: Sendable

    /// Takes a line of a message.
    func receive(_ command: ArraySlice<UInt8>, from client: Key)
    /// Takes the answer to a WebSocket ping.
    func receivePong(from client: Key)
    /// Forgets a connection that has ended.
    func close(_ client: Key)
    /// Ends a connection that takes what it is sent too slowly.
    func closeSlow(_ client: Key)
}

extension Engine: ClientService {}
