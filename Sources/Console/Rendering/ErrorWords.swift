internal import LosslessJSON

/// An error of the server's among several answers, in the words of the server alone.
struct ErrorWords {
    let code: Int
    let message: String

    /// Makes the words of an error that was read before.
    init(code: Int, message: String) {
        self.code = code
        self.message = message
    }

    /// Reads the error of one answer; `nil` if it has none.
    init?(in answer: JSONValue) {
        guard let error = answer["error"], let code = error["code"]?.int64 else { return nil }
        self.init(code: Int(code), message: error["message"]?.string ?? "")
    }

    /// The code and message.
    var line: StyledLine { StyledLine(untrusted: "\(code) \(message)") }

    /// What to type to have the codes explained that were met.
    static func hint(_ codes: [Int]) -> StyledLine {
        Set(codes).sorted().map { StyledLine(own: "explain \($0)") }.joined()
    }
}
