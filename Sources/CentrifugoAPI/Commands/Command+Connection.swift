extension Command {
    /// Puts live connections of a user into a channel; an empty user means anonymous connections.
    public static func subscribe(
        user: String, channel: String, options: SubscribeOptions = SubscribeOptions()
    ) -> Command {
        Command("subscribe") { fields in
            fields.add("user", user)
            fields.add("channel", channel)
            options.write(to: &fields)
        }
    }

    /// Takes live connections of a user out of a channel; an empty user means anonymous connections.
    public static func unsubscribe(
        user: String, channel: String, connections: ConnectionSelection = .all
    ) -> Command {
        Command("unsubscribe") { fields in
            fields.add("user", user)
            fields.add("channel", channel)
            connections.write(to: &fields)
        }
    }

    /// Closes live connections of a user; an empty user means every anonymous connection on every node.
    public static func disconnect(user: String, options: DisconnectOptions = DisconnectOptions()) -> Command {
        Command("disconnect") { fields in
            fields.add("user", user)
            options.write(to: &fields)
        }
    }

    /// Sets when live connections of a user expire; an empty user means anonymous connections.
    public static func refresh(user: String, options: RefreshOptions = RefreshOptions()) -> Command {
        Command("refresh") { fields in
            fields.add("user", user)
            options.write(to: &fields)
        }
    }
}
