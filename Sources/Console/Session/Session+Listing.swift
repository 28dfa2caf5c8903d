internal import CentrifugoAPI

/// Listing the server's channels for completion, while nothing else runs.
extension Session {
    /// The time that a list may take.
    private static let listingTime = Duration.seconds(2)
    /// The longest list that is read, in bytes.
    private static let longestList = 16 << 20

    /// Remembers the channels of the server.
    ///
    /// The request goes over a connection of its own, so that no command waits for it. What goes wrong is not told:
    /// nobody asked for the list but by pressing a key.
    package func listChannels() async -> ChannelDirectory.Listing {
        let asked = knowledge.directory.server
        return ChannelDirectory.Listing(server: asked, outcome: await listChannels(of: asked))
    }

    private func listChannels(of asked: Int) async -> ChannelDirectory.Outcome {
        guard !isRunning else { return .postponed }
        do {
            let client = try await listingClient()
            let listed = try await client.channels().channels.map {
                (name: $0.key, clients: Int?($0.value.clientCount))
            }
            // Another server may have been chosen meanwhile.
            guard knowledge.directory.server == asked else { return .listed }
            knowledge.update { $0.seen.list(listed, isWhole: true) }
            return .listed
        } catch {
            return .failed
        }
    }

    private func listingClient() async throws(SessionFailure) -> Client {
        var configuration = try await configuration(timeout: Self.listingTime)
        configuration.maxReplyBytes = Self.longestList
        return client(configuration)
    }
}
