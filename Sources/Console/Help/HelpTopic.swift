/// A page of the help that belongs to no single command.
package struct HelpTopic: Sendable {
    /// The word after `help`.
    package let name: String
    /// One phrase, for completion.
    package let summary: String
    private let page: @Sendable () -> [String]

    private init(name: String, summary: String, lines: @escaping @autoclosure @Sendable () -> [String]) {
        self.name = name
        self.summary = summary
        page = lines
    }

    /// The page, made when it is asked for.
    package var lines: [String] { page() }

    /// Every page.
    package static let all = [channels, namespaces, batch, scripting, output, keys, language, errors, practice]

    private static let channels = HelpTopic(
        name: "channels", summary: "what a channel's name means",
        lines: [
            "A channel exists while somebody is subscribed or its history is kept; there is",
            "nothing to create. Names are compared byte for byte.",
            "",
            "  news          no namespace: the options of channel.without_namespace count",
            "  chat:room-1   namespace chat: the text before the first \":\"",
            "  $chat:vip     clients need a subscription token (\"$\" in front)",
            "  chat:u#42,43  for users 42 and 43 only, where the namespace allows it (\"#\")",
            "",
            "The server's API checks the namespace only (102). Clients are stricter: at most",
            "255 bytes, ASCII unless channel_regex says otherwise.",
            "See also: help namespaces, channels, presence",
        ])

    private static let namespaces = HelpTopic(
        name: "namespaces", summary: "which option switches what on",
        lines: [
            "Options are set per namespace, under channel.namespaces in the server's",
            "configuration; a namespace inherits nothing from channels without one.",
            "",
            "  history, history_remove   history_size and history_ttl, both above 0",
            "  presence, presence_stats  presence",
            "  join and leave events     join_leave",
            "  map_publish and others    subscription_type: map, map_clients or map_users",
            "  shared_poll_publish       subscription_type: shared_poll",
            "",
            "Error 108 means that the option is off, 102 that there is no such namespace.",
        ])

    private static let batch = HelpTopic(
        name: "batch", summary: "how to collect commands and send them together",
        lines: [
            "  add publish news {\"n\":1}   put a command aside; any command of the server",
            "  pending                    look at what waits",
            "  edit 2 publish news 5      put another command in the place of the second",
            "  drop 2                     take the second out",
            "  send                       send all in one request; parallel=true: in no order",
            "  reset                      throw all away",
            "",
            "What succeeds leaves the batch, what fails stays with its error. If the answer is",
            "lost everything stays, marked unknown. At the prompt the batch survives the end of",
            "the console; it remembers the server that it was composed for.",
        ])

    private static let scripting = HelpTopic(
        name: "scripting", summary: "how to run commands from a file or a pipe",
        lines: [
            "  centsh publish news '{\"n\":1}'       one command from arguments",
            "  centsh -c 'info' -c 'channels'      lines",
            "  centsh -f FILE                      a file of lines",
            "  echo info | centsh                  lines from a pipe",
            "",
            "One JSON reply per line on standard output, everything else on standard error.",
            "A script stops at the first line that fails, unless --keep-going.",
            "Exit status: 0 well, 1 bad option, 2 bad input, 3 the server answered an error,",
            "4 no connection or no usable reply, 5 unauthorised, 6 some of a batch failed.",
        ])

    private static let output = HelpTopic(
        name: "output", summary: "the formats of replies",
        lines: [
            "  output human    sentences and tables; the default on a terminal",
            "  output json     the reply on one line; the default elsewhere",
            "  output pretty   the reply indented by 2",
            "  output raw      the bytes of the body as they came",
            "",
            "centsh -o FORMAT or CENTSH_OUTPUT sets it at the start. NO_COLOR: no colours.",
        ])

    private static let keys = HelpTopic(
        name: "keys", summary: "the keys of the line editor",
        lines: [
            "  Right, Ctrl-F  take the hint behind the cursor; Alt-F: a word of it",
            "  Tab            complete; twice: a menu, for arrows, Tab and typing; Esc leaves",
            "  Up, Down       earlier lines that start like this one",
            "  Ctrl-R         search in earlier lines",
            "  Alt-Enter      another row; an open bracket or quote needs only Enter",
            "  Ctrl-X Ctrl-E  edit the line in $VISUAL or $EDITOR",
            "  Ctrl-A, -E     start and end of the row",
            "  Ctrl-W, -U     delete the word, the line before the cursor",
            "  Ctrl-C         drop the line, or cancel the request that is on its way",
            "  Ctrl-D         leave, on an empty line",
            "  Ctrl-Z         suspend; fg comes back",
            "  Ctrl-L         clear the screen",
            "",
            "bar hints takes the line of documentation away, bar off the hints too.",
            "A line that starts with a blank is not kept in the history. ~/.editrc is read.",
        ])

    private static let language = HelpTopic(
        name: "language", summary: "how commands are written",
        lines: [
            "  publish news {\"text\":\"hi\"}               by place; JSON needs no quotes",
            "  publish news hello                       any other word is a text",
            "  publish channel=news data={\"a\":1}        by name",
            "  publish {\"channel\":\"news\",\"data\":1}      the request body itself",
            "  history news since.offset=5              a field within a field",
            "  broadcast [\"a\",\"b\"] 1                    a list; or channels=a channels=b",
            "  publish news data=@payload.json          from a file",
            "  publish news 'two words'                 quotes: '…' as it is, \"…\" as in JSON",
            "",
            "An open bracket or quote continues on the next line; # starts a comment line.",
        ])

    private static let errors = HelpTopic(
        name: "errors", summary: "every code and what it means", lines: CodeTable.lines)
    private static let practice = HelpTopic(
        name: "practice", summary: "the server in this process", lines: PracticePage.lines)
}
