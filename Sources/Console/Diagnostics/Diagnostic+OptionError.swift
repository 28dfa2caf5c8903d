internal import CentrifugoTransport
internal import PracticeServer

/// What is wrong with the start of the process, or with what it needs beside a server.
extension Diagnostic {
    init(_ error: OptionError) {
        switch error {
        case .notUTF8:
            self.init(
                failure: "an argument is not UTF-8",
                details: ["Nothing was sent. Binary data goes as base64: b64data=…"],
                status: .input)
        case .unknown(let name, let near):
            self.init(option: "there is no option \(name)", near.map { "Did you mean \(StyledLine(untrusted: $0))?" })
        case .missingValue(let name): self.init(option: "\(name) needs a value")
        case .unexpectedValue(let name): self.init(option: "\(name) takes no value")
        case .badValue(let name, let given, let expected):
            self.init(option: "\(name) must be \(expected), not \"\(given)\"")
        case .repeated(let name): self.init(option: "\(name) is given twice")
        case .conflict(let one, let other): self.init(option: "\(one) and \(other) do not go together")
        case .needs(let one, let other): self.init(option: "\(one) needs \(other)")
        case .noServer:
            self.init(
                option: "no server was named",
                "Name one with --url URL or CENTSH_URL, or use --practice for the practice server.")
        case .badAddress(let name, let problem):
            self.init(
                option: "\(name) holds no address: \(StyledLine(own: EndpointErrorText.words(problem)))",
                "Addresses look like http://localhost:8000 or unix:/path/to.sock.")
        case .unreadable(let name, let path, let number):
            self.init(option: "\(name): \(path) cannot be read: \(StyledLine(own: SystemErrorText.words(number)))")
        case .unusable(let name):
            self.init(
                option: "what \(name) holds cannot be sent",
                "It is empty or has a line break or control character in it.")
        case .badConfiguration(let path, let problem):
            self.init(
                option:
                    "\(path) is no configuration that can be used: \(StyledLine(own: ConfigurationErrorText.words(problem)))"
            )
        case .practiceServer(let problem): self.init(problem)
        }
    }

    private init(option headline: StyledLine, _ advice: StyledLine? = nil) {
        self.init(failure: headline, details: [advice ?? "centsh --help lists the options."], status: .fault)
    }

    /// The results cannot be written.
    init(_ error: SinkClosed) {
        self.init(
            failure: "the output cannot be written: \(StyledLine(own: SystemErrorText.words(error.errno)))",
            status: error.isClosedPipe ? .ok : .fault)
    }

    /// The disk refused to keep the batch.
    init(unsaved failure: PrivateFile.Failure) {
        self.init(
            failure:
                "the batch could not be saved in \(failure.path): \(StyledLine(own: SystemErrorText.words(failure.errno)))",
            details: ["It is still here, and is lost when this console ends."], status: .fault)
    }

    /// The disk refused to keep how far a send is.
    init(unnoted failure: PrivateFile.Failure) {
        self.init(
            failure:
                "the send was stopped: \(failure.path): \(StyledLine(own: SystemErrorText.words(failure.errno)))",
            details: ["Notes there keep a command from being sent twice. Another send sends what is left."],
            status: .fault)
    }

    /// The proxy of the environment cannot be used.
    init(proxy error: EndpointError) {
        self.init(
            failure: "HTTPS_PROXY holds no address: \(StyledLine(own: EndpointErrorText.words(error)))",
            details: ["Nothing was sent. NO_PROXY names hosts that need none."], status: .connection)
    }
}
