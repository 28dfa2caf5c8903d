internal import CentrifugoProtocol

/// What the codes of Centrifugo mean, as pages of the help.
package enum CodeTable {
    /// Returns what a number means in each place that uses it, or by its range.
    package static func explanation(of number: Int) -> [String] {
        let codes = Code.explaining(number)
        let pages = codes.map { code in
            ["\(code.number) \(code.message) (\(code.origin.rawValue))"]
                + entry(plain(code.meaning)) + entry(plain(code.advice))
        }
        if !pages.isEmpty { return Array(pages.joined(separator: [""])) }
        if let range = Code.range(of: number) { return [range] }
        return ["\(number) is no code of Centrifugo's. help errors lists them all."]
    }

    /// Every code with its message and meaning, by where it is said.
    package static var lines: [String] {
        let sections = Code.Origin.allCases.map { origin in
            let codes = Code.all.filter { $0.origin == origin }
            let column = (codes.map(\.message.count).max() ?? 0) + 8
            return [origin.title]
                + codes.flatMap { code in
                    TextWrap.entry(
                        "\(padded(code.number))  \(code.message)", plain(code.meaning), indent: 2, column: column)
                }
        }
        return Array(sections.joined(separator: [""])) + ["", "explain CODE says what to do."]
    }

    private static func entry(_ text: String) -> [String] {
        TextWrap.lines(text, width: 78).map { "  " + $0 }
    }

    /// The sentence without the names of a call.
    private static func plain(_ text: String) -> String {
        ExplanationText.filled(text, channel: nil).plainText(in: Display())
    }

    private static func padded(_ number: Int) -> String {
        String(repeating: " ", count: max(0, 4 - "\(number)".count)) + "\(number)"
    }
}

extension Code.Origin {
    /// The heading of the codes said there.
    fileprivate var title: String {
        switch self {
        case .api: "Errors of the server's API"
        case .client: "Errors in answers to clients"
        case .disconnect: "Disconnect codes: below 3500 and from 4000 to 4499 the client connects again"
        case .unsubscribe: "Unsubscribe codes: from 2500 on the client subscribes again"
        }
    }
}
