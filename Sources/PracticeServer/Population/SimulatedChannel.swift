/// A channel in which the simulated population lives, and what is published there.
struct SimulatedChannel: Hashable, Sendable {
    let name: String
    /// How many publications it has at the start.
    var opening = 0
    /// How many publications of a scene are its own.
    var share = 0
    /// JSON, published in this order and then from the front again.
    var payloads: [String] = []
}

extension SimulatedChannel {
    /// The channels that anybody may look into.
    static let open = [news, room, score, temperature, price]

    /// Between two users.
    ///
    /// Clients may not publish in its namespace, so nobody does.
    static let direct = SimulatedChannel(name: "users:chat#42,43")

    /// Most listen and nobody publishes, so that whoever tries the playground begins its history.
    static let news = SimulatedChannel(name: "hist:news")

    static let room = SimulatedChannel(
        name: "hist:room", opening: 5, share: 5,
        payloads: [
            #"{"text":"Good morning!"}"#,
            #"{"text":"Morning. Did the deployment go through?"}"#,
            #"{"text":"Yes, all green since eight"}"#,
            #"{"text":"Great, then I will close the ticket","ticket":1281}"#,
            #"{"text":"Who looks at the sign-up page today?"}"#,
            #"{"text":"I can, after lunch"}"#,
            #"{"text":"There is cake in the kitchen 🍰"}"#,
            #"{"text":"On my way"}"#,
            #"{"text":"Please review when you have a minute","link":"https://example.com/changes/97"}"#,
            #"{"text":"Looks good, one question about the timeout"}"#,
            #"{"text":"Ten seconds was too short for the slow line"}"#,
            #"{"text":"Makes sense, approved"}"#,
            #"{"text":"Stand-up moves to half past nine tomorrow"}"#,
            #"{"text":"Noted"}"#,
            #"{"text":"Has anybody seen my headphones?"}"#,
            #"{"text":"On the shelf by the window"}"#,
        ])

    static let score = SimulatedChannel(
        name: "cache:score", opening: 1, share: 3,
        payloads: [
            #"{"match":"Reds - Blues","minute":1,"score":[0,0]}"#,
            #"{"match":"Reds - Blues","minute":17,"score":[1,0],"scorer":"Okafor"}"#,
            #"{"match":"Reds - Blues","minute":31,"score":[1,1],"scorer":"Lind"}"#,
            #"{"match":"Reds - Blues","minute":45,"score":[1,1],"state":"half-time"}"#,
            #"{"match":"Reds - Blues","minute":58,"score":[1,2],"scorer":"Moreau"}"#,
            #"{"match":"Reds - Blues","minute":73,"score":[2,2],"scorer":"Okafor"}"#,
            #"{"match":"Reds - Blues","minute":88,"score":[3,2],"scorer":"Santos"}"#,
            #"{"match":"Reds - Blues","minute":90,"score":[3,2],"state":"full-time"}"#,
        ])

    static let temperature = SimulatedChannel(
        name: "temperature", share: 3,
        payloads: [
            #"{"sensor":"sensor-7","celsius":21.4}"#,
            #"{"sensor":"sensor-7","celsius":21.6}"#,
            #"{"sensor":"sensor-7","celsius":21.9}"#,
            #"{"sensor":"sensor-7","celsius":22.3}"#,
            #"{"sensor":"sensor-7","celsius":22.8,"window":"open"}"#,
            #"{"sensor":"sensor-7","celsius":22.1,"window":"open"}"#,
            #"{"sensor":"sensor-7","celsius":21.5,"window":"closed"}"#,
            #"{"sensor":"sensor-7","celsius":21.3}"#,
        ])

    static let price = SimulatedChannel(
        name: "cache:price", opening: 1, share: 1,
        payloads: [
            #"{"item":"coffee","currency":"EUR","price":"3.42"}"#,
            #"{"item":"coffee","currency":"EUR","price":"3.45"}"#,
            #"{"item":"coffee","currency":"EUR","price":"3.41"}"#,
            #"{"item":"coffee","currency":"EUR","price":"3.38"}"#,
            #"{"item":"coffee","currency":"EUR","price":"3.40"}"#,
            #"{"item":"coffee","currency":"EUR","price":"3.44"}"#,
        ])
}
