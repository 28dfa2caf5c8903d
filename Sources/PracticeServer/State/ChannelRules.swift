import CentrifugoProtocol

/// Tells which options count for a channel.
struct ChannelRules: Sendable {
    private let boundary: [UInt8]
    private let privatePrefix: [UInt8]
    private let withoutNamespace: ChannelOptions
    private let namespaces: [ByteText: ChannelOptions]

    init(_ configuration: PracticeConfiguration) {
        boundary = Array(configuration.naming.namespaceBoundary.utf8)
        privatePrefix = Array(configuration.naming.privatePrefix.utf8)
        var withoutNamespace = configuration.withoutNamespace
        withoutNamespace.historyMetaTTL = withoutNamespace.historyMetaTTL ?? configuration.historyMetaTTL
        self.withoutNamespace = withoutNamespace
        var namespaces: [ByteText: ChannelOptions] = [:]
        for namespace in configuration.namespaces {
            var options = namespace.options
            options.historyMetaTTL = options.historyMetaTTL ?? configuration.historyMetaTTL
            namespaces[ByteText(namespace.name)] = options
        }
        self.namespaces = namespaces
    }

    /// Returns the options of a channel's namespace.
    ///
    /// - Throws: ``Refusal`` with 102 where the name has a namespace that is not configured.
    func options(of channel: ByteText) throws(Refusal) -> ChannelOptions {
        guard let namespace = namespace(of: channel) else { return withoutNamespace }
        guard let options = namespaces[namespace] else { throw Refusal(.unknownChannel) }
        return options
    }

    /// Returns the text before the first boundary, after one private prefix; `nil` where there is none or it is empty.
    ///
    /// It works on bytes, because a boundary is one even where the next character would combine with it.
    func namespace(of channel: ByteText) -> ByteText? {
        guard !boundary.isEmpty else { return nil }
        var rest = channel.bytes[...]
        if !privatePrefix.isEmpty, rest.starts(with: privatePrefix) { rest = rest.dropFirst(privatePrefix.count) }
        for start in rest.indices where rest[start] == boundary[0] && rest[start...].starts(with: boundary) {
            return start == rest.startIndex ? nil : ByteText(Array(rest[..<start]))
        }
        return nil
    }
}
