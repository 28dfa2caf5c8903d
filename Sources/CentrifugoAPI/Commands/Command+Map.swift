extension Command {
    /// Sets a key of a map channel.
    public static func mapPublish(
        channel: String, key: String, data: Payload? = nil, options: MapPublicationOptions = MapPublicationOptions()
    ) -> Command {
        Command("map_publish") { fields in
            fields.add("channel", channel)
            fields.add("key", key)
            fields.add("data", data)
            options.write(to: &fields)
        }
    }

    /// Removes a key from a map channel.
    public static func mapRemove(channel: String, key: String, idempotencyKey: String? = nil) -> Command {
        Command("map_remove") { fields in
            fields.add("channel", channel)
            fields.add("key", key)
            fields.add("idempotency_key", idempotencyKey)
        }
    }

    /// Lists the keys and values of a map channel.
    public static func mapReadState(channel: String, options: MapStateOptions = MapStateOptions()) -> Command {
        Command("map_read_state") { fields in
            fields.add("channel", channel)
            options.write(to: &fields)
        }
    }

    /// Lists the latest changes of a map channel.
    ///
    /// The limit is how many at most: 0 or none for the position only, -1 for all. With `since` only what
    /// came after it is listed; `reverse` asks for the newest first.
    public static func mapReadStream(
        channel: String, limit: Int? = nil, since: StreamPosition? = nil, reverse: Bool = false
    ) -> Command {
        Command("map_read_stream") { fields in
            fields.add("channel", channel)
            fields.add("limit", limit)
            fields.add("since_offset", since?.offset)
            fields.add("since_epoch", since?.epoch)
            fields.add("reverse", ifSet: reverse)
        }
    }

    /// Counts the keys of a map channel.
    public static func mapStats(channel: String) -> Command {
        Command("map_stats") { $0.add("channel", channel) }
    }

    /// Removes all keys from a map channel.
    public static func mapClear(channel: String) -> Command {
        Command("map_clear") { $0.add("channel", channel) }
    }

    /// Sets a key of a shared poll channel.
    ///
    /// The version is at least 1, and above the one that the key has within the same epoch.
    public static func sharedPollPublish(
        channel: String, key: String, version: UInt64, data: Payload? = nil, epoch: String? = nil
    ) -> Command {
        Command("shared_poll_publish") { fields in
            fields.add("channel", channel)
            fields.add("key", key)
            fields.add("data", data)
            fields.add("version", version)
            fields.add("epoch", epoch)
        }
    }
}
