internal import LosslessJSON

/// Members of a reply as cells of a table; empty where they are missing.
enum PayloadCell {
    /// A text as it is, anything else as JSON.
    static func text(_ value: JSONValue?) -> StyledLine {
        guard let value else { return "" }
        return value.string.map { StyledLine(untrusted: $0) } ?? PayloadText.compact(value)
    }

    /// A number as it is spelled, anything else as JSON.
    static func number(_ value: JSONValue?) -> StyledLine {
        value.map { PayloadText.compact($0) } ?? ""
    }
}
