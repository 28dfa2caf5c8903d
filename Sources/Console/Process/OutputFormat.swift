internal import CentrifugoProtocol

/// How replies are printed.
package enum OutputFormat: String, Sendable, CaseIterable {
    /// For people: sentences and tables.
    case human
    /// The reply on one line.
    case json
    /// The reply on several lines, indented by 2.
    case pretty
    /// The bytes of the body as they came.
    case raw

    /// The formats with what they are for.
    static let choices = [
        Choice("human", "sentences and tables"), Choice("json", "one line per reply"),
        Choice("pretty", "indented JSON"), Choice("raw", "the bytes as they came"),
    ]
}
