internal import LosslessJSON

/// Shows who is in a channel.
enum PresenceView {
    private struct Client {
        let id: String
        let user: String
        let info: JSONValue

        init(_ member: JSONValue.Member) {
            id = member.name
            user = member.value["user"]?.string ?? ""
            info = member.value
        }

        var row: [StyledLine] {
            [
                PayloadText.word(user), StyledLine(untrusted: id),
                info["conn_info"].map { PayloadText.compact($0) } ?? "",
                info["chan_info"].map { PayloadText.compact($0) } ?? "",
            ]
        }
    }

    static func answer(_ exchange: Exchange) -> HumanText? {
        guard let presence = exchange.result["presence"], presence.kind == .object else { return nil }
        let clients = presence.members.map { Client($0) }.sorted { ($0.user, $0.id) < ($1.user, $1.id) }
        let users = Set(clients.map(\.user)).count
        let summary = HumanText.Block.line([.count(clients.count, "client"), .count(users, "user")].joined())
        return HumanText(clients.isEmpty ? [summary] : [.table(table(clients)), summary])
    }

    static func statistics(_ exchange: Exchange) -> HumanText? {
        counts(exchange.result, separator: " · ").map { HumanText([.line($0)]) }
    }

    static func counts(_ result: JSONValue, separator: StyledLine) -> StyledLine? {
        guard let clients = result["num_clients"]?.int64, let users = result["num_users"]?.int64 else { return nil }
        return [.count(Int(clients), "client"), .count(Int(users), "user")].joined(by: separator)
    }

    private static func table(_ clients: [Client]) -> Table {
        Table(
            [
                Table.Column("user"), Table.Column("client"), Table.Column("info", isFlexible: true),
                Table.Column("channel info", isFlexible: true),
            ], clients.map(\.row)
        ).leavingOut(whereEmpty: ["info", "channel info"])
    }
}
