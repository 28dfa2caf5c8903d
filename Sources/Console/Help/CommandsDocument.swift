package import CentrifugoProtocol

/// The reference of all commands as Markdown, made from their declarations: `docs/commands.md`.
package enum CommandsDocument {
    /// Returns the whole document.
    package static func text(_ signatures: [Signature]) -> String {
        let head = """
            # Commands

            Made from the declarations in the source; `help COMMAND` shows the same in the console.
            """
        let chapters = Group.allCases.filter { $0.section != nil }.map { group in
            "## \(group.title)\n\n" + signatures.filter { $0.group == group }.map(section).joined(separator: "\n")
        }
        return ([head] + chapters).joined(separator: "\n\n")
    }

    private static func section(_ signature: Signature) -> String {
        let page = HelpPage(signature, method: Method.named(signature.name))
        return "### \(signature.name)\n\n```text\n" + page.lines.joined(separator: "\n") + "\n```\n"
    }
}
