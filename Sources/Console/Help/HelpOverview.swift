package import CentrifugoProtocol

/// The first page of the help: every word, by what it belongs to.
package enum HelpOverview {
    private static let sections: [(title: String, groups: [Group])] = [
        ("Server", [.publication, .history, .presence, .connection, .server, .map]),
        ("Batch", [.batch]),
        ("Console", [.console]),
        ("PRO", [.pro]),
    ]

    /// Returns the page for a table of words.
    package static func lines(_ signatures: [Signature]) -> [String] {
        let sections = sections.flatMap { title, groups in
            let names = groups.flatMap { group in signatures.filter { $0.group == group }.map(\.name) }
            return TextWrap.entry(title, names.joined(separator: " "), column: 9)
        }
        let topics = HelpTopic.all.map(\.name).joined(separator: ", ")
        return sections + TextWrap.lines("help COMMAND · help TOPIC (\(topics)) · explain 108", width: 80)
    }
}
