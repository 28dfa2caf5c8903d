import CentrifugoProtocol
import LosslessJSON

/// Writes answers as Go's `encoding/json` writes the server's types: zeros are left out unless a field always stands,
/// payloads are compacted, and what HTML could misread is escaped.
struct ReplyWriter {
    private var json = JSONWriter(escaping: .html)
    /// Whether something could not be written, because it is not JSON: then the whole answer is lost.
    private(set) var isBroken = false

    var bytes: [UInt8] { json.bytes }

    mutating func object(_ body: (inout ReplyWriter) -> Void) {
        json.beginObject()
        body(&self)
        json.endObject()
    }

    mutating func array<Element>(_ elements: some Sequence<Element>, _ body: (inout ReplyWriter, Element) -> Void) {
        json.beginArray()
        for element in elements { body(&self, element) }
        json.endArray()
    }

    mutating func key(_ name: String) { json.key(name) }

    mutating func text(_ text: ByteText) { json.string(text.text) }

    mutating func flag(_ flag: Bool) { json.bool(flag) }

    mutating func number(_ number: some FixedWidthInteger) { json.integer(number) }

    /// Writes a payload.
    mutating func payload(_ bytes: [UInt8]) {
        do throws(JSONError) {
            let written = try JSONFormatter.format(
                bytes, style: .compact, escaping: .html, options: RequestDecoder.options)
            json.raw(JSONText(unchecked: written))
        } catch {
            isBroken = true
            json.null()
        }
    }

    mutating func error(_ error: ServerError) {
        object {
            $0.key("code")
            $0.number(error.rawValue)
            $0.key("message")
            $0.text(ByteText(error.message))
        }
    }
}

/// Members that are left out when they say nothing.
extension ReplyWriter {
    mutating func member(_ name: String, unlessZero number: some FixedWidthInteger) {
        guard number != 0 else { return }
        key(name)
        self.number(number)
    }

    mutating func member(_ name: String, unlessEmpty text: ByteText) {
        guard !text.isEmpty else { return }
        key(name)
        self.text(text)
    }

    mutating func member(_ name: String, unlessEmpty bytes: [UInt8]) {
        guard !bytes.isEmpty else { return }
        key(name)
        payload(bytes)
    }

    mutating func member(_ name: String, unlessEmpty pairs: [ByteText: ByteText]) {
        guard !pairs.isEmpty else { return }
        key(name)
        object { writer in
            for (name, text) in pairs.sorted(by: { $0.key < $1.key }) {
                writer.key(name.text)
                writer.text(text)
            }
        }
    }
}
