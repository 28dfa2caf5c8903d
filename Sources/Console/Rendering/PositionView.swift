internal import LosslessJSON

/// Shows the position after a publication, and the epoch when it is worth showing.
enum PositionView {
    static func answer(_ exchange: Exchange, _ epochs: inout EpochMemory) -> HumanText? {
        guard let channel = exchange.channel else { return nil }
        let start: StyledLine = "\(Mark.success) published to \(PayloadText.word(channel))"
        guard let offset = exchange.result["offset"] else {
            return exchange.result.count == 0 ? HumanText([.line(start + " · " + withoutOffset(exchange))]) : nil
        }
        guard let number = offset.numberText else { return nil }
        let epoch = EpochWords(exchange.result, channel, &epochs)
        return HumanText([.line([start, "offset \(number)", epoch.part].joined())] + epoch.remark)
    }

    private static func withoutOffset(_ exchange: Exchange) -> StyledLine {
        if exchange.body?["skip_history"]?.bool == true {
            return StyledLine(own: "skip_history: not kept, so no offset", .note)
        }
        return StyledLine(own: "no history \(ChannelPlace(exchange.channel).here), so no offset", .note)
    }
}
