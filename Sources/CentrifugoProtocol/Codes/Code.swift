/// A number that the server says to its users, with what it means.
public struct Code: Sendable, Hashable {
    /// Where a code is said; the same number means different things in different places.
    public enum Origin: String, Sendable, CaseIterable {
        /// In an answer of the HTTP API.
        case api = "API error"
        /// In an answer to a client.
        case client = "client error"
        /// When the server closes a client's connection.
        case disconnect = "disconnect"
        /// When the server ends a client's subscription.
        case unsubscribe = "unsubscribe"
    }

    /// Where it is said.
    public let origin: Origin
    /// The number.
    public let number: Int
    /// The text that the server sends with it.
    public let message: String
    /// What it usually means.
    public let meaning: String
    /// What to check or do.
    public let advice: String

    init(_ origin: Origin, _ number: Int, _ message: String, _ meaning: String, _ advice: String) {
        self.origin = origin
        self.number = number
        self.message = message
        self.meaning = meaning
        self.advice = advice
    }

    /// Every code of Centrifugo 6.9.1, by origin and number.
    public static let all: [Code] = api + client + disconnect + unsubscribe

    /// Returns what the number means in each place that uses it; empty for a number that none does.
    public static func explaining(_ number: Int) -> [Code] {
        all.filter { $0.number == number }
    }

    /// What a number means by its range alone, for codes that an application made up.
    public static func range(of number: Int) -> String? {
        switch number {
        case 400..<2000: "A client error of your own backend (400 to 1999), passed on by a proxy."
        case 2000..<2500: "An unsubscribe code (2000 to 2499): the client does not subscribe again."
        case 2500..<3000: "An unsubscribe code (2500 to 2999): the client subscribes again."
        case 3000..<3500: "A disconnect code of the server (3000 to 3499): the client connects again."
        case 3500..<4000: "A disconnect code of the server (3500 to 3999): the client does not connect again."
        case 4000..<4500: "A disconnect code of your own (4000 to 4499): the client connects again."
        case 4500..<5000: "A disconnect code of your own (4500 to 4999): the client does not connect again."
        default: nil
        }
    }

    private static let api = ServerError.allCases.map {
        Code(.api, $0.rawValue, $0.message, $0.meaning, $0.advice)
    }
}
