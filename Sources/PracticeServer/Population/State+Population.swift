/// Lets the simulated population do what it does: as connections like any other, but without anybody at the other end.
extension State {
    /// Lets everything happen that the population does up to a time.
    mutating func live(until time: Moment) {
        guard var population, population.next <= time else { return }
        let events = population.advance(to: time)
        self.population = population
        for event in events {
            now = max(now, event.time)
            happen(event.doing)
        }
    }

    private mutating func happen(_ doing: Doing) {
        switch doing {
        case .connect(let person, let user, let info):
            guard people[person].flatMap({ hub.connections[$0] }) == nil else { return }
            var connection = Connection(id: random.uuid(), opening: ClientOpening())
            (connection.phase, connection.user, connection.info) = (.connected, ByteText(user), info)
            people[person] = hub.add(connection)
        case .disconnect(let person):
            if let key = people.removeValue(forKey: person) { forget(key) }
        case .subscribe(let person, let channel): take(person, into: ByteText(channel))
        case .unsubscribe(let person, let channel):
            if let key = people[person] { leave(ByteText(channel), key) }
        case .publish(let person, let channel, let data): publish(data, by: person, to: ByteText(channel))
        }
    }

    private mutating func take(_ person: Int, into channel: ByteText) {
        guard let key = people[person], let seen = hub.connections[key]?.seen(),
            let options = rules.clientOptions(of: channel)
        else { return }
        let terms = SubscriptionTerms(options)
        let position = terms.isPositioned ? top(of: channel, metaTTL: terms.historyMetaTTL) : StreamPosition()
        hub.join(channel, key, Subscription(seen: seen, terms: terms, isServerSide: false, position: position))
        announceJoin(of: key, in: channel)
    }

    private mutating func publish(_ data: [UInt8], by person: Int, to channel: ByteText) {
        guard let key = people[person], let info = hub.connections[key]?.seen(),
            let options = rules.clientOptions(of: channel)
        else { return }
        _ = publish(NewPublication(Publication(data: data, tags: [:], info: info)), to: channel, options)
    }
}
