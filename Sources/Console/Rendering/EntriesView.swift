internal import LosslessJSON

/// Shows keys and values of a map, or a stream of their changes.
enum EntriesView {
    static func answer(_ exchange: Exchange, _ epochs: inout EpochMemory) -> HumanText? {
        let list = exchange.result["entries"]
        guard list == nil || list?.kind == .array else { return nil }
        let entries = list?.elements.map { $0 } ?? []
        var blocks: [HumanText.Block] = entries.isEmpty ? [] : [.table(table(entries))]
        let epoch = exchange.channel.map { EpochWords(exchange.result, $0, &epochs) }
        let top = exchange.result["offset"]?.numberText.map { StyledLine("top offset \($0)") } ?? ""
        blocks.append(.line([.count(entries.count, "entry", plural: "entries"), top, epoch?.part ?? ""].joined()))
        blocks += epoch?.remark ?? []
        if entries.isEmpty { blocks += ListNotes.noLimit(exchange) }
        if let cursor = exchange.result["cursor"]?.string, !cursor.isEmpty {
            blocks.append(.note("there is more: cursor=" + PayloadText.word(cursor)))
        }
        let last = entries.last?["offset"]?.uint64
        let topOffset = exchange.result["offset"]?.uint64
        return HumanText(blocks + ListNotes.more(exchange, last: last, top: topOffset, listed: entries.count))
    }

    private static func table(_ entries: [JSONValue]) -> Table {
        Table(
            [
                .number("offset"), Table.Column("key"), Table.Column("data", isFlexible: true),
                Table.Column("tags", isFlexible: true), .number("score"), Table.Column("time"),
            ], entries.map { row($0) }
        ).leavingOut(whereEmpty: ["offset", "tags", "score", "time"])
    }

    private static func row(_ entry: JSONValue) -> [StyledLine] {
        let isRemoved = entry["removed"]?.bool == true
        return [
            PayloadCell.number(entry["offset"]), PayloadText.word(entry["key"]?.string ?? ""),
            isRemoved ? "removed" : entry["data"].map { PayloadText.compact($0) } ?? "",
            entry["tags"].map { PayloadText.pairs($0) } ?? "", PayloadCell.number(entry["score"]),
            entry["time"].map { time($0) } ?? "",
        ]
    }

    private static func time(_ milliseconds: JSONValue) -> StyledLine {
        guard let number = milliseconds.int64 else { return PayloadText.compact(milliseconds) }
        return StyledLine(own: TimeText.utc(secondsSince1970: Int(number / 1000)))
    }
}
