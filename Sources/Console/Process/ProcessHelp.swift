internal import CentrifugoProtocol

/// What `centsh --help` says, made from the declarations of the options.
enum ProcessHelp {
    private static let usage = [
        "centsh: the console for the Centrifugo real-time messaging server",
        "",
        "  centsh [OPTIONS]                        interactive when standard input is a terminal",
        "  centsh [OPTIONS] COMMAND [ARG ...]      one command, then exit",
        "  centsh [OPTIONS] -c LINE [-c LINE ...]  run lines, then exit",
        "  centsh [OPTIONS] -f FILE                run a file of lines; - is standard input",
        "  ... | centsh [OPTIONS]                  the same for lines piped in",
        "  centsh --practice --serve [--port N]    only serve the practice server",
        "",
        "Options stand before the command.",
    ]

    static var lines: [String] {
        let labels = Option.all.map(label)
        let column = (labels.map(\.count).max() ?? 0) + 2
        let options = zip(Option.all, labels).flatMap { option, label in
            TextWrap.entry(label, summary(option), indent: 2, column: column)
        }
        return usage + options + [
            "",
            "Exit status: 0 well, 1 console or option, 2 input, 3 server error, 4 connection,",
            "5 unauthorised, 6 some of a batch or broadcast failed, 7 an expect did not hold,",
            "130 and 143 interrupted.",
            "centsh help shows the commands.",
        ]
    }

    private static func label(_ option: Option) -> String {
        let short = option.short.map { "-\($0), " } ?? "    "
        return short + "--" + option.name + (option.placeholder.map { " " + $0 } ?? "")
    }

    private static func summary(_ option: Option) -> String {
        option.summary + (option.variable.map { " (\($0))" } ?? "")
    }
}

extension Option {
    fileprivate var summary: String { field.summary }
}
