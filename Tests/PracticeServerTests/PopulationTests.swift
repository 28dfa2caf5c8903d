import LosslessJSON
import Testing

@testable import PracticeServer

/// The life simulated in the playground.
struct PopulationTests {
    private static let start = Moment(secondsSince1970: 1_800_000_000)
    private static let hour = 3_600
    private static let seeds: [UInt64] = [0, 1, 7, 42, .max]

    private func after(_ seconds: Int) -> Moment { Self.start + .seconds(seconds) }

    /// Returns what a population does in some seconds, asked every so many.
    private func life(seed: UInt64? = 7, seconds: Int, every step: Int = 60) -> [Event] {
        var population = Population(seed: seed, start: Self.start)
        return stride(from: 0, through: seconds, by: step).flatMap { population.advance(to: after($0)) }.map(Event.init)
    }

    // MARK: - At the start

    @Test(arguments: seeds) func `at the start everybody is in their place`(seed: UInt64) {
        let room = Room(life(seed: seed, seconds: 0))
        #expect(room.connections.count == 15)
        #expect(Set(room.connections.values.map(\.user)).count == 9)
        #expect(room.connections.values.filter { $0.user == "42" }.count > 1)
        #expect(room.members("hist:news").count == 12)
        #expect(room.members("hist:room").count == 3)
        #expect(room.channels.count == 5)
        #expect(room.channels.values.reduce(0, +) == 31)
    }

    @Test(arguments: seeds) func `at the start the histories hold something`(seed: UInt64) {
        let opening = life(seed: seed, seconds: 0)
        #expect(opening.allSatisfy { $0.time == Self.start })
        #expect(publications(opening, in: "hist:news").isEmpty)
        #expect(publications(opening, in: "hist:room").count == 5)
        #expect(publications(opening, in: "cache:score").count == 1)
        #expect(publications(opening, in: "cache:price").count == 1)
    }

    @Test func `connections of one user say the same about themselves`() throws {
        for (user, connections) in Dictionary(grouping: Room(life(seconds: 0)).connections.values, by: \.user) {
            let infos = Set(connections.map(\.info))
            #expect(infos.count == 1, "user \(user)")
            for info in infos { #expect(try JSONValue.parse(info)["name"]?.kind == .string) }
        }
        #expect(Room(life(seconds: 0)).connections[0]?.info == Array(#"{"name":"Alice"}"#.utf8))
    }

    // MARK: - Life

    @Test(arguments: seeds) func `somebody publishes every 3 to 8 seconds`(seed: UInt64) {
        let times = publications(life(seed: seed, seconds: Self.hour)).map(\.time).filter { $0 > Self.start }
        let gaps = zip(times.dropFirst(), times).map { $0 - $1 }
        #expect(gaps.count > Self.hour / 8)
        #expect(gaps.allSatisfy { (.seconds(3)...(.seconds(8))).contains($0) })
        #expect(Set(gaps).count > gaps.count / 2)
    }

    @Test(arguments: seeds) func `only those do something who are there`(seed: UInt64) {
        #expect(Room(life(seed: seed, seconds: 3 * Self.hour)).impossible == [])
    }

    @Test(arguments: seeds) func `people come and go and look into other channels`(seed: UInt64) {
        let events = life(seed: seed, seconds: Self.hour)
        let later = events.filter { $0.time > Self.start }
        #expect(later.contains { if case .disconnect = $0.doing { true } else { false } })
        #expect(later.contains { if case .connect = $0.doing { true } else { false } })
        #expect(later.contains { if case .unsubscribe(_, "hist:news") = $0.doing { true } else { false } })
        #expect(later.contains { if case .subscribe(_, "cache:price") = $0.doing { true } else { false } })
        var sizes: Set<Int> = []
        var room = Room([])
        for event in events {
            room.apply(event.doing)
            if event.time > Self.start { sizes.insert(room.members("hist:news").count) }
        }
        #expect(sizes.isSuperset(of: [11, 12]))
        #expect(sizes.isSubset(of: 11...13))
    }

    @Test func `times never go back`() {
        let times = life(seconds: Self.hour).map(\.time)
        #expect(times == times.sorted())
    }

    @Test func `a channel's publications vary and are JSON objects`() throws {
        let all = publications(life(seconds: Self.hour))
        let byChannel = Dictionary(grouping: all, by: \.channel).mapValues { $0.map(\.data) }
        #expect(
            Set(byChannel.keys) == ["hist:room", "cache:score", "cache:price", "temperature"])
        for (channel, payloads) in byChannel {
            #expect(Set(payloads).count > 5, "\(channel)")
            #expect(zip(payloads, payloads.dropFirst()).allSatisfy { $0 != $1 }, "\(channel)")
            for payload in Set(payloads) { #expect(try JSONValue.parse(payload).kind == .object) }
        }
    }

    @Test func `several people talk in the room`() {
        #expect(Set(publications(life(seconds: Self.hour), in: "hist:room").map(\.person)).count == 3)
    }

    @Test func `nobody does what the playground would not let a client do`() throws {
        let room = Room(life(seconds: Self.hour))
        for channel in room.everUsed {
            let options = try #require(self.options(of: channel), "\(channel)")
            #expect(options.subscriptionType == .stream)
            #expect(options.subscribe.contains(.clients) || channel.contains("#"))
        }
        for publication in publications(life(seconds: Self.hour)) {
            #expect(options(of: publication.channel)?.publish.contains(.clients) == true)
        }
        #expect(room.users(everIn: "users:chat#42,43") == ["42", "43"])
    }

    private func options(of channel: String) -> ChannelOptions? {
        let playground = PracticeConfiguration.playground(seed: 1)
        guard let colon = channel.firstIndex(of: ":") else { return playground.withoutNamespace }
        return playground.namespaces.first { $0.name == channel[..<colon] }?.options
    }

    // MARK: - Repeating

    @Test func `the same seed gives the same life, another seed another`() {
        #expect(life(seed: 7, seconds: 600) == life(seed: 7, seconds: 600))
        #expect(life(seed: 7, seconds: 600) != life(seed: 8, seconds: 600))
        #expect(life(seed: nil, seconds: 600) != life(seed: nil, seconds: 600))
    }

    @Test(arguments: [1, 7, 60, 300]) func `steps of up to five minutes change nothing`(step: Int) {
        var population = Population(seed: 7, start: Self.start)
        var exact: [Event] = []
        while population.next <= after(2_100) { exact += population.advance(to: population.next).map(Event.init) }
        #expect(exact.count > 300)
        #expect(life(seconds: 2_100, every: step) == exact)
    }

    @Test func `nothing is told twice, nor before its time`() {
        var population = Population(seed: 7, start: Self.start)
        #expect(population.next == Self.start)
        #expect(population.advance(to: after(-1)).isEmpty)
        #expect(!population.advance(to: after(100)).isEmpty)
        #expect(population.next > after(100))
        #expect(population.advance(to: after(100)).isEmpty)
        #expect(population.advance(to: after(50)).isEmpty)
        let next = population.next
        #expect(population.advance(to: next).first?.time == next)
        #expect(population.next > next)
    }

    // MARK: - Long silence

    @Test(arguments: [301, 400, 3_600, 86_400, 10 * 365 * 86_400])
    func `of a long silence only the last publications remain`(seconds: Int) {
        var population = Population(seed: 7, start: Self.start)
        var room = Room(population.advance(to: after(30)).map(Event.init))
        let late = population.advance(to: after(30 + seconds)).map(Event.init)
        #expect(late.count < 40)
        #expect(publications(late).count == 5)
        #expect(publications(late).allSatisfy { $0.time > after(30 + seconds - 5 * 8) })
        #expect(population.next > after(30 + seconds))
        late.forEach { room.apply($0.doing) }
        #expect(room.impossible == [])
    }

    @Test(arguments: [301, 1_000, 5_000, 20_000]) func `a long silence leads to where steps lead`(seconds: Int) {
        var (leaping, stepping) = (Population(seed: 7, start: Self.start), Population(seed: 7, start: Self.start))
        var (leapt, stepped) = (Room([]), Room([]))
        leaping.advance(to: after(seconds)).forEach { leapt.apply($0.doing) }
        for second in Array(stride(from: 0, to: seconds, by: 60)) + [seconds] {
            stepping.advance(to: after(second)).forEach { stepped.apply($0.doing) }
        }
        #expect(leapt.connections == stepped.connections)
        let end = after(seconds + 200)
        #expect(leaping.advance(to: end).map(Event.init) == stepping.advance(to: end).map(Event.init))
    }

    @Test func `the end of time is survived`() {
        var population = Population(seed: 7, start: Self.start)
        #expect(publications(population.advance(to: Moment(nanoseconds: .max)).map(Event.init)).count == 5)
        #expect(population.advance(to: Moment(nanoseconds: .max)).isEmpty)
        var ancient = Population(seed: 7, start: Moment(nanoseconds: .min))
        #expect(publications(ancient.advance(to: Moment(nanoseconds: .max)).map(Event.init)).count == 5)
    }

    // MARK: -

    private func publications(_ events: [Event], in channel: String? = nil) -> [Publication] {
        events.compactMap { event in
            guard case .publish(let person, let name, let data) = event.doing, channel ?? name == name else {
                return nil
            }
            return Publication(time: event.time, person: person, channel: name, data: data)
        }
    }
}

private struct Publication {
    let time: Moment
    let person: Int
    let channel: String
    let data: [UInt8]
}

/// Something done, comparable.
private struct Event: Hashable {
    let time: Moment
    let doing: Doing

    init(_ event: (time: Moment, doing: Doing)) { (time, doing) = event }
}

/// A server in outline: who is connected, in which channels, and what could not have been done.
private struct Room {
    struct Connection: Equatable {
        let user: String
        let info: [UInt8]
        var channels: Set<String> = []
    }

    private(set) var connections: [Int: Connection] = [:]
    private(set) var impossible: [Doing] = []
    private var everIn: [String: Set<String>] = [:]

    init(_ events: [Event]) { events.forEach { apply($0.doing) } }

    mutating func apply(_ doing: Doing) {
        if !wasPossible(doing) { impossible.append(doing) }
    }

    private mutating func wasPossible(_ doing: Doing) -> Bool {
        switch doing {
        case .connect(let person, let user, let info):
            return connections.updateValue(Connection(user: user, info: info), forKey: person) == nil
        case .disconnect(let person):
            return connections.removeValue(forKey: person) != nil
        case .subscribe(let person, let channel):
            if let user = connections[person]?.user { everIn[channel, default: []].insert(user) }
            return connections[person]?.channels.insert(channel).inserted == true
        case .unsubscribe(let person, let channel):
            return connections[person]?.channels.remove(channel) != nil
        case .publish(let person, let channel, _):
            // Prices come from outside; nobody has to be in their channel.
            return connections[person].map { $0.channels.contains(channel) || channel == "cache:price" } == true
        }
    }

    func members(_ channel: String) -> [Int] { connections.filter { $0.value.channels.contains(channel) }.map(\.key) }

    /// Subscribers by channel.
    var channels: [String: Int] {
        connections.values.flatMap(\.channels).reduce(into: [:]) { $0[$1, default: 0] += 1 }
    }

    var everUsed: [String] { everIn.keys.sorted() }

    func users(everIn channel: String) -> Set<String> { everIn[channel] ?? [] }
}
