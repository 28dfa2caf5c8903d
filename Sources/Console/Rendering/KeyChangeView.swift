internal import LosslessJSON

/// Shows what became of a change to a key, and how many keys there are.
enum KeyChangeView {
    static func answer(_ exchange: Exchange, _ epochs: inout EpochMemory) -> HumanText? {
        guard let outcome = outcome(exchange.result) else { return nil }
        let epoch = exchange.channel.map { EpochWords(exchange.result, $0, &epochs) }
        let line = ["\(Mark.success) \(CommandText.subject(exchange))", outcome, epoch?.part ?? ""].joined()
        return HumanText([.line(line)] + (epoch?.remark ?? []))
    }

    static func count(_ exchange: Exchange) -> HumanText? {
        keys(exchange.result).map { HumanText([.line($0)]) }
    }

    /// The number of keys, which is left out of the reply where it is 0.
    static func keys(_ result: JSONValue) -> StyledLine? {
        guard let number = result["num_keys"] else { return .count(0, "key") }
        return number.int64.map { .count(Int($0), "key") }
    }

    /// The offset, or why nothing was changed; empty where the reply says neither.
    static func outcome(_ result: JSONValue) -> StyledLine? {
        if result["suppressed"]?.bool == true {
            let reason = result["suppress_reason"]?.string ?? "no reason given"
            return "suppressed: \(reason)" + (explanations[reason].map { StyledLine(own: " (\($0))") } ?? "")
        }
        guard let offset = result["offset"] else { return StyledLine() }
        return offset.numberText.map { "offset \($0)" }
    }

    private static let explanations = [
        "idempotency": "the idempotency_key was used before",
        "version": "the version is not above the one kept",
        "key_exists": "the key is there already",
        "key_not_found": "there is no such key",
        "position_mismatch": "another change came first",
    ]
}
