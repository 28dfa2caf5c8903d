internal import PracticeServer

/// What is wrong with a configuration of the practice server, in words.
enum ConfigurationErrorText {
    static func words(_ error: ConfigurationError) -> String {
        let place = error.path.isEmpty ? "it" : error.path
        let given = error.given.isEmpty ? "" : ", not \(TerminalText.escaped(String(error.given.prefix(60))))"
        return "\(place) must \(expectation(error.expected))\(given)"
    }

    private static func expectation(_ expected: ConfigurationError.Expectation) -> String {
        switch expected {
        case .json(let offset): "be JSON, and is none from byte \(offset) on"
        case .object: "be an object"
        case .objects: "be an array of objects"
        case .texts: "be an array of texts"
        case .text: "be a text"
        case .flag: "be true or false"
        case .integer(let range): "be a whole number from \(range.lowerBound) to \(range.upperBound)"
        case .duration: "be a length of time such as \"300s\" or \"1h30m\""
        case .wholeSeconds: "be a length of time in whole seconds"
        case .oneOf(let choices): "be one of " + choices.map { "\"\($0)\"" }.joined(separator: ", ")
        case .namespaceName: "be at least two letters, digits, -, _ or ."
        case .path: "be a path that begins with /"
        case .originPatterns: "be patterns such as https://*.example.com"
        case .notNegative: "not be negative"
        case .claimName: "be made of letters and _"
        case .regularExpression(let fault):
            "be a regular expression (\(TerminalText.escaped(String(fault.prefix(100)))))"
        case .uniqueName: "be a name that no other namespace has"
        case .existingNamespace: "name a namespace of this file"
        case .presence(let other): "be set, because \(other) is"
        case .absence(let other): "not be set, because of \(other)"
        case .atLeast(let other): "be at least \(other)"
        case .moreThan(let other): "be more than \(other)"
        }
    }
}
