extension Command {
    /// Lists the client connections in a channel.
    public static func presence(channel: String) -> Command {
        Command("presence") { $0.add("channel", channel) }
    }

    /// Counts the client connections and users in a channel.
    public static func presenceStats(channel: String) -> Command {
        Command("presence_stats") { $0.add("channel", channel) }
    }
}
