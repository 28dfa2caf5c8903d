internal import CentrifugoProtocol
internal import LosslessJSON

/// Help below lists that are empty or end early.
enum ListNotes {
    /// What to do about a list that is empty because no limit was given, if that is why.
    static func noLimit(_ exchange: Exchange) -> [HumanText.Block] {
        guard let fields = exchange.method?.signature, fields.field(named: "limit") != nil else { return [] }
        let limit = exchange.body?["limit"]
        guard limit == nil || limit?.isNull == true || limit?.int64 == 0 else { return [] }
        if exchange.gives("key"), fields.field(named: "key") != nil { return [] }
        return [.note("without limit only the position is answered: limit=10, or limit=-1 for all")]
    }

    /// How to see what follows a list that stopped at its limit before the top of the stream.
    static func more(_ exchange: Exchange, last: UInt64?, top: UInt64?, listed: Int) -> [HumanText.Block] {
        guard let limit = exchange.body?["limit"]?.int64, limit > 0, listed == limit,
            exchange.body?["reverse"]?.bool != true, let last, let top, last < top,
            let path = exchange.method?.signature.leafPaths.first(where: { $0.path.isPositionOffset })?.path
        else { return [] }
        return [.note("there is more: \(path)=\(last)")]
    }
}

extension String {
    /// Whether a field's path is that of the offset from which a stream is read.
    fileprivate var isPositionOffset: Bool { self == "since.offset" || self == "since_offset" }
}
