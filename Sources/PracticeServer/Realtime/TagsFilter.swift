import LosslessJSON

/// What a subscriber asks for when it wants publications with certain tags only.
///
/// This server checks it and sends everything.
enum TagsFilter {
    /// What a node says of itself; the nodes below it are not copied with it.
    private static let node = RequestShape([
        ("op", .text), ("key", .text), ("cmp", .text), ("val", .text), ("vals", .list(.text)),
    ])

    /// Whether a subscription with this filter is accepted; one without any is.
    ///
    /// - Throws: ``CommandFailure`` where it is not even of the form of one.
    static func isAcceptable(_ json: [UInt8]?, isAllowed: Bool) throws(CommandFailure) -> Bool {
        guard let json else { return true }
        do {
            let value = try JSONValue.parse(json, options: RequestDecoder.options)
            if value.isNull { return true }
            return try isValid(value) && isAllowed
        } catch {
            throw .badRequest
        }
    }

    /// Looks at all nodes, however deep they lie: one of a wrong type tells more than one that says nothing.
    private static func isValid(_ filter: JSONValue) throws(WrongType) -> Bool {
        var (waiting, isValid) = ([filter], true)
        while let next = waiting.popLast() {
            let request = try RequestDecoder.decode(next, as: node)
            let below = try nodes(of: next)
            waiting += below
            let isSound =
                switch request.text("op").text {
                case "": isComparison(request)
                case "and", "or": !below.isEmpty
                case "not": below.count == 1
                default: false
                }
            isValid = isValid && isSound
        }
        return isValid
    }

    private static func nodes(of value: JSONValue) throws(WrongType) -> [JSONValue] {
        let named = value.members.filter { $0.name.lowercased() == "nodes" }
        guard let nodes = named.last?.value, !nodes.isNull else { return [] }
        guard nodes.kind == .array else { throw WrongType() }
        return Array(nodes.elements)
    }

    private static func isComparison(_ request: Request) -> Bool {
        guard !request.text("key").isEmpty else { return false }
        switch request.text("cmp").text {
        case "eq", "neq", "sw", "ew", "ct", "lt", "lte", "gt", "gte": return !request.text("val").isEmpty
        case "in", "nin": return !request.texts("vals").isEmpty
        case "ex", "nex": return true
        default: return false
        }
    }
}
