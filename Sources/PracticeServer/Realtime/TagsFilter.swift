import LosslessJSON

/// What a subscriber asks for when it wants publications with certain tags only.
///
/// This server checks it and sends everything.
enum TagsFilter {
    private static let node = RequestShape([
        ("op", .text), ("key", .text), ("cmp", .text), ("val", .text), ("vals", .list(.text)), ("nodes", .list(.raw)),
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

    private static func isValid(_ value: JSONValue) throws -> Bool {
        let request = try RequestDecoder.decode(value, as: node)
        var nodes: [JSONValue] = []
        if case .list(let items) = request["nodes"] {
            for case .raw(let bytes) in items {
                nodes.append(try JSONValue.parse(bytes, options: RequestDecoder.options))
            }
        }
        switch request.text("op").text {
        case "": return isComparison(request)
        case "and", "or": return try !nodes.isEmpty && nodes.allSatisfy(isValid)
        case "not": return try nodes.count == 1 && nodes.allSatisfy(isValid)
        default: return false
        }
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
