internal import CentrifugoProtocol
internal import LosslessJSON

/// Shows channels with how many subscribers each has, in the order of their names.
enum ChannelsView {
    static func answer(_ exchange: Exchange) -> HumanText? {
        guard let channels = exchange.result["channels"], channels.kind == .object else { return nil }
        let sorted = channels.members.sorted { $0.name < $1.name }
        guard !sorted.isEmpty else {
            let notes = exchange.method?.signature.notes ?? []
            return HumanText([.line("0 channels with subscribers")] + notes.map { .note(StyledLine(own: $0)) })
        }
        let total = sorted.reduce(0) { $0 &+ Int($1.value["num_clients"]?.int64 ?? 0) }
        return HumanText([
            .table(
                Table(
                    [.number("clients"), Table.Column("channel", isFlexible: true)],
                    sorted.map { [PayloadCell.number($0.value["num_clients"]), PayloadText.word($0.name)] })),
            .line([.count(sorted.count, "channel") + " with subscribers", .count(total, "subscription")].joined()),
        ])
    }
}
