internal import CentrifugoProtocol

/// How replies are printed.
package enum OutputFormat: String, Sendable, CaseIterable {
    /// For people: sentences and tables.
    case human
    /// For people: each field of the reply on a line of its own.
    case vertical
    /// The reply on one line.
    case json
    /// The reply on several lines, indented by 2.
    case pretty
    /// The bytes of the body as they came.
    case raw

    /// Whether it is for people to read, with whatever else they should know beside it.
    var isForPeople: Bool { self == .human || self == .vertical }

    /// The formats with what they are for.
    static let choices = [
        Choice("human", "sentences and tables"), Choice("vertical", "a line for each field"),
        Choice("json", "one line per reply"),
        Choice("pretty", "indented JSON"), Choice("raw", "the bytes as they came"),
    ]
}
