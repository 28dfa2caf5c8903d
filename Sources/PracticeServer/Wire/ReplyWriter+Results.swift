import CentrifugoProtocol

extension ReplyWriter {
    /// Writes a result under a name, or the error.
    mutating func outcome(_ outcome: Result<MethodResult, Refusal>, under name: String) {
        switch outcome {
        case .success(let result):
            key(name)
            self.result(result)
        case .failure(let refusal):
            key("error")
            error(refusal.error)
        }
    }

    /// Writes the object of a method's result.
    mutating func result(_ result: MethodResult) {
        object { writer in
            switch result {
            case .empty: break
            case .position(let position): writer.members(of: position)
            case .responses(let responses): writer.responses(responses)
            case .publications(let publications, let top): writer.history(publications, top)
            case .presence(let clients): writer.presence(clients)
            case .presenceStats(let clients, let users):
                writer.member("num_clients", clients)
                writer.member("num_users", users)
            case .nodes(let nodes):
                writer.key("nodes")
                writer.array(nodes) { $0.node($1) }
            case .channels(let channels): writer.channels(channels)
            case .keyChange(let change): writer.members(of: change)
            case .entries(let page, let top): writer.members(of: page, top)
            case .keyCount(let count): writer.member("num_keys", unlessZero: count)
            }
        }
    }

    private mutating func member(_ name: String, _ number: some FixedWidthInteger) {
        key(name)
        self.number(number)
    }

    mutating func members(of position: StreamPosition) {
        member("offset", unlessZero: position.offset)
        member("epoch", unlessEmpty: position.epoch)
    }

    private mutating func responses(_ responses: [Result<StreamPosition, Refusal>]) {
        key("responses")
        array(responses) { writer, response in
            writer.object {
                switch response {
                case .success(let position):
                    $0.key("result")
                    $0.object { $0.members(of: position) }
                case .failure(let refusal):
                    $0.key("error")
                    $0.error(refusal.error)
                }
            }
        }
    }

    private mutating func history(_ publications: [Publication], _ top: StreamPosition) {
        key("publications")
        array(publications) { writer, publication in
            writer.object {
                $0.member("data", unlessEmpty: publication.data)
                if let info = publication.info {
                    $0.key("info")
                    $0.client(info)
                }
                $0.member("offset", unlessZero: publication.offset)
                $0.member("tags", unlessEmpty: publication.tags)
            }
        }
        key("epoch")
        text(top.epoch)
        member("offset", top.offset)
    }

    private mutating func client(_ info: ClientInfo) {
        object {
            $0.key("user")
            $0.text(info.user)
            $0.key("client")
            $0.text(info.client)
            $0.member("conn_info", unlessEmpty: info.connectionInfo)
            $0.member("chan_info", unlessEmpty: info.channelInfo)
        }
    }

    private mutating func presence(_ clients: [ClientInfo]) {
        key("presence")
        object { writer in
            for info in clients {
                writer.key(info.client.text)
                writer.client(info)
            }
        }
    }

    private mutating func channels(_ channels: [(name: ByteText, clients: Int)]) {
        key("channels")
        object { writer in
            for (name, clients) in channels {
                writer.key(name.text)
                writer.object { $0.member("num_clients", unlessZero: clients) }
            }
        }
    }

    private mutating func node(_ node: NodeInfo) {
        object {
            $0.key("uid")
            $0.text(node.uid)
            $0.key("name")
            $0.text(node.name)
            $0.key("version")
            $0.text(NodeStatus.version)
            $0.member("num_clients", node.counts.clients)
            $0.member("num_users", node.counts.users)
            $0.member("num_channels", node.counts.channels)
            $0.member("uptime", unlessZero: node.uptime)
            $0.key("metrics")
            $0.metrics(node.metrics)
            $0.member("num_subs", node.counts.subscriptions)
        }
    }

    private mutating func metrics(_ metrics: [(name: String, value: Int)]) {
        object { writer in
            writer.member("interval", NodeStatus.metricsInterval)
            writer.key("items")
            writer.object {
                for (name, value) in metrics { $0.member(name, value) }
            }
        }
    }
}
