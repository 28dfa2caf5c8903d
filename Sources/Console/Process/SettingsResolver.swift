internal import CentrifugoAPI
internal import CentrifugoTransport
internal import LosslessJSON
internal import PracticeServer

/// Makes a session's settings of options, environment variables and defaults, in this order.
struct SettingsResolver {
    let options: ParsedOptions
    let environment: Environment

    /// An option's value, or that of its environment variable, with where it was found.
    func value(_ option: Option) throws(OptionError) -> (text: String, origin: SettingOrigin)? {
        if let text = options.value(option) { return (text, .option("--" + option.name)) }
        guard let variable = option.variable, let text = environment.variable(variable) else { return nil }
        try option.check(text, named: variable)
        return (text, .environment(variable))
    }

    /// The server that was named; `nil` if none was.
    func server() throws(OptionError) -> Server? {
        if options.has(.practice) {
            if options.has(.url) { throw .conflict("--practice", "--url") }
            return .practice
        }
        guard let url = try value(.url) else { return nil }
        let key = try key()
        do throws(EndpointError) {
            let address = try ServerAddress(url.text)
            return .remote(RemoteServer(address: address, from: url.origin, apiKey: key?.key, keyFrom: key?.origin))
        } catch {
            throw .badAddress(name: url.origin.source, error)
        }
    }

    /// What the practice server makes its ids and epochs from.
    var seed: UInt64? { options.value(.seed).flatMap { UInt64($0) } }

    /// How the practice server is set up: a file is read now, the playground made when it is needed.
    ///
    /// `ignored` names what the file says and the server does not honour.
    func practice() throws(OptionError) -> (make: @Sendable () -> PracticeConfiguration, ignored: [String]) {
        guard let path = options.value(.config) else { return ({ [seed] in .playground(seed: seed) }, []) }
        let bytes = try file(.config, path)
        do throws(ConfigurationError) {
            let configuration = try PracticeConfiguration.parse(bytes)
            return ({ configuration }, configuration.ignored)
        } catch {
            throw .badConfiguration(path: path, error)
        }
    }

    /// What any client of the session has in common.
    func client() throws(OptionError) -> ClientOptions {
        var client = ClientOptions()
        if let timeout = try value(.timeout), let duration = Seconds.duration(timeout.text) {
            client.timeout = duration
        }
        client.usesLegacyProtocol = options.has(.legacy)
        client.tls = TLSOptions(
            authorityFile: options.value(.caCert), certificateFile: options.value(.cert), keyFile: options.value(.key),
            verifiesCertificates: !options.has(.insecure))
        client.proxies = ProxyEnvironment(environment.variables)
        for text in options.values[Option.header.name] ?? [] { client.headers.append(try header(text)) }
        if client.headers.contains(where: { $0.name.lowercased() == "x-api-key" }), let key = try key() {
            throw .conflict("--header X-API-Key", key.origin.source)
        }
        return client
    }

    /// The format of replies: people on a terminal read sentences, programs lines of JSON.
    func format() throws(OptionError) -> OutputFormat {
        try value(.output).flatMap { OutputFormat(rawValue: $0.text) }
            ?? (environment.outputIsTerminal ? .human : .json)
    }

    /// What can be shown on a stream.
    func display(isTerminal: Bool) -> @Sendable () -> Display {
        let hasColor = usesColor(isTerminal: isTerminal)
        return { [environment] in
            Display(
                hasColor: hasColor, isUTF8: environment.isUTF8, width: isTerminal ? environment.terminalWidth() : nil)
        }
    }

    private func usesColor(isTerminal: Bool) -> Bool {
        switch options.value(.color) {
        case "always": return true
        case "never": return false
        default: break
        }
        if environment.variable("NO_COLOR") != nil { return false }
        if let forced = environment.variable("CLICOLOR_FORCE"), forced != "0" { return true }
        return isTerminal && environment.variable("TERM") != "dumb"
    }

    private func key() throws(OptionError) -> (key: APIKey, origin: SettingOrigin)? {
        guard let given = try keyText() else { return nil }
        do throws(APIKey.Invalid) {
            return (try APIKey(given.text), given.origin)
        } catch {
            throw .unusable(name: given.origin.source)
        }
    }

    /// An option comes before a variable, the key before the file.
    private func keyText() throws(OptionError) -> (text: String, origin: SettingOrigin)? {
        if let key = options.value(.apiKey) { return (key, .option("--api-key")) }
        if let path = options.value(.apiKeyFile) { return (try text(.apiKeyFile, path), .option("--api-key-file")) }
        if let key = try value(.apiKey) { return key }
        guard let path = try value(.apiKeyFile) else { return nil }
        return (try text(.apiKeyFile, path.text), path.origin)
    }

    private func header(_ text: String) throws(OptionError) -> (name: String, value: String) {
        guard let colon = text.firstIndex(of: ":") else {
            throw .badValue(name: "--header", given: "…", expected: "a name, a colon and a value")
        }
        let name = String(text[..<colon])
        let value = String(text[text.index(after: colon)...].drop { $0 == " " })
        let isName = !name.isEmpty && name.utf8.allSatisfy { $0.isNameByte }
        guard isName, value.utf8.allSatisfy({ $0 >= 0x20 && $0 != 0x7F }) else { throw .unusable(name: "--header") }
        return (name, value)
    }

    private func text(_ option: Option, _ path: String) throws(OptionError) -> String {
        String(decoding: try file(option, path), as: UTF8.self)
    }

    private func file(_ option: Option, _ path: String) throws(OptionError) -> [UInt8] {
        do throws(PrivateFile.Failure) {
            return try PrivateFile.contents(path)
        } catch {
            throw .unreadable(name: "--" + option.name, path: path, errno: error.errno)
        }
    }
}
