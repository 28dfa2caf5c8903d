/// What clients may do in a channel, beside what the server API may.
extension ChannelRules {
    /// Returns the options of a channel's namespace; `nil` where that is not configured.
    func clientOptions(of channel: ByteText) -> ChannelOptions? {
        do throws(Refusal) {
            return try options(of: channel)
        } catch {
            return nil
        }
    }

    /// Whether clients need a token for a channel, whatever its namespace allows.
    func isPrivate(_ channel: ByteText) -> Bool {
        !privatePrefix.isEmpty && channel.bytes.starts(with: privatePrefix)
    }

    /// Whether the name tells which users a channel is for.
    func isUserLimited(_ channel: ByteText) -> Bool {
        !userBoundary.isEmpty && channel.bytes.firstRange(of: userBoundary) != nil
    }

    /// Whether a user is among those that the name of a user-limited channel tells: those after the last boundary.
    func isNamed(_ user: ByteText, in channel: ByteText) -> Bool {
        let named = channel.bytes.split(separatedBy: userBoundary).last ?? []
        return userSeparator.isEmpty
            ? Array(named) == user.bytes
            : named.split(separatedBy: userSeparator).contains { Array($0) == user.bytes }
    }

    /// Whether clients may use a name: what comes after the namespace fits the pattern, where there is one; without one
    /// all of it is ASCII.
    func isValidName(_ channel: ByteText, _ options: ChannelOptions) -> Bool {
        guard !options.channelRegex.isEmpty else { return channel.bytes.allSatisfy { $0 < 0x80 } }
        return patterns[options.channelRegex]?.isFound(in: ByteText(Array(rest(of: channel))).text) ?? false
    }

    /// Returns the channel of a user's own, where each has one.
    func personalChannel(of user: ByteText) -> ByteText? {
        guard let personalNamespace else { return nil }
        let namespace = personalNamespace.isEmpty ? [] : personalNamespace.bytes + namespaceBoundary
        return ByteText(namespace + userBoundary + user.bytes)
    }

    /// Whether a user may join a channel without a token.
    ///
    /// Along with `connect` a user-limited channel is for users only, and one that does not name the user may still be
    /// open to all.
    func mayJoin(_ channel: ByteText, _ options: ChannelOptions, user: ByteText, onConnect: Bool = false) -> Bool {
        let isLimited = options.allowUserLimitedChannels && isUserLimited(channel)
        if onConnect {
            guard !isPrivate(channel), isValidName(channel, options), options.subscriptionType == .stream else {
                return false
            }
            if isLimited, !user.isEmpty, isNamed(user, in: channel) { return true }
            return options.subscribe.admits(user)
        }
        return isLimited ? isNamed(user, in: channel) : options.subscribe.admits(user)
    }
}

extension ChannelOptions.Audience {
    /// Whether a user belongs to it without being a subscriber.
    func admits(_ user: ByteText) -> Bool { contains(.clients) && (!user.isEmpty || contains(.anonymous)) }

    /// Whether a user belongs to it.
    func admits(_ user: ByteText, isSubscribed: Bool) -> Bool {
        admits(user) || contains(.subscribers) && isSubscribed && (!user.isEmpty || contains(.anonymous))
    }
}

extension Sequence<UInt8> where Self: RandomAccessCollection {
    /// Returns the parts between separators; an empty separator separates nothing.
    fileprivate func split(separatedBy separator: [UInt8]) -> [SubSequence] {
        guard !separator.isEmpty else { return [self[...]] }
        return split(separator: separator)
    }
}
