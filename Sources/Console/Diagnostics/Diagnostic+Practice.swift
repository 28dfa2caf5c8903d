internal import PracticeServer

/// Why the practice server did not start.
extension Diagnostic {
    init(_ error: PracticeServerError) {
        switch error {
        case .portInUse(let socket):
            self.init(practice: "port \(socket.port) of \(socket.address) is in use", socket.whereToChooseAnotherPort)
        case .notPermitted(let socket):
            self.init(
                practice: "you may not listen on port \(socket.port) of \(socket.address)",
                "Choose a port above 1023\(socket.isInternal ? " in http_server.internal_port" : "").")
        case .noSuchAddress(let socket):
            self.init(
                practice: "\(socket.address) is no address of this machine",
                "Check http_server.\(socket.isInternal ? "internal_address" : "address").")
        case .system(let socket, let number):
            let words = StyledLine(own: SystemErrorText.words(number))
            self.init(
                practice: "port \(socket.port) of \(socket.address) cannot be used: \(words)",
                "Choose another port or address.")
        }
    }

    private init(practice headline: StyledLine, _ advice: StyledLine) {
        self.init(failure: "the practice server did not start: " + headline, details: [advice], status: .fault)
    }
}

extension PracticeSocket {
    fileprivate var isInternal: Bool { purpose == .internal }

    fileprivate var whereToChooseAnotherPort: StyledLine {
        isInternal
            ? "Choose another in http_server.internal_port."
            : "Choose another with --port, or leave it out for any free one."
    }
}
