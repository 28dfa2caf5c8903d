internal import CentrifugoAPI

/// Listing the server's channels for completion, while nothing else runs.
extension Session {
    /// The time that a list may take.
    private static let listingTime = Duration.seconds(2)
    /// The longest list that is read, in bytes.
    private static let longestList = 16 << 20

    /// Remembers the channels of the server, or why they could not be listed.
    ///
    /// The request goes over a connection of its own, so that no command waits for it.
    package func listChannels() async -> ChannelDirectory.Listing {
        let asked = knowledge.directory.server
        return ChannelDirectory.Listing(server: asked, outcome: await listChannels(of: asked))
    }

    private func listChannels(of asked: Int) async -> ChannelDirectory.Outcome {
        guard !isRunning else { return .postponed }
        do throws(SessionFailure) {
            let listed = try await channels()
            learn(of: asked) { known in
                known.seen.list(listed, isWhole: true)
                known.unlisted = nil
            }
            return .listed
        } catch {
            let reason = diagnostic(error, .channels()).headline
            learn(of: asked) { $0.unlisted = reason }
            return .failed
        }
    }

    /// Changes what is known of a server, unless another was chosen meanwhile.
    private func learn(of asked: Int, _ change: (inout Knowledge) -> Void) {
        if knowledge.directory.server == asked { knowledge.update(change) }
    }

    private func channels() async throws(SessionFailure) -> [(name: String, clients: Int?)] {
        let client = try await listingClient()
        let listed = try await api { () async throws(APIError) in try await client.channels() }
        return listed.channels.map { (name: $0.key, clients: Int?($0.value.clientCount)) }
    }

    private func listingClient() async throws(SessionFailure) -> Client {
        var configuration = try await configuration(timeout: Self.listingTime)
        configuration.maxReplyBytes = Self.longestList
        return client(configuration)
    }
}
