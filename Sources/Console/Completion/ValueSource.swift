internal import CentrifugoProtocol
package import LineEditor

/// Proposes values for fields, each kind of value from a source of its own.
package struct ValueSource: Sendable {
    let vocabulary: Vocabulary
    private let topics: [Candidate]
    private let files: @Sendable (String) -> [Candidate]
    private let buffers: @Sendable () -> [Candidate]

    /// Makes a source; `files` lists what a path could go on with, `buffers` the batches that have a name.
    package init(
        _ vocabulary: Vocabulary, topics: [Candidate] = [],
        files: @escaping @Sendable (String) -> [Candidate] = { _ in [] },
        buffers: @escaping @Sendable () -> [Candidate] = { [] }
    ) {
        self.vocabulary = vocabulary
        self.topics = topics
        self.files = files
        self.buffers = buffers
    }

    /// Returns values for the field of a place that fit what is typed, as they are and not as they must be typed.
    func values(for field: Field, fitting fit: Fit, at place: LinePlace, _ knowledge: Knowledge) -> [Candidate] {
        switch field.kind.element {
        case .channel: channels(knowledge.seen, fit)
        case .user: NameMatch(knowledge.seen.users, fit).candidates { Self.place($0, else: "used in this session") }
        case .client: NameMatch(knowledge.seen.clients, fit).candidates(Self.describe)
        case .epoch: told("the epoch last seen", at: place, fit, knowledge) { $0.epoch }
        case .offset: told("the top offset last seen", at: place, fit, knowledge) { "\($0.offset)" }
        case .choice(let choices): fitting(choices.map { Candidate($0.name, description: $0.summary) }, fit)
        case .flag: fitting(["true", "false"].map { Candidate($0, description: field.summary) }, fit)
        case .word: fitting(vocabulary.signatures.map(Candidate.init) + topics, fit)
        case .method: fitting(vocabulary.methods.map(Candidate.init), fit)
        case .item, .itemRange: items(knowledge.pending, fit)
        case .file: files(fit.typed)
        case .buffer: fitting(buffers(), fit)
        case .text, .command, .line, .base64, .integer, .seconds, .rate, .path, .assignment, .mapping, .json, .list,
            .pairs,
            .object:
            []
        }
    }

    /// Returns files for a value that starts with `@`, with the `@`.
    ///
    /// A path that would need quotes cannot be given this way.
    func files(after mark: String) -> [Candidate] {
        files(String(mark.dropFirst())).filter { $0.asWord == $0 }.map {
            Candidate("@" + $0.text, description: $0.description, isFollowedBySpace: $0.isFollowedBySpace)
        }
    }

    /// The one value that the place could stand for, as it is typed; `nil` where there are several and none is usual.
    ///
    /// Of a fixed set of words the first that fits is usual.
    func best(for field: Field, typed: String, at place: LinePlace, _ knowledge: Knowledge) -> String? {
        guard !field.kind.element.isOnDisk else { return nil }
        let values = values(for: field, fitting: .start(typed), at: place, knowledge)
        guard let first = values.first, values.count == 1 || field.kind.element.isFixedSet,
            !values.contains(where: { $0.text == typed }), first.asWord.text == first.text
        else { return nil }
        return first.text
    }

    private func fitting(_ candidates: [Candidate], _ fit: Fit) -> [Candidate] {
        candidates.filter { fit.accepts($0.text) }
    }

    /// What the server last told of the stream of the channel in the line.
    private func told(
        _ words: String, at place: LinePlace, _ fit: Fit, _ knowledge: Knowledge, _ part: (Seen.Position) -> String
    ) -> [Candidate] {
        guard let channel = place.channel, let top = knowledge.seen.channels[channel]?.top else { return [] }
        return fitting([Candidate(part(top), description: "\(words) for \(TerminalText.escaped(channel))")], fit)
    }

    /// Channels with most clients come first, unless there are too many for anyone to read.
    private func channels(_ seen: Seen, _ fit: Fit) -> [Candidate] {
        var match = NameMatch(seen.channels, fit)
        if match.isWhole {
            match.entries.sort { one, other in
                let (mine, its) = (one.facts.clients ?? -1, other.facts.clients ?? -1)
                return mine == its ? one.name.precedes(other.name) : mine > its
            }
        }
        return match.candidates { $0.description }
    }

    private static func describe(_ client: Seen.Client) -> String {
        let words = place(client.channel, else: "used in this session")
        return client.user.map { TerminalText.escaped($0) + ", " + words } ?? words
    }

    private static func place(_ channel: String?, else words: String) -> String {
        channel.map { "seen in " + TerminalText.escaped($0) } ?? words
    }

    private func items(_ pending: [String], _ fit: Fit) -> [Candidate] {
        pending.enumerated().lazy.map { (String($0.offset + 1), $0.element) }.filter { fit.accepts($0.0) }
            .prefix(NameMatch<Void>.limit).map { Candidate($0.0, description: $0.1) }
    }
}

extension Candidate {
    /// A word of the console with what it does.
    init(_ signature: Signature) {
        self.init(signature.name, description: signature.summary)
    }
}

extension Seen.Channel {
    /// What is known of it, in a few words.
    fileprivate var description: String {
        switch (clients, use) {
        case (let clients?, _): clients.counted("client")
        case (nil, .published): "you published here"
        case (nil, .used): "used in this session"
        case (nil, .listed): "listed by the server"
        }
    }
}

extension ValueKind {
    /// The kind of one element where it is a list, else the kind itself.
    var element: ValueKind {
        if case .list(let inner) = self { inner } else { self }
    }

    /// Whether the values are known beforehand, so that the first that fits is a good guess.
    fileprivate var isFixedSet: Bool {
        switch self {
        case .choice, .flag, .word, .method: true
        default: false
        }
    }

    /// Whether proposing a value would read a folder.
    fileprivate var isOnDisk: Bool {
        switch self {
        case .file, .buffer: true
        default: false
        }
    }
}
