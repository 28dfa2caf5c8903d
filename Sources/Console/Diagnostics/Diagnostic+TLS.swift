internal import CentrifugoTransport

/// Failures of TLS.
extension Diagnostic {
    init(tlsFile path: String, _ role: TLSFileRole, _ problem: TLSFileProblem) {
        let (option, content) = role.words
        let headline: StyledLine
        let advice: StyledLine
        switch problem {
        case .unreadable(let number):
            headline = "\(path) cannot be read: \(StyledLine(own: SystemErrorText.words(number)))"
            advice = "It was named with \(option)."
        case .malformed:
            headline = "\(path) holds no \(StyledLine(own: content))"
            advice = "\(option) takes a file in PEM form\(StyledLine(own: role == .key ? ", without a password" : ""))."
        case .keyMismatch:
            headline = "\(path) does not belong to the certificate"
            advice = "--cert and --key name two halves of one pair."
        }
        self.init(failure: headline, details: [advice], status: .fault)
    }

    init(certificateOf names: [String], insteadOf expected: String) {
        self.init(failure: "the server's certificate is not for \(expected)", status: .connection)
        if names.isEmpty {
            details.append("It names no host at all.")
        } else {
            let listed = names.prefix(5).map { StyledLine(untrusted: $0) }.joined(by: ", ")
            details.append("It is for \(listed)\(names.count > 5 ? StyledLine(own: ", …") : "").")
        }
        details.append("Use a name that it is for, or is this another server than you think?")
    }

    init(_ distrust: Distrust) {
        let headline: StyledLine
        let advice: StyledLine
        switch distrust {
        case .selfSigned(let subject):
            headline = "the server's certificate is signed by nobody but itself: \(subject)"
            advice = "--cacert FILE trusts the certificate in the file; --insecure trusts any, for tests only."
        case .unknownIssuer(let issuer):
            headline = "the server's certificate is signed by somebody unknown here: \(issuer)"
            advice = "--cacert FILE names an authority to trust; or the server does not send its whole chain."
        case .expired(let time):
            headline = "the server's certificate is out of date: it ended \(TimeText.utc(secondsSince1970: time))"
            advice = "It must be renewed on the server."
        case .notYetValid(let time):
            headline = "the server's certificate is not valid yet: it begins \(TimeText.utc(secondsSince1970: time))"
            advice = "Check the clock of this machine first."
        }
        self.init(failure: headline, details: [advice], status: .connection)
    }

    init(_ failure: HandshakeFailure, _ facts: CallFacts) {
        let headline: StyledLine
        var advice: [StyledLine] = [facts.addressSentence]
        switch failure {
        case .notTLS:
            headline = "\(facts.authority) does not speak TLS"
            advice.append("If it speaks plain HTTP the address begins with http://.")
        case .closed:
            headline = "\(facts.authority) ended the connection while TLS was set up"
            advice.append(
                "A server that wants a client certificate may do so (--cert, --key), and one that speaks no TLS.")
        case .alert(let name):
            headline = "\(facts.authority) refused TLS: \(name)"
            advice = [
                name.contains("CERTIFICATE")
                    ? "The server wants a client certificate that it trusts: --cert FILE and --key FILE."
                    : facts.addressSentence
            ]
        case .other(let text):
            headline = "TLS with \(facts.authority) failed: \(text)"
        }
        self.init(failure: headline, details: advice, status: .connection)
    }
}

extension TLSFileRole {
    /// The option that names such a file, and what it holds.
    fileprivate var words: (option: String, content: String) {
        switch self {
        case .authority: ("--cacert", "certificate")
        case .certificate: ("--cert", "certificate")
        case .key: ("--key", "private key")
        }
    }
}
