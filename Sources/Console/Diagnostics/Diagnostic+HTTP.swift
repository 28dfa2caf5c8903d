internal import CentrifugoAPI
internal import CentrifugoProtocol

/// HTTP answers that are no replies of the API.
extension Diagnostic {
    init(_ failure: HTTPFailure, _ facts: CallFacts) {
        self.init(failure: Self.headline(failure), status: .connection)
        switch failure.status {
        case 300..<400: details = Self.redirect(failure)
        case 400: details = Self.unreadableBody(failure, facts)
        case 401:
            status = .unauthorised
            details = Self.unauthorised(facts)
        case 403:
            status = .unauthorised
            details = ["Centrifugo's API never answers this: a proxy in front of it did.", Self.quoted(failure)]
        case 404: details = Self.missing(failure, facts)
        case 405:
            details = [
                "The API takes POST, and POST was sent: a proxy changed it, or this is no path of the API.",
                facts.addressSentence,
            ]
        case 413:
            details = [
                "A proxy in front of the server takes no body of this size; Centrifugo has no limit.",
                "Raise it there (client_max_body_size in nginx), or send less at once.",
            ]
        case 500: details = Self.serverFailure(failure, facts)
        case 502..<505:
            details = [
                "A proxy in front of the server got no answer from it, or the server is stopping.",
                facts.consequence(mayHaveRun: failure.mayHaveReachedServer),
            ]
        default: details = [Self.quoted(failure), facts.addressSentence]
        }
        details.removeAll(where: \.isEmpty)
    }

    init(notAPI failure: HTTPFailure, _ facts: CallFacts) {
        let kind = failure.contentType ?? "no content type"
        self.init(
            failure: failure.isWebPage ? "the answer is a web page" : "the answer is not JSON (\(kind))",
            details: [
                failure.isWebPage
                    ? "\(facts.server.description) is the web interface, a proxy or another site, not the API."
                    : Self.quoted(failure),
                facts.addressSentence,
            ], status: .connection)
        details.removeAll(where: \.isEmpty)
    }

    private static func headline(_ failure: HTTPFailure) -> StyledLine {
        let phrase = phrases[failure.status].map { " \($0)" } ?? ""
        return StyledLine(own: "HTTP \(failure.status)\(phrase)")
    }

    private static func redirect(_ failure: HTTPFailure) -> [StyledLine] {
        let target: StyledLine =
            failure.location.map { "The server says to go to \($0)." } ?? "It does not say where to."
        return [
            target, "Redirects are not followed, because the key is for one server only; if you trust it use --url.",
        ]
    }

    private static func unreadableBody(_ failure: HTTPFailure, _ facts: CallFacts) -> [StyledLine] {
        if failure.excerpt.contains("HTTPS") {
            return ["The port speaks TLS: the address begins with https://. \(facts.addressSentence)"]
        }
        let meaning: StyledLine =
            "The server could not read the request body: broken JSON, a value of the wrong type or out of range."
        guard !failure.isWebPage else { return [meaning] }
        return [
            meaning,
            failure.mayHaveReachedServer
                ? "The lines before the broken one may have run." : "Nothing of it was run.",
        ]
    }

    private static func unauthorised(_ facts: CallFacts) -> [StyledLine] {
        guard let origin = facts.keyOrigin else {
            return [
                "No API key was sent, and the server wants its http_api.key.",
                "--api-key-file FILE or CENTSH_API_KEY gives it.",
            ]
        }
        return [
            "The server does not accept the API key from \(origin.source).",
            "It must equal http_api.key (api_key before v6); a server without any key answers the same.",
            "Blanks or a line break at its end count. The start of the server's log names the file that it reads.",
        ]
    }

    private static func missing(_ failure: HTTPFailure, _ facts: CallFacts) -> [StyledLine] {
        if failure.isWebPage {
            return ["\(facts.server.description) is a web site, not the API.", facts.addressSentence]
        }
        let elsewhere: StyledLine =
            "the API is not under \(facts.server.path): see http_api.handler_prefix and http_server.internal_port."
        guard let name = facts.methodName, !facts.isLegacy else {
            return ["There is no API at \(facts.server.description).", facts.addressSentence]
        }
        guard let method = facts.method else {
            return ["The server knows no method \(name), or " + elsewhere, facts.addressSentence]
        }
        if method.edition == .pro {
            return ["\(name) is a method of the PRO edition, which this server is not; or " + elsewhere]
        }
        return [
            "The server is too old for \(name) (before v5 use --legacy), or " + elsewhere, facts.addressSentence,
        ]
    }

    private static func serverFailure(_ failure: HTTPFailure, _ facts: CallFacts) -> [StyledLine] {
        let cause: StyledLine =
            facts.method?.signature.effect == .reads
            ? "The server could not write the result: data that is not JSON is one reason. Its log says more."
            : "The server failed; its log at level error says why."
        return [cause, facts.consequence(mayHaveRun: failure.mayHaveReachedServer)]
    }

    private static func quoted(_ failure: HTTPFailure) -> StyledLine {
        failure.excerpt.allSatisfy(\.isWhitespace) ? "" : quotation(failure.excerpt)
    }

    private static let phrases = [
        301: "moved", 302: "moved", 307: "redirect", 308: "redirect", 400: "bad request", 401: "unauthorized",
        403: "forbidden", 404: "not found", 405: "method not allowed", 408: "request timeout",
        413: "body too large", 429: "too many requests", 500: "internal server error", 502: "bad gateway",
        503: "service unavailable", 504: "gateway timeout",
    ]
}

extension HTTPFailure {
    /// Whether the body is HTML.
    fileprivate var isWebPage: Bool {
        contentType?.lowercased().hasPrefix("text/html") == true
            || excerpt.drop(while: \.isWhitespace).prefix(14).lowercased().hasPrefix("<!doctype html")
            || excerpt.drop(while: \.isWhitespace).prefix(5).lowercased().hasPrefix("<html")
    }
}
