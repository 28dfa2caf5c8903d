extension Command {
    /// Sends data to all subscribers of a channel.
    public static func publish(
        channel: String, data: Payload, options: PublicationOptions = PublicationOptions()
    ) -> Command {
        Command("publish") { fields in
            fields.add("channel", channel)
            fields.add("data", data)
            options.write(to: &fields)
        }
    }

    /// Sends the same data to several channels.
    public static func broadcast(
        channels: [String], data: Payload, options: PublicationOptions = PublicationOptions()
    ) -> Command {
        Command("broadcast") { fields in
            fields.add("channels", list: channels)
            fields.add("data", data)
            options.write(to: &fields)
        }
    }
}
