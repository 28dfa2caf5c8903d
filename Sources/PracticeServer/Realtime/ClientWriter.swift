import LosslessJSON

/// Writes what goes to clients as the server's JSON protocol has it: one line each, zeros left out, payloads as they
/// are but for their line feeds.
struct ClientWriter {
    private var json = JSONWriter(escaping: .html)
    /// Whether a payload is no JSON: then nothing can be said to a client that speaks JSON.
    private(set) var isBroken = false

    /// The line; `nil` where a payload is no JSON.
    var line: [UInt8]? { isBroken ? nil : json.bytes }

    mutating func object(_ body: (inout ClientWriter) -> Void) {
        json.beginObject()
        body(&self)
        json.endObject()
    }

    mutating func object(_ name: String, _ body: (inout ClientWriter) -> Void) {
        json.key(name)
        object(body)
    }

    mutating func array<Element>(
        _ name: String, _ elements: some Sequence<Element>, _ body: (inout ClientWriter, Element) -> Void
    ) {
        json.key(name)
        json.beginArray()
        for element in elements { body(&self, element) }
        json.endArray()
    }

    mutating func text(_ name: String, _ text: ByteText) {
        json.key(name)
        json.string(text.text)
    }

    mutating func number(_ name: String, _ number: some FixedWidthInteger) {
        json.key(name)
        json.integer(number)
    }

    mutating func member(_ name: String, unlessEmpty text: ByteText) {
        if !text.isEmpty { self.text(name, text) }
    }

    mutating func member(_ name: String, unlessZero number: some FixedWidthInteger) {
        if number != 0 { self.number(name, number) }
    }

    mutating func member(_ name: String, ifTrue flag: Bool) {
        guard flag else { return }
        json.key(name)
        json.bool(true)
    }

    mutating func payload(_ name: String, _ bytes: [UInt8]) {
        guard !bytes.isEmpty else { return }
        json.key(name)
        do throws(JSONError) {
            try JSONValidator.validate(bytes, options: RequestDecoder.options)
            // A line feed ends a line; in valid JSON it stands only between tokens.
            let isLine = !bytes.contains(UInt8(ascii: "\n"))
            json.raw(JSONText(unchecked: isLine ? bytes : bytes.filter { $0 != UInt8(ascii: "\n") }))
        } catch {
            isBroken = true
            json.null()
        }
    }
}

extension ClientWriter {
    /// Writes a payload as the text that it is.
    fileprivate mutating func wrapped(_ name: String, _ bytes: [UInt8]) {
        guard !bytes.isEmpty else { return }
        text(name, ByteText(bytes))
    }
}

/// The parts that several messages have.
extension ClientWriter {
    mutating func client(_ info: ClientInfo) {
        text("user", info.user)
        text("client", info.client)
        payload("conn_info", info.connectionInfo)
        payload("chan_info", info.channelInfo)
    }

    /// Writes a publication; the first of a stream says which stream it is.
    ///
    /// Subscribers that take differences get payloads as JSON texts: either a difference or, as always here, the whole.
    mutating func publication(_ publication: Publication, epoch: ByteText, isWrapped: Bool) {
        if isWrapped { wrapped("data", publication.data) } else { payload("data", publication.data) }
        if let info = publication.info { object("info") { $0.client(info) } }
        member("offset", unlessZero: publication.offset)
        if !publication.tags.isEmpty {
            object("tags") { writer in
                for (name, text) in publication.tags.sorted(by: { $0.key < $1.key }) { writer.text(name.text, text) }
            }
        }
        if publication.offset == 1 { text("epoch", epoch) }
    }

    mutating func publications(_ publications: [Publication], epoch: ByteText, areWrapped: Bool = false) {
        array("publications", publications) { writer, publication in
            writer.object { $0.publication(publication, epoch: epoch, isWrapped: areWrapped) }
        }
    }

    mutating func expiry(_ ttl: Int64?) {
        guard let ttl else { return }
        member("expires", ifTrue: true)
        member("ttl", unlessZero: ttl)
    }
}
