import SeededRandom

/// Lines that compose in a kept buffer, send from it, and ask now and then for what is kept.
struct BufferScript {
    private enum Line {
        case add(Int)
        case ask
        case send(String)
    }

    static let buffer = "work"

    /// The numbers of the commands that it adds, in order.
    let ids: Range<Int>
    /// The most commands that go in one request.
    let partSize: Int
    private let lines: [Line]

    /// Makes a script whose commands have numbers from `first` on.
    init(from first: Int, _ random: inout Random) {
        var lines: [Line] = []
        var next = first
        let partSize = 1 + random.number(below: 4)
        for _ in 0..<2 + random.number(below: 2) {
            for _ in 0..<1 + random.number(below: 5) {
                lines.append(.add(next))
                next += 1
                if random.number(below: 3) == 0 { lines.append(.ask) }
            }
            let words = ["", " once=true", " parallel=true", " once=true parallel=true"]
            lines.append(.send("chunk=\(partSize)" + (words.randomElement(using: &random) ?? "")))
        }
        ids = first..<next
        self.partSize = partSize
        self.lines = lines + [.ask]
    }

    /// As it stands on the standard input of a console.
    var text: String {
        let texts = lines.map { line in
            switch line {
            case .add(let id): #"add publish news {"id":\#(id)}"#
            case .ask: "buffers"
            case .send(let words): "send \(words)"
            }
        }
        return (["buffer \(Self.buffer)"] + texts).joined(separator: "\n") + "\n"
    }

    /// How often it asks; the last time at its end.
    var askCount: Int { lines.count { if case .ask = $0 { true } else { false } } }

    /// The commands that were certainly composed where so many answers to its asking were read.
    func composed(answerCount: Int) -> Range<Int> {
        var (asked, end) = (0, ids.lowerBound)
        for line in lines where asked < answerCount {
            switch line {
            case .add(let id): end = id + 1
            case .ask: asked += 1
            case .send: break
            }
        }
        return ids.lowerBound..<(answerCount == 0 ? ids.lowerBound : end)
    }
}
