/// What the population does, told in scenes of equal length.
///
/// Each scene follows from the seed and its number alone, and begins and ends with everybody connected and in their
/// own channels. So the one that a time falls into can be told without those before it.
struct Timetable: Sendable {
    typealias Event = (time: Moment, doing: Doing)

    /// The time in which there is one publication.
    static let slot = Duration.milliseconds(5500)
    /// How far from its slot's middle a publication may be: two are 3 to 8 s apart.
    static let irregularity = Duration.milliseconds(1250)
    /// How long a scene is.
    static let sceneLength = slot * SimulatedChannel.open.reduce(0) { $0 + $1.share }

    private let root: UInt64
    private let start: Moment

    init(seed: UInt64?, start: Moment) {
        var random = SeededGenerator(seed: seed)
        root = random.next()
        self.start = start
    }

    /// Returns the scene that a time not before the start falls into.
    func scene(at time: Moment) -> Int {
        Int((time - start) / Self.sceneLength)
    }

    /// Returns how everybody arrives, and what is published for the histories.
    var opening: [Event] {
        let arrivals = Person.all.indices.flatMap(Person.arrival)
        let publications = SimulatedChannel.open.flatMap { channel in
            (0..<channel.opening).compactMap { publication($0, in: channel, without: nil) }
        }
        return (arrivals + publications).map { (start, $0) }
    }

    /// Returns what happens in a scene, in order.
    func events(inScene number: Int) -> [Event] {
        var random = SeededGenerator(seed: root &+ UInt64(number))
        let begin = start + Self.sceneLength * number
        let roamer = Person.roamers.randomElement(using: &random)
        let errand = roamer.map { self.errand(of: $0, from: begin, using: &random) } ?? []
        let publications = self.publications(inScene: number, from: begin, without: roamer, using: &random)
        return (errand + publications).sorted { $0.time < $1.time }
    }
}

// MARK: - Publications

extension Timetable {
    private func publications(
        inScene number: Int, from begin: Moment, without absentee: Int?, using random: inout SeededGenerator
    ) -> [Event] {
        // Channels take turns by chance, the payloads of each stay in their order.
        let turns = SimulatedChannel.open.flatMap { Array(repeating: $0, count: $0.share) }.shuffled(using: &random)
        return turns.indices.compactMap { index in
            let channel = turns[index]
            let count = channel.opening + number * channel.share + turns[..<index].count { $0 == channel }
            let time = begin + Self.slot * index + Self.slot / 2 + irregularity(using: &random)
            return publication(count, in: channel, without: absentee).map { (time, $0) }
        }
    }

    /// Returns a channel's publication after `count` others, if somebody is there to publish it.
    private func publication(_ count: Int, in channel: SimulatedChannel, without absentee: Int?) -> Doing? {
        let publishers = Person.publishers(in: channel).filter { $0 != absentee }
        guard !publishers.isEmpty else { return nil }
        // Another seed begins elsewhere in the table. Publishers take turns, so few answer themselves.
        let turn = Int(root % 1000) + count
        let data = Array(channel.payloads[turn % channel.payloads.count].utf8)
        return .publish(person: publishers[turn % publishers.count], channel: channel.name, data: data)
    }

    private func irregularity(using random: inout SeededGenerator) -> Duration {
        let most = Int64(Self.irregularity / .nanoseconds(1))
        return .nanoseconds(Int64.random(in: -most...most, using: &random))
    }
}

// MARK: - Coming and going

extension Timetable {
    /// What takes somebody out of their place for a while.
    private enum Errand: CaseIterable {
        /// Goes offline and comes back.
        case absence
        /// Looks into a channel of others.
        case visit
        /// Stops listening to a channel of their own.
        case pause
    }

    /// Returns how somebody leaves their place and takes it again, both within the scene.
    private func errand(of person: Int, from begin: Moment, using random: inout SeededGenerator) -> [Event] {
        let (leaving, returning) = steps(of: person, using: &random)
        let departure = begin + Self.sceneLength * Double.random(in: 0.1...0.4, using: &random)
        let arrival = begin + Self.sceneLength * Double.random(in: 0.6...0.9, using: &random)
        return leaving.map { (departure, $0) } + returning.map { (arrival, $0) }
    }

    private func steps(of person: Int, using random: inout SeededGenerator) -> (leaving: [Doing], returning: [Doing]) {
        let own = Person.all[person].channels
        switch Errand.allCases.randomElement(using: &random) {
        case .absence:
            return ([.disconnect(person: person)], Person.arrival(person))
        case .visit:
            guard let name = SimulatedChannel.open.filter({ !own.contains($0) }).randomElement(using: &random)?.name
            else { return ([], []) }
            return ([.subscribe(person: person, channel: name)], [.unsubscribe(person: person, channel: name)])
        case .pause:
            guard let name = own.randomElement(using: &random)?.name else { return ([], []) }
            return ([.unsubscribe(person: person, channel: name)], [.subscribe(person: person, channel: name)])
        case nil:
            return ([], [])
        }
    }
}
