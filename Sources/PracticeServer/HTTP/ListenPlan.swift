/// The sockets that a configuration asks for, and what each of them serves.
struct ListenPlan {
    /// A socket and what it serves.
    struct Part: Equatable {
        let socket: PracticeSocket
        let endpoints: Router.Endpoints
    }

    /// What clients connect to.
    let main: Part
    /// What everybody else does; `nil`: the same.
    let inner: Part?

    init(_ configuration: PracticeConfiguration) {
        let listen = configuration.listen
        let outer = PracticeSocket(.main, address: listen.address, port: listen.port)
        let inner = listen.internalPort.map { port in
            let address = listen.internalAddress.isEmpty ? listen.address : listen.internalAddress
            return PracticeSocket(.internal, address: address, port: port)
        }
        guard let inner, !inner.isSame(as: outer) else {
            main = Part(socket: outer, endpoints: [.api, .clients])
            self.inner = nil
            return
        }
        let isExternal = configuration.api.isExternal
        main = Part(socket: outer, endpoints: isExternal ? [.api, .clients] : .clients)
        self.inner = Part(socket: inner, endpoints: isExternal ? [] : .api)
    }
}

extension PracticeSocket {
    /// Whether one listener serves both, which a real server, too, tells by the text; free ports are different ones.
    fileprivate func isSame(as other: PracticeSocket) -> Bool {
        port != 0 && port == other.port && address == other.address
    }
}
