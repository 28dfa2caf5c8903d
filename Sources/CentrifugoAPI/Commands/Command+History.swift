extension Command {
    /// Lists publications kept in a channel's history.
    ///
    /// The limit is how many at most: 0 or none for the position only, -1 for all. With `since` only what
    /// came after it is listed, or before it where `reverse` asks for the newest first.
    public static func history(
        channel: String, limit: Int? = nil, since: StreamPosition? = nil, reverse: Bool = false
    ) -> Command {
        Command("history") { fields in
            fields.add("channel", channel)
            fields.add("limit", limit)
            fields.add("since", since)
            fields.add("reverse", ifSet: reverse)
        }
    }

    /// Removes all publications from a channel's history; the position stays.
    public static func historyRemove(channel: String) -> Command {
        Command("history_remove") { $0.add("channel", channel) }
    }
}
