package import CentrifugoProtocol

/// The first page of the help: every word, by what it belongs to.
package enum HelpOverview {
    /// Returns the page for a table of words.
    package static func lines(_ signatures: [Signature]) -> [String] {
        let sections = Group.Section.allCases.flatMap { section in
            let names = Group.allCases.filter { $0.section == section }.flatMap { group in
                signatures.filter { $0.group == group }.map(\.name)
            }
            return TextWrap.entry(section.rawValue, names.joined(separator: " "), column: 9)
        }
        let topics = HelpTopic.all.map(\.name).joined(separator: ", ")
        return sections + TextWrap.lines("help COMMAND · help TOPIC (\(topics)) · explain 108", width: 80)
    }
}
