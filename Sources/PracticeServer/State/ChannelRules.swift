import CentrifugoProtocol

/// Tells which options count for a channel, and what its name says.
struct ChannelRules: Sendable {
    let namespaceBoundary: [UInt8]
    let privatePrefix: [UInt8]
    let userBoundary: [UInt8]
    let userSeparator: [UInt8]
    /// The namespace of every user's own channel, where each has one; empty: none of a name.
    let personalNamespace: ByteText?
    /// What names must look like, by the text of the pattern.
    let patterns: [String: GoPattern]
    private let withoutNamespace: ChannelOptions
    private let namespaces: [ByteText: ChannelOptions]

    init(_ configuration: PracticeConfiguration) {
        let naming = configuration.naming
        namespaceBoundary = Array(naming.namespaceBoundary.utf8)
        privatePrefix = Array(naming.privatePrefix.utf8)
        userBoundary = Array(naming.userBoundary.utf8)
        userSeparator = Array(naming.userSeparator.utf8)
        personalNamespace = configuration.client.personalChannelNamespace.map { ByteText($0) }
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
        let texts = Set([withoutNamespace.channelRegex] + namespaces.values.map(\.channelRegex))
        patterns = Dictionary(
            uniqueKeysWithValues: texts.compactMap { text in (try? GoPattern(text)).map { (text, $0) } })
    }

    /// Returns the options of a channel's namespace.
    ///
    /// - Throws: ``Refusal`` with 102 where the name has a namespace that is not configured.
    func options(of channel: ByteText) throws(Refusal) -> ChannelOptions {
        guard let namespace = split(channel)?.namespace, !namespace.isEmpty else { return withoutNamespace }
        guard let options = namespaces[ByteText(Array(namespace))] else { throw Refusal(.unknownChannel) }
        return options
    }

    /// Returns what comes after the namespace; the whole name where it has none.
    func rest(of channel: ByteText) -> ArraySlice<UInt8> { split(channel)?.rest ?? channel.bytes[...] }

    /// Parts the text before the first boundary, after one private prefix, from the rest; `nil` where there is none.
    ///
    /// It works on bytes, because a boundary is one even where the next character would combine with it.
    private func split(_ channel: ByteText) -> (namespace: ArraySlice<UInt8>, rest: ArraySlice<UInt8>)? {
        guard !namespaceBoundary.isEmpty else { return nil }
        var name = channel.bytes[...]
        if !privatePrefix.isEmpty, name.starts(with: privatePrefix) { name = name.dropFirst(privatePrefix.count) }
        for start in name.indices where name[start] == namespaceBoundary[0] {
            guard name[start...].starts(with: namespaceBoundary) else { continue }
            return (name[..<start], name[start...].dropFirst(namespaceBoundary.count))
        }
        return nil
    }
}
