internal import LosslessJSON

/// Shows publications of a channel's history and where the stream ends.
enum PublicationsView {
    static func answer(_ exchange: Exchange, _ epochs: inout EpochMemory) -> HumanText? {
        guard let list = exchange.result["publications"], list.kind == .array,
            let offset = exchange.result["offset"], let top = offset.numberText
        else { return nil }
        var blocks: [HumanText.Block] = list.count > 0 ? [.table(table(list))] : []
        let epoch = exchange.channel.map { EpochWords(exchange.result, $0, &epochs) }
        let isReverse = list.count > 1 && exchange.body?["reverse"]?.bool == true
        let count = .count(list.count, "publication") + (isReverse ? ", newest first" : "")
        blocks.append(.line([count, "top offset \(top)", epoch?.part ?? ""].joined()))
        blocks += epoch?.remark ?? []
        blocks += list.count == 0 ? ListNotes.noLimit(exchange) : []
        let last = list[max(0, list.count - 1)]?["offset"]?.uint64
        return HumanText(blocks + ListNotes.more(exchange, last: last, top: offset.uint64, listed: list.count))
    }

    private static func table(_ list: JSONValue) -> Table {
        Table(
            [
                .number("offset"), Table.Column("data", isFlexible: true), Table.Column("tags", isFlexible: true),
                Table.Column("from"),
            ],
            list.elements.map { publication in
                [
                    text(publication["offset"]), publication["data"].map { PayloadText.compact($0) } ?? "",
                    publication["tags"].map { PayloadText.pairs($0) } ?? "",
                    publication["info"].map { publisher($0) } ?? "",
                ]
            }
        ).leavingOut(whereEmpty: ["tags", "from"])
    }

    private static func text(_ offset: JSONValue?) -> StyledLine {
        StyledLine(untrusted: offset?.numberText ?? "")
    }

    /// The user and the start of the client id, which tells connections of one user apart.
    private static func publisher(_ info: JSONValue) -> StyledLine {
        let user = PayloadText.word(info["user"]?.string ?? "")
        return [user, StyledLine(untrusted: String((info["client"]?.string ?? "").prefix(8)))].joined(by: " ")
    }
}
