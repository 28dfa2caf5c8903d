public import LosslessJSON

extension Command {
    /// Shows the nodes of the server and what they carry.
    public static func info() -> Command { Command("info") }

    /// Lists the channels that have subscribers now.
    ///
    /// The pattern is a glob over the whole name: `*` any, `?` one, `[abc]` a set, `{a,b}` either.
    public static func channels(pattern: String? = nil) -> Command {
        Command("channels") { $0.add("pattern", pattern) }
    }

    /// Calls a method that an extension added to the server; the open edition has none.
    public static func rpc(method: String) -> Command {
        Command("rpc") { $0.add("method", method) }
    }

    /// Calls a method that an extension added to the server, with JSON; the open edition has none.
    public static func rpc(method: String, params: JSONText) -> Command {
        Command("rpc") { fields in
            fields.add("method", method)
            fields.add("params", params)
        }
    }
}
