package import CentrifugoProtocol

extension Diagnostic {
    /// Says what an error of Centrifugo means for a method and a channel.
    ///
    /// The code and message are the server's own. Codes that are not Centrifugo's own are explained by
    /// their range.
    package init(serverError code: Int, message: String, method: Method?, channel: String?) {
        let headline = StyledLine(untrusted: message.isEmpty ? "\(code)" : "\(code) \(message)")
        self.init(failure: headline, status: .server)
        if let (meaning, advice) = Self.explanation(of: code, method) {
            details = [meaning, advice].map { ExplanationText.filled($0, channel: channel) }
            aside = StyledLine(own: "explain \(code)")
        } else {
            details = [StyledLine(own: Code.range(of: code) ?? "This is no code of Centrifugo's own.")]
        }
    }

    private static func explanation(of code: Int, _ method: Method?) -> (meaning: String, advice: String)? {
        if let method { return method.explanation(of: code) }
        return ServerError(rawValue: code).map { ($0.meaning, $0.advice) }
    }
}
