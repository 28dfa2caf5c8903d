internal import CentrifugoProtocol
package import CentrifugoTransport
package import PracticeServer

/// What is wrong with the options of the process.
package enum OptionError: Error, Sendable, Hashable {
    /// An argument is no UTF-8.
    case notUTF8
    /// There is no such option.
    case unknown(String, suggestion: String?)
    /// The option needs a value and has none.
    case missingValue(String)
    /// The option stands alone and was given a value.
    case unexpectedValue(String)
    /// The value, of an option or of an environment variable, is not of the right kind.
    case badValue(name: String, given: String, expected: String)
    /// The option was given twice.
    case repeated(String)
    /// Two options do not go together, or one needs another.
    case conflict(String, String)
    /// One option needs another.
    case needs(String, String)
    /// A script was started and no server was named.
    case noServer
    /// A file named by an option cannot be read.
    case unreadable(name: String, path: String, errno: Int32)
    /// The address of the server is none.
    case badAddress(name: String, EndpointError)
    /// The configuration of the practice server is none.
    case badConfiguration(path: String, ConfigurationError)
    /// The practice server did not start.
    case practiceServer(PracticeServerError)
    /// A key or header cannot be sent as it is.
    case unusable(name: String)
}

/// The options as they were typed, and the command words behind them.
struct ParsedOptions: Sendable {
    /// The values in order, by the option's name; a flag has an empty one.
    private(set) var values: [String: [String]] = [:]
    /// The first word that is no option, and all that follows it.
    private(set) var words: [String] = []

    /// Reads arguments; options end at the command word or at `--`.
    init(_ arguments: some Sequence<String>) throws(OptionError) {
        var rest = Array(arguments)[...]
        while let first = rest.first, first.hasPrefix("-"), first != "-" {
            rest.removeFirst()
            if first == "--" { break }
            try take(first, &rest)
        }
        words = Array(rest)
    }

    /// The last value given, if any.
    func value(_ option: Option) -> String? { values[option.name]?.last }

    /// Whether a flag was given.
    func has(_ option: Option) -> Bool { values[option.name] != nil }

    private mutating func take(_ argument: String, _ rest: inout ArraySlice<String>) throws(OptionError) {
        let parts = argument.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
        guard argument.hasPrefix("--") else { return try takeShort(argument, &rest) }
        let typed = parts[0]
        guard let option = Option.all.first(where: { "--" + $0.name == typed }) else {
            throw .unknown(typed, suggestion: Suggestion.nearest(to: typed, among: Option.all.map { "--" + $0.name }))
        }
        if option.isFlag {
            guard parts.count == 1 else { throw .unexpectedValue(typed) }
            return try add("", to: option)
        }
        if parts.count > 1 { return try add(parts[1], to: option) }
        guard let value = rest.popFirst() else { throw .missingValue(typed) }
        try add(value, to: option)
    }

    /// One dash: flags can be joined, and a value can follow its option directly.
    private mutating func takeShort(_ argument: String, _ rest: inout ArraySlice<String>) throws(OptionError) {
        var letters = argument.dropFirst()
        while let letter = letters.popFirst() {
            guard let option = Option.all.first(where: { $0.short == letter }) else {
                throw .unknown("-\(letter)", suggestion: nil)
            }
            if option.isFlag {
                try add("", to: option)
                continue
            }
            if !letters.isEmpty { return try add(String(letters), to: option) }
            guard let value = rest.popFirst() else { throw .missingValue("-\(letter)") }
            return try add(value, to: option)
        }
    }

    private mutating func add(_ value: String, to option: Option) throws(OptionError) {
        if !option.isFlag {
            guard option.repeats || values[option.name] == nil else { throw .repeated("--" + option.name) }
            try option.check(value, named: "--" + option.name)
        }
        values[option.name, default: []].append(value)
    }
}

extension Option {
    /// Checks a value against the option's kind.
    func check(_ value: String, named name: String) throws(OptionError) {
        let line = Line(arguments: [value])
        let reader = ValueReader(source: line.source, path: [name], kind: field.kind, isNamed: true)
        do throws(LanguageError) {
            _ = try reader.read(0..<line.source.count, .argument)
        } catch {
            throw .badValue(name: name, given: field.isSecret ? "…" : value, expected: field.kind.expectationInRange)
        }
    }
}
