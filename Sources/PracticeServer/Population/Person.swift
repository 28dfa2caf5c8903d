/// Somebody in the simulated population: one connection of one user.
struct Person: Sendable {
    let user: String
    /// What the connection says about itself; goes into JSON as it is, so without quotes and the like.
    let name: String
    /// The channels that it is in.
    let channels: [SimulatedChannel]
    /// The channels that it publishes in.
    let publishes: [SimulatedChannel]
    /// Whether it comes and goes; programs stay.
    let isRoaming: Bool

    private init(
        _ user: String, _ name: String, in channels: [SimulatedChannel], publishes: [SimulatedChannel] = [],
        isRoaming: Bool = true
    ) {
        (self.user, self.name, self.channels) = (user, name, channels)
        (self.publishes, self.isRoaming) = (publishes, isRoaming)
    }

    private static func program(
        _ user: String, _ name: String, in channels: [SimulatedChannel], publishes: [SimulatedChannel]
    ) -> Person {
        Person(user, name, in: channels, publishes: publishes, isRoaming: false)
    }

    /// Everybody; an index into this is a person in ``Doing``.
    static let all = [
        Person("42", "Alice", in: [.news, .room, .direct], publishes: [.room]),
        Person("42", "Alice", in: [.news, .score, .direct]),
        Person("42", "Alice", in: [.news]),
        Person("43", "Bob", in: [.news, .room, .direct, .temperature], publishes: [.room]),
        Person("43", "Bob", in: [.news, .score]),
        Person("44", "Chen", in: [.news, .room, .score], publishes: [.room]),
        Person("44", "Chen", in: [.news]),
        Person("45", "Dora", in: [.news, .score]),
        Person("45", "Dora", in: [.news, .temperature]),
        Person("46", "Emre", in: [.news, .score, .temperature]),
        Person("46", "Emre", in: [.news, .score]),
        Person("47", "Fatima", in: [.score, .temperature]),
        program("market", "Market", in: [.news], publishes: [.price]),
        program("stadium", "Stadium", in: [.score], publishes: [.score]),
        program("sensor-7", "Greenhouse sensor", in: [.temperature], publishes: [.temperature]),
    ]

    /// Those who come and go.
    static let roamers = all.indices.filter { all[$0].isRoaming }

    /// Returns those who publish in a channel.
    static func publishers(in channel: SimulatedChannel) -> [Int] {
        all.indices.filter { all[$0].publishes.contains(channel) }
    }

    /// Returns how a person connects and takes their place in their channels.
    static func arrival(_ index: Int) -> [Doing] {
        let person = all[index]
        let info = Array(#"{"name":"\#(person.name)"}"#.utf8)
        return [.connect(person: index, user: person.user, info: info)]
            + person.channels.map { .subscribe(person: index, channel: $0.name) }
    }
}
