internal import LosslessJSON

/// Shows what became of a publication in each of several channels.
enum ResponsesView {
    static func answer(_ exchange: Exchange, _ epochs: inout EpochMemory) -> HumanText? {
        guard let responses = exchange.result["responses"], responses.kind == .array, responses.count > 0,
            responses.elements.allSatisfy({ $0["result"] != nil || ErrorWords(in: $0) != nil })
        else { return nil }
        let channels = exchange.body?["channels"]?.elements.map { $0.string ?? "" } ?? []
        var rows: [[StyledLine]] = []
        var codes: [Int] = []
        for (index, response) in responses.elements.enumerated() {
            let channel = index < channels.count ? channels[index] : nil
            let name = channel.map { PayloadText.word($0) } ?? "\(index + 1)"
            if let error = ErrorWords(in: response) {
                codes.append(error.code)
                rows.append(["\(Mark.failure) " + name, error.line.styled(.failure)])
            } else {
                rows.append(["\(Mark.success) " + name, position(response["result"], channel, &epochs)])
            }
        }
        let columns = [Table.Column(""), Table.Column("", isFlexible: true)]
        let tally = BriefView.tally(succeeded: rows.count - codes.count, failed: codes.count)
        return HumanText(
            [.table(Table(columns, rows, hasHeader: false)), .summary(tally, hint: ErrorWords.hint(codes))])
    }

    private static func position(
        _ result: JSONValue?, _ channel: String?, _ epochs: inout EpochMemory
    ) -> StyledLine {
        guard let result, let offset = result["offset"]?.numberText else { return "" }
        guard let channel else { return "offset \(offset)" }
        let epoch = EpochWords(result, channel, &epochs)
        return ["offset \(offset)", epoch.part, epoch.remark.isEmpty ? "" : "another than before"].joined()
    }
}
