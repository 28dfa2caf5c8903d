internal import LosslessJSON

/// The replies in the line protocol: one JSON value after another, with the number of its command.
struct LineReplies {
    private let values: [JSONValue]
    private let status: Int

    init(_ answer: Answer) throws(APIError) {
        var values = [JSONValue]()
        var position = answer.body.firstIndex { !Self.isSpace($0) } ?? answer.body.count
        while position < answer.body.count {
            do {
                let (value, end) = try JSONValue.parsePrefix(answer.body, from: position)
                values.append(value)
                position = answer.body[end...].firstIndex { !Self.isSpace($0) } ?? answer.body.count
            } catch {
                throw .malformedReply(path: "[\(values.count)]", expected: .json(offset: error.offset))
            }
        }
        self.values = values
        status = answer.status
    }

    /// Returns the replies in the order of the commands, by their numbers where they have any.
    func matched(to commands: [Command]) throws(APIError) -> [Reply] {
        guard values.count == commands.count else {
            throw .malformedReply(path: "", expected: .replies(commands.count))
        }
        let ordered = try inOrder()
        var replies = [Reply]()
        replies.reserveCapacity(commands.count)
        for (index, value) in ordered.enumerated() {
            replies.append(
                Reply(
                    enveloped: value, at: .line(index), method: commands[index].method, status: status,
                    try .init(value, at: .line(index))))
        }
        return replies
    }

    /// Servers answer in order and repeat the number; one that comes from elsewhere, or twice, is an error.
    private func inOrder() throws(APIError) -> [JSONValue] {
        var ordered = [JSONValue?](repeating: nil, count: values.count)
        for (index, value) in values.enumerated() {
            let place = value["id"]?.uint64.flatMap { Int(exactly: $0) }.map { $0 - 1 } ?? index
            guard ordered.indices.contains(place), ordered[place] == nil else {
                throw .malformedReply(path: "[\(index)].id", expected: .member("id"))
            }
            ordered[place] = value
        }
        return ordered.compactMap(\.self)
    }

    private static func isSpace(_ byte: UInt8) -> Bool {
        byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09
    }
}
