import SeededRandom

/// What the faulty server does with a request: good answers, errors, and all that lies between a client and a server.
struct Treatment {
    /// What becomes of the connection behind the answer.
    enum Ending {
        case stays, closes, resets
    }

    /// What the client can know of each command from the answer.
    private(set) var outcomes: [CommandState?]
    /// How long the answer is kept back.
    private(set) var delay = 0
    /// The answer, or what goes of it.
    private(set) var bytes: [UInt8] = []
    private(set) var ending = Ending.stays

    /// Answers each command with success.
    init(servingWell commands: [ServedRequest.Command]) {
        outcomes = commands.map { _ in .succeeded }
        bytes = Self.answer(200, Self.replies(outcomes))
    }

    /// Answers well as often as not, and fails in one of many ways else.
    ///
    /// Where an answer says nothing of what was done, all may have been done or nothing: the client cannot know.
    init(_ commands: [ServedRequest.Command], _ random: inout Random) {
        outcomes = commands.map { _ in
            random.number(below: 6) == 0
                ? .failed([100, 102, 107, 111].randomElement(using: &random) ?? 100) : .succeeded
        }
        if random.number(below: 6) == 0 { delay = 1 + random.number(below: 5) }
        let replies = Self.replies(outcomes)
        let good = Self.answer(200, replies)
        let way = random.number(below: 20)
        if way == 12 {
            outcomes = commands.map { _ in nil }
        } else if way > 12 {
            outcomes = commands.map { _ in .unknown }
        }
        switch way {
        case 0..<9: bytes = good
        case 9..<12: (bytes, ending) = (Self.answer(200, replies, head: "Connection: close\r\n"), .closes)
        case 12: bytes = Self.answer(413, Self.page)
        case 13: ending = .closes
        case 14: ending = .resets
        case 15:
            let text = [replies, Self.page, #"{"error":{"code":100,"message":"internal server error"}}"#, ""]
            bytes = Self.answer(500, text.randomElement(using: &random) ?? "")
        case 16: (bytes, ending) = (Self.cut(good, &random), .closes)
        case 17: (bytes, ending) = (Self.cut(good, &random), .resets)
        case 18: bytes = Self.answer(200, String(decoding: Self.cut(Array(replies.utf8), &random), as: UTF8.self))
        default: bytes = Self.answer(200, Self.page)
        }
    }

    private static let page = "<html><body>Something went wrong.</body></html>"

    private static func replies(_ outcomes: [CommandState?]) -> String {
        let replies = outcomes.map { outcome in
            guard case .failed(let code) = outcome else { return #"{"publish":{"offset":1,"epoch":"e"}}"# }
            return #"{"error":{"code":\#(code),"message":"not this time"}}"#
        }
        return #"{"replies":[\#(replies.joined(separator: ","))]}"#
    }

    private static func answer(_ status: Int, _ body: String, head: String = "") -> [UInt8] {
        let type = body == page ? "text/html" : "application/json"
        let fields = "Content-Type: \(type)\r\nContent-Length: \(body.utf8.count)\r\n\(head)"
        return Array("HTTP/1.1 \(status) X\r\n\(fields)\r\n\(body)".utf8)
    }

    /// The beginning of something, without at least one byte of it.
    private static func cut(_ bytes: [UInt8], _ random: inout Random) -> [UInt8] {
        Array(bytes.prefix(random.number(below: bytes.count)))
    }
}
