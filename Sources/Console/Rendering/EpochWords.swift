internal import LosslessJSON

/// The epoch of a reply as it is shown beside an offset.
struct EpochWords {
    /// The epoch, where it was not shown before.
    var part = StyledLine()
    /// A line of its own where the epoch is another than before.
    var remark: [HumanText.Block] = []

    /// Reads the epoch of a result, and remembers it.
    init(_ result: JSONValue, _ channel: String, _ epochs: inout EpochMemory) {
        guard let epoch = result["epoch"]?.string, !epoch.isEmpty else { return }
        switch epochs.see(epoch, of: channel) {
        case .same: return
        case .changed: remark = [.line("epoch changed: the stream was created anew")]
        case .first: break
        }
        part = "epoch \(epoch)"
    }
}
