internal import CentrifugoTransport

/// Failures of a request on an open connection, or of opening one in time.
extension Diagnostic {
    init(_ part: RequestPart) {
        let headline: StyledLine
        var details: [StyledLine] = ["Nothing was sent."]
        switch part {
        case .method: headline = "the HTTP method is no word"
        case .target: headline = "the path of the request is empty, or holds blanks or other than ASCII"
        case .header(let name):
            headline = "the header \(name) cannot be sent"
            details.append("Its name must be a word of HTTP, and its value without line breaks and control characters.")
        }
        self.init(failure: headline, details: details, status: .fault)
    }

    init(connectionEnd word: String, _ step: Step, _ error: TransportError, _ facts: CallFacts) {
        let when: StyledLine =
            switch step {
            case .queued, .connected: "before the request was sent"
            case .connecting: "while it was being opened"
            case .sending: "while the request was being sent"
            case .waiting: "before the answer came"
            case .reading: "in the middle of the answer"
            }
        self.init(failure: "the connection was \(word) \(when)", status: .connection)
        details = [facts.consequence(mayHaveRun: error.mayHaveReachedServer)]
        if step == .waiting {
            details.append("Servers do so when they stop, and with calls that take them longer than 10 s.")
        } else if step < .sending {
            details.append("\(facts.addressSentence) A proxy without a server behind it does so too.")
        }
    }

    init(timeout: Duration, _ step: Step, _ error: TransportError, _ facts: CallFacts) {
        let within: StyledLine = "within \(DurationText.seconds(timeout)) s"
        let headline: StyledLine =
            switch step {
            case .queued: "earlier requests were not answered \(within)"
            case .connecting: "no connection to \(facts.authority) \(within)"
            case .connected, .sending: "the request could not be sent \(within)"
            case .waiting: "no answer \(within)"
            case .reading: "the answer was not complete \(within)"
            }
        self.init(failure: headline, status: .connection)
        if step == .connecting {
            details = [
                "A firewall that drops packets looks like this, and so does a wrong address.", facts.addressSentence,
            ]
        } else {
            details = [
                facts.consequence(mayHaveRun: error.mayHaveReachedServer),
                "--timeout SECONDS or CENTSH_TIMEOUT gives it longer.",
            ]
        }
    }

    init(cancelledAfter mayHaveRun: Bool, _ facts: CallFacts) {
        self.init(failure: "cancelled", details: [facts.consequence(mayHaveRun: mayHaveRun)], status: .interrupted)
    }

    init(replyOver limit: Int, _ facts: CallFacts) {
        self.init(
            failure: "the answer is larger than \(ByteCount.words(limit))",
            details: [
                "It was not read any further.",
                "Ask for less, with limit=…; or use output pretty or raw, which have no limit.",
            ], status: .connection)
    }

    init(notHTTP excerpt: [UInt8], _ facts: CallFacts) {
        self.init(failure: "\(facts.authority) does not speak HTTP", status: .connection)
        if excerpt.starts(with: [0x15, 0x03]) || excerpt.starts(with: [0x16, 0x03]) {
            details = ["It speaks TLS: the address begins with https://. \(facts.addressSentence)"]
        } else {
            details = [facts.addressSentence]
            if !excerpt.isEmpty { details.append(Self.quotation(String(decoding: excerpt, as: UTF8.self))) }
        }
    }

    init(brokenHTTP detail: String, _ facts: CallFacts) {
        self.init(
            failure: "the answer breaks the rules of HTTP: \(detail)",
            details: [facts.consequence(mayHaveRun: true), facts.addressSentence], status: .connection)
    }

    /// The start of what something said, as one line.
    static func quotation(_ text: String) -> StyledLine {
        let start = text.split(whereSeparator: \.isNewline).first { !$0.allSatisfy(\.isWhitespace) } ?? ""
        return "It said: " + StyledLine(untrusted: String(start)).cut(to: 100, in: Display())
    }
}

/// Numbers of bytes in words.
enum ByteCount {
    /// Returns a number of bytes in the largest unit that gives a whole number: `256 MiB`, `1000 bytes`.
    static func words(_ count: Int) -> String {
        let units = [(1 << 30, "GiB"), (1 << 20, "MiB"), (1 << 10, "KiB")]
        for (size, name) in units where count >= size && count % size == 0 { return "\(count / size) \(name)" }
        return count == 1 ? "1 byte" : "\(count) bytes"
    }
}
