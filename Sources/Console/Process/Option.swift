internal import CentrifugoProtocol

/// An option of the process, declared like a field of a command.
struct Option: Sendable {
    /// Its long name, what values it takes and what it means.
    let field: Field
    /// Its name with one dash.
    let short: Character?
    /// What stands for its value in the help.
    let placeholder: String?
    /// The environment variable that is read where the option is not given.
    let variable: String?
    /// Whether it can be given several times.
    let repeats: Bool

    init(
        _ name: String, _ kind: ValueKind, _ summary: String, short: Character? = nil, placeholder: String? = nil,
        variable: String? = nil, repeats: Bool = false, secret: Bool = false
    ) {
        field = Field(name, kind, summary, secret: secret)
        self.short = short
        self.placeholder = placeholder
        self.variable = variable
        self.repeats = repeats
    }

    /// The name without its dashes.
    var name: String { field.name }

    /// Whether it stands alone, without a value.
    var isFlag: Bool {
        if case .flag = field.kind { true } else { false }
    }
}

extension Option {
    static let url = Option(
        "url", .text, "The server: http://localhost:8000/api, http://localhost:8000 or unix:/path.",
        placeholder: "URL", variable: "CENTSH_URL")
    static let apiKey = Option(
        "api-key", .text, "The key, sent as X-API-Key; others on this machine can see it here.",
        placeholder: "KEY", variable: "CENTSH_API_KEY", secret: true)
    static let apiKeyFile = Option(
        "api-key-file", .file, "A file that holds the key.", placeholder: "FILE", variable: "CENTSH_API_KEY_FILE")
    static let practice = Option("practice", .flag, "Use the practice server in this process.")
    static let timeout = Option(
        "timeout", .seconds, "How long a request may take; 10 without.", placeholder: "SECONDS",
        variable: "CENTSH_TIMEOUT")
    static let legacy = Option("legacy", .flag, "Speak the line protocol of Centrifugo 4 and older.")
    static let header = Option(
        "header", .text, "A further header of each request.", placeholder: "'N: V'", repeats: true, secret: true)
    static let caCert = Option("cacert", .file, "Trust the certificate authorities in FILE.", placeholder: "FILE")
    static let cert = Option("cert", .file, "The client certificate.", placeholder: "FILE")
    static let key = Option("key", .file, "The private key of the client certificate.", placeholder: "FILE")
    static let insecure = Option("insecure", .flag, "Do not check the server's certificate.")
    static let output = Option(
        "output", .choice(OutputFormat.choices), "How replies are printed; human on a terminal, json elsewhere.",
        short: "o", placeholder: "FORMAT", variable: "CENTSH_OUTPUT")
    static let color = Option(
        "color",
        .choice([
            Choice("auto", "on a terminal"), Choice("always", "everywhere"), Choice("never", "nowhere"),
        ]), "Whether to use colours: auto, always or never.", placeholder: "WHEN")
    static let command = Option(
        "command", .text, "Run a line; may be repeated.", short: "c", placeholder: "LINE", repeats: true)
    static let file = Option(
        "file", .file, "Run the lines of FILE; - is standard input.", short: "f", placeholder: "FILE")
    static let keepGoing = Option("keep-going", .flag, "In scripts, go on after a line that failed.")
    static let jobs = Option(
        "jobs", .integer(IntegerKind(.int32, minimum: 1, maximum: 1_000)),
        "With --keep-going: run lines on N connections; results keep the order.", placeholder: "N")
    static let yes = Option("yes", .flag, "Answer yes where the console would ask.", short: "y")
    static let noInput = Option("no-input", .flag, "Never ask; what would ask is refused.")
    static let quiet = Option("quiet", .flag, "No greeting, and no simulated users in the practice server.", short: "q")
    static let verbose = Option("verbose", .flag, "Log to standard error.")
    static let seed = Option(
        "seed", .integer(IntegerKind(.uint64)), "Make the practice server's ids and epochs from N.", placeholder: "N")
    static let serve = Option("serve", .flag, "With --practice: only serve, in the foreground.")
    static let port = Option(
        "port", .integer(IntegerKind(.int32, minimum: 0, maximum: 65_535)),
        "With --serve: the port; any free one without.",
        placeholder: "N")
    static let config = Option(
        "config", .file, "With --practice: a Centrifugo 6 configuration in JSON.", placeholder: "FILE")
    static let version = Option("version", .flag, "Print the version.", short: "V")
    static let help = Option("help", .flag, "Print this help.", short: "h")

    /// Every option, in the order of the help.
    static let all = [
        url, apiKey, apiKeyFile, practice, timeout, legacy, header, caCert, cert, key, insecure, output, color,
        command, file, keepGoing, jobs, yes, noInput, quiet, verbose, seed, serve, port, config, version, help,
    ]
}
