internal import CentrifugoProtocol
package import LosslessJSON

/// Shows the pending batch, and what became of it when it was sent.
package enum BatchView {
    /// One command that was sent.
    package struct SentItem: Sendable {
        /// What became of it.
        package enum Outcome: Sendable {
            /// Its result.
            case succeeded(JSONValue)
            /// The server's error.
            case failed(code: Int, message: String)
            /// The answer was lost.
            case unknown
            /// It was not sent, because an earlier part of the batch got no answer.
            case unsent
        }

        var name: String
        var body: JSONValue?
        var outcome: Outcome

        /// Makes an item; `body` is its request body.
        package init(name: String, body: JSONValue?, outcome: Outcome) {
            self.name = name
            self.body = body
            self.outcome = outcome
        }

        /// The code of the server's error.
        var code: Int? {
            guard case .failed(let code, _) = outcome else { return nil }
            return code
        }
    }

    /// Returns the table of the commands that wait, and how many bytes they make as a request.
    package static func pending(_ items: [PendingBatch.Item]) -> HumanText {
        guard !items.isEmpty else { return HumanText([.line("0 commands")]) }
        let table = Table(
            [
                .number("#"), Table.Column("command"), Table.Column("channel"),
                Table.Column("rest", isFlexible: true), .number("bytes"), Table.Column("last time", isFlexible: true),
            ], items.enumerated().map { row($0.offset + 1, $0.element) }
        ).leavingOut(whereEmpty: ["last time"])
        let bytes = StyledLine.count(requestSize(items), "byte")
        return HumanText([.table(table), .line([.count(items.count, "command"), bytes].joined())])
    }

    /// Returns the buffers that have a name, with a mark at the one that is worked on.
    static func buffers(_ found: [(name: String, batch: PendingBatch)], current: String?) -> HumanText {
        guard !found.isEmpty else {
            return HumanText([.line("no buffer has a name yet"), .note("buffer NAME makes one")])
        }
        let rows = found.map { name, batch -> [StyledLine] in
            [
                name == current ? "*" : "", StyledLine(own: name), "\(batch.items.count)",
                StyledLine(untrusted: batch.server ?? ""),
            ]
        }
        let columns = [
            Table.Column(""), Table.Column("buffer"), .number("commands"),
            Table.Column("composed for", isFlexible: true),
        ]
        return HumanText([.table(Table(columns, rows).leavingOut(whereEmpty: ["composed for"]))])
    }

    /// Returns a command in full, with what became of it before.
    package static func one(_ number: Int, _ item: PendingBatch.Item) -> HumanText {
        let head: StyledLine = "\(number)  " + StyledLine(untrusted: item.method)
        let size = StyledLine.count(item.size, "byte")
        let last: [StyledLine] = item.last == nil ? [] : ["last time: " + lastTime(item.last)]
        return HumanText([.line(head), .payload(item.body), .line(([size] + last).joined())])
    }

    /// Returns a line for each command that was sent, and what is left of the batch.
    package static func sent(_ items: [SentItem]) -> HumanText {
        let failed = items.compactMap(\.code)
        let succeeded = items.count { if case .succeeded = $0.outcome { true } else { false } }
        var summary = BriefView.tally(succeeded: succeeded, failed: failed.count)
        if !failed.isEmpty { summary += failed.count == 1 ? " and stays in the batch" : " and stay in the batch" }
        return HumanText([.table(table(items)), .summary(summary, hint: ErrorWords.hint(failed))])
    }

    /// Returns what will go: how many commands of which methods, how many bytes, and which reach many.
    static func outlook(_ items: [PendingBatch.Item]) -> HumanText {
        var counts: [(name: String, count: Int)] = []
        var places: [String: Int] = [:]
        var widest = 0
        for item in items {
            let place = places[item.method] ?? counts.count
            if place == counts.count { counts.append((item.method, 0)) }
            places[item.method] = place
            counts[place].count += 1
            widest = max(widest, item.method == "broadcast" ? item.body.value["channels"]?.count ?? 0 : 0)
        }
        let methods = counts.map { StyledLine(untrusted: $0.name) + " \($0.count)" }.joined(by: ", ")
        let size = StyledLine.count(requestSize(items), "byte")
        let fanOut: [StyledLine] = widest > 1 ? ["a broadcast reaches \(widest) channels"] : []
        return HumanText([.line(([.count(items.count, "command"), size, methods] + fanOut).joined())])
    }

    /// Returns how a long send went: the first errors, how many of each code, and what became of the rest.
    static func tally(_ sending: Sending) -> HumanText {
        var codes: [(words: ErrorWords, count: Int)] = []
        var places: [Int: Int] = [:]
        var counts = (succeeded: 0, failed: 0, unknown: 0, unsent: 0)
        for outcome in sending.outcomes {
            switch outcome {
            case .succeeded: counts.succeeded += 1
            case .unknown: counts.unknown += 1
            case .unsent: counts.unsent += 1
            case .failed(let code, let message):
                counts.failed += 1
                let place = places[code] ?? codes.count
                if place == codes.count { codes.append((ErrorWords(code: code, message: message), 0)) }
                places[code] = place
                codes[place].count += 1
            }
        }
        let table = Table(
            [.number(""), Table.Column("", isFlexible: true)],
            codes.map { ["\($0.count)", "\(Mark.failure) " + $0.words.line.styled(.failure)] }, hasHeader: false)
        let left = [
            counts.unknown > 0 ? "\(counts.unknown) unknown" : StyledLine(),
            counts.unsent > 0 ? "\(counts.unsent) not sent" : StyledLine(),
        ]
        var summary = ([BriefView.tally(succeeded: counts.succeeded, failed: counts.failed)] + left).joined(by: ", ")
        let staying = counts.failed + counts.unknown + counts.unsent
        if staying > 0 { summary += "; \(staying) \(staying == 1 ? "stays" : "stay") in the batch" }
        let rows: [HumanText.Block] = codes.isEmpty ? [] : [.table(table)]
        return HumanText(rows + [.summary(summary, hint: ErrorWords.hint(codes.map(\.words.code)))])
    }

    /// Returns what is said of commands whose answer was lost; `reason` is what happened.
    ///
    /// `advice` is added to what becomes of them, such as how to repeat them safely.
    package static func unknown(_ count: Int, reason: StyledLine, advice: StyledLine = "") -> HumanText {
        let isOne = count == 1
        let pronoun: StyledLine = isOne ? "it" : "they"
        let what: StyledLine = "\(Mark.unknown) \(.count(count, "command")) unknown"
        let line: StyledLine = "\(what): \(reason), \(pronoun) may or may not have run"
        let stay: StyledLine = isOne ? "It stays" : "They stay"
        let next: StyledLine = "  \(stay) in the batch, marked \"? unknown\"."
        return HumanText([.line(line), .line([next, advice].joined(by: " "))])
    }

    /// The lines of commands and what became of each.
    static func table(_ items: [SentItem]) -> Table {
        Table(
            [.number(""), Table.Column(""), Table.Column(""), Table.Column("", isFlexible: true)],
            items.enumerated().map { number, item in
                let channel = item.body.map { CommandText.channel(Method.named(item.name), $0) } ?? ""
                let name = StyledLine(untrusted: item.name)
                let (mark, outcome) = words(item)
                return ["\(number + 1)", "\(mark) " + name, channel, outcome]
            }, hasHeader: false)
    }

    private static func words(_ item: SentItem) -> (mark: StyledLine, outcome: StyledLine) {
        switch item.outcome {
        case .succeeded(let result):
            ("\(Mark.success)", BriefView.words(Exchange(item.name, body: item.body, result: result)))
        case .failed(let code, let message):
            ("\(Mark.failure)", ErrorWords(code: code, message: message).line.styled(.failure))
        case .unknown: ("\(Mark.unknown)", StyledLine(own: "unknown", .unknown))
        case .unsent: (StyledLine(own: "-"), "not sent")
        }
    }

    private static func row(_ number: Int, _ item: PendingBatch.Item) -> [StyledLine] {
        let method = Method.named(item.method)
        let body = item.body.value
        return [
            "\(number)", StyledLine(untrusted: item.method), CommandText.channel(method, body),
            CommandText.rest(method, body), "\(item.size)", lastTime(item.last),
        ]
    }

    private static func lastTime(_ outcome: PendingBatch.LastOutcome?) -> StyledLine {
        switch outcome {
        case .failed(let code, let message): ErrorWords(code: code, message: message).line
        case .unknown: "\(Mark.unknown) unknown"
        case nil: ""
        }
    }

    /// The bytes of `{"commands":[{"METHOD":BODY},…]}`.
    private static func requestSize(_ items: [PendingBatch.Item]) -> Int {
        let wrapping = #"{"commands":[]}"#.utf8.count + items.count - 1
        return items.reduce(wrapping) { $0 + $1.size }
    }
}
