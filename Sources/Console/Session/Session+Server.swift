internal import CentrifugoAPI
internal import CentrifugoTransport
internal import PracticeServer

/// Which server the session talks to.
extension Session {
    /// The client for the current server; starts the practice server the first time that it is needed.
    func currentClient() async throws(SessionFailure) -> Client {
        if let client { return client }
        let made = client(try await configuration(timeout: settings.client.timeout))
        client = made
        return made
    }

    /// A client with a connection of its own.
    func client(_ configuration: ClientConfiguration) -> Client {
        let connection = HTTPConnection(
            to: configuration.address.endpoint, options: configuration.connection, on: network,
            logger: settings.logger)
        return Client(configuration, transport: connection, logger: settings.logger)
    }

    /// How the current server is called; starts the practice server the first time that it is needed.
    func configuration(timeout: Duration) async throws(SessionFailure) -> ClientConfiguration {
        let target = try await target()
        var options = settings.client
        options.timeout = timeout
        do throws(EndpointError) {
            return try options.configuration(
                target.address, target.key, withHeaders: server.hasOrigin(of: settings.server))
        } catch {
            throw .proxy(error)
        }
    }

    private func target() async throws(SessionFailure) -> (address: ServerAddress, key: APIKey?) {
        switch server {
        case .remote(let remote): return (remote.address, remote.apiKey)
        case .practice:
            let running = try await startedPractice()
            return (running.apiAddress, try? APIKey(running.apiKey.revealed))
        }
    }

    private func startedPractice() async throws(SessionFailure) -> PracticeServer {
        if let practice { return practice }
        // Completion may need the server while a command starts it, and the other way round.
        let start = practiceStart ?? Task { [settings] in await Self.startPractice(settings) }
        practiceStart = start
        let outcome = await start.value
        practiceStart = nil
        do throws(PracticeServerError) {
            let started = try outcome.get()
            practice = started
            return started
        } catch {
            throw .practice(error)
        }
    }

    private static func startPractice(_ settings: SessionSettings) async -> Result<PracticeServer, PracticeServerError>
    {
        do throws(PracticeServerError) {
            return .success(
                try await PracticeServer.start(
                    settings.practice(),
                    PracticeOptions(port: 0, internalPort: 0, seed: settings.seed, isPopulated: settings.isPopulated),
                    logger: settings.logger))
        } catch {
            return .failure(error)
        }
    }

    func connect(_ invocation: Invocation) async throws(SinkClosed) -> ExitStatus {
        let url = invocation.text("url") ?? ""
        do throws(LanguageError) {
            use(try await named(url, invocation))
        } catch {
            return try await reject(error, invocation.line)
        }
        try await say(["now talking to \(server.identity)"])
        return .ok
    }

    private func named(_ url: String, _ invocation: Invocation) async throws(LanguageError) -> Server {
        if url == Server.practice.name { return .practice }
        let address: ServerAddress
        do throws(EndpointError) {
            address = try ServerAddress(url)
        } catch {
            throw .invalidAddress(error, span: invocation.span("url"))
        }
        let key = try await key(for: address, invocation)
        return .remote(RemoteServer(address: address, from: .command("connect"), apiKey: key.key, keyFrom: key.origin))
    }

    private func use(_ next: Server) {
        server = next
        client = nil
        epochs = EpochMemory()
        knowledge.update { known in
            known.seen = Seen()
            known.unlisted = nil
        }
        knowledge.directory.changeServer()
    }

    /// The key for an address: that of the current server only if it is the same one.
    private func key(
        for address: ServerAddress, _ invocation: Invocation
    ) async throws(LanguageError) -> (key: APIKey?, origin: SettingOrigin?) {
        if let path = invocation.text("api_key_file") {
            let span = invocation.span("api_key_file")
            let bytes = try await SessionValues(session: self).file(path, span: span)
            do throws(APIKey.Invalid) {
                return (try APIKey(String(decoding: bytes, as: UTF8.self)), .command("api_key_file"))
            } catch {
                throw .notAKey(file: path, span: span)
            }
        }
        if case .remote(let current) = server, current.address.origin == address.origin {
            return (current.apiKey, current.keyOrigin)
        }
        guard let interaction else { return (nil, nil) }
        switch await interaction.secret("API key for \(address) (Enter for none): ") {
        case .cancelled: throw .cancelled(span: invocation.span("url"))
        case .entered(""): return (nil, nil)
        case .entered(let typed):
            do throws(APIKey.Invalid) {
                return (try APIKey(typed), .command("connect"))
            } catch {
                throw .notAKey(file: "what was typed", span: invocation.span("url"))
            }
        }
    }
}
