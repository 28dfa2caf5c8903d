internal import PracticeServer

/// Why the practice server did not start.
extension Diagnostic {
    init(_ error: PracticeServerError) {
        switch error {
        case .portInUse(let address, let port):
            self.init(
                practice: "port \(port) of \(address) is in use",
                "Choose another with --port, or leave it out for any free one.")
        case .notPermitted(let address, let port):
            self.init(practice: "you may not listen on port \(port) of \(address)", "Choose a port above 1023.")
        case .noSuchAddress(let address, _):
            self.init(practice: "\(address) is no address of this machine", "Check http_server.address.")
        case .system(let address, let port, let number):
            self.init(
                practice:
                    "port \(port) of \(address) cannot be used: \(StyledLine(own: SystemErrorText.words(number)))",
                "Choose another port or address.")
        }
    }

    private init(practice headline: StyledLine, _ advice: StyledLine) {
        self.init(failure: "the practice server did not start: " + headline, details: [advice], status: .fault)
    }
}
