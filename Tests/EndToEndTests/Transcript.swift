/// A session as text: typed lines with a prompt in front, and what came back.
///
/// `practice> `, `practice [2]> ` or `practice [buffer 2]> ` stands before a line typed by a person, `> ` before a line of a
/// script, `… ` before further rows of the same line. What follows is the output, results and talk as
/// they came; `= 3` is the exit status of a line that failed.
struct Transcript: Equatable {
    /// One typed line and what came of it.
    struct Exchange: Equatable {
        var prompt: String
        var input: [String]
        var output: [String]
    }

    var exchanges: [Exchange] = []

    init(_ lines: some Sequence<String>) {
        for line in lines {
            if let prompt = Self.prompt(of: line) {
                exchanges.append(
                    Exchange(prompt: prompt, input: [String(line.dropFirst(prompt.count))], output: []))
            } else if exchanges.isEmpty {
                continue
            } else if line.hasPrefix("… "), exchanges[exchanges.count - 1].output.isEmpty {
                exchanges[exchanges.count - 1].input.append(String(line.dropFirst(2)))
            } else {
                exchanges[exchanges.count - 1].output.append(line)
            }
        }
    }

    /// The transcript as lines again.
    var lines: [String] {
        exchanges.flatMap { exchange in
            exchange.input.enumerated().map { ($0.offset == 0 ? exchange.prompt : "… ") + $0.element } + exchange.output
        }
    }

    private static func prompt(of line: String) -> String? {
        if line.hasPrefix("> ") { return "> " }
        guard line.hasPrefix("practice"), let end = line.range(of: "> ") else { return nil }
        let prompt = line[..<end.upperBound]
        let middle = prompt.dropFirst("practice".count).dropLast(2)
        // The number of pending commands, behind the name of the buffer if it has one.
        let isCount =
            middle.hasPrefix(" [") && middle.hasSuffix("]")
            && middle.dropFirst(2).dropLast().split(separator: " ").last?.allSatisfy(\.isNumber) == true
        return middle.isEmpty || isCount ? String(prompt) : nil
    }
}

extension StringProtocol {
    fileprivate func range(of text: String) -> Range<Index>? {
        var start = startIndex
        while start < endIndex {
            if self[start...].hasPrefix(text) { return start..<index(start, offsetBy: text.count) }
            start = index(after: start)
        }
        return nil
    }
}
