internal import CentrifugoProtocol
internal import LosslessJSON

/// Shows the nodes of a server and what they carry.
enum NodesView {
    private static let counted = ["num_clients", "num_users", "num_channels", "num_subs"]

    static func answer(_ exchange: Exchange) -> HumanText? {
        guard let nodes = exchange.result["nodes"], nodes.kind == .array,
            nodes.elements.allSatisfy({ $0.kind == .object })
        else { return nil }
        var blocks: [HumanText.Block] = nodes.count > 0 ? [.table(table(nodes))] : []
        if nodes.count != 1 { blocks.append(.line(summary(nodes))) }
        return HumanText(blocks + (exchange.method?.signature.notes ?? []).map { .note(StyledLine(own: $0)) })
    }

    private static func table(_ nodes: JSONValue) -> Table {
        Table(
            [
                Table.Column("node", isFlexible: true), Table.Column("version"), .number("clients"), .number("users"),
                .number("channels"), .number("subscriptions"), .number("uptime"),
            ],
            nodes.elements.map { node in
                [node["name"], node["version"]].map { PayloadCell.text($0) }
                    + counted.map { PayloadCell.number(node[$0]) }
                    + [node["uptime"]?.int64.map { StyledLine(own: DurationText.long(seconds: Int($0))) } ?? ""]
            }
        ).leavingOut(whereEmpty: ["uptime"])
    }

    /// Users and channels of several nodes overlap, so that only the rest can be summed up.
    private static func summary(_ nodes: JSONValue) -> StyledLine {
        [
            .count(nodes.count, "node"), .count(sum("num_clients", nodes), "client"),
            .count(sum("num_subs", nodes), "subscription"),
        ].joined()
    }

    private static func sum(_ name: String, _ nodes: JSONValue) -> Int {
        nodes.elements.reduce(0) { $0 &+ Int($1[name]?.int64 ?? 0) }
    }
}
