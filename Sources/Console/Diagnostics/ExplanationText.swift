internal import CentrifugoProtocol

/// Fills the channel and namespace of a call into the explanation of an error.
enum ExplanationText {
    /// Returns a meaning or advice about a channel.
    ///
    /// Channels without namespace have their options in `channel.without_namespace`, and the sentences
    /// are turned accordingly.
    static func filled(_ text: String, channel: String?) -> StyledLine {
        let place = ChannelPlace(channel)
        let turned = phrases(for: place).reduce(text) { replace($1.from, $1.to, in: $0) }
        var line = StyledLine()
        for (index, part) in split(turned, at: "{").enumerated() {
            let pieces = index == 0 ? [part] : split(part, at: "}")
            guard pieces.count == 2 else {
                line += StyledLine(own: index == 0 ? part : "{" + part)
                continue
            }
            line += value(pieces[0], place, channel) + StyledLine(own: pieces[1])
        }
        return line
    }

    private static func value(_ name: String, _ place: ChannelPlace, _ channel: String?) -> StyledLine {
        switch (name, place) {
        case ("namespace", .namespace(let namespace)): StyledLine(untrusted: namespace)
        case ("channel", _): StyledLine(untrusted: channel ?? "")
        default: StyledLine(own: "{\(name)}")
        }
    }

    /// How the sentences of the error table are turned where there is no namespace to name; of two that
    /// fit the first counts.
    private static func phrases(for place: ChannelPlace) -> [(from: String, to: String)] {
        switch place {
        case .namespace: []
        case .withoutNamespace:
            [
                (
                    #"The server has no namespace "{namespace}" (the part before the first ":")."#,
                    "The server does not know this channel."
                ),
                (
                    #"Add it under channel.namespaces, or use a name without ":"."#,
                    "Check the name; an empty one is no channel."
                ),
                (#"in namespace "{namespace}""#, "for channels without namespace"),
                (#"The namespace "{namespace}" holds no maps"#, "Channels without namespace hold no maps"),
                (#"The namespace "{namespace}" is not"#, "Channels without namespace are not"),
                ("for that namespace under channel.namespaces", "under channel.without_namespace"),
                ("for that namespace", "under channel.without_namespace"),
                ("of the namespace", "under channel.without_namespace"),
                (": the options outside it do not count there", ""),
            ]
        case .unknown:
            [
                (#"no namespace "{namespace}""#, "no such namespace"),
                (#"in namespace "{namespace}""#, "in the channel's namespace"),
                (#"The namespace "{namespace}""#, "The channel's namespace"),
            ]
        }
    }

    private static func replace(_ old: String, _ new: String, in text: String) -> String {
        split(text, at: old).joined(separator: new)
    }

    /// The parts of a text between the places of another.
    private static func split(_ text: String, at separator: String) -> [String] {
        let bytes = Array(text.utf8)
        let mark = Array(separator.utf8)
        var parts: [[UInt8]] = [[]]
        var index = 0
        while index < bytes.count {
            if bytes[index...].starts(with: mark) {
                parts.append([])
                index += mark.count
            } else {
                parts[parts.count - 1].append(bytes[index])
                index += 1
            }
        }
        return parts.map { String(decoding: $0, as: UTF8.self) }
    }
}
