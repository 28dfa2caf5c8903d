import CentrifugoProtocol

/// The fields of a request as the decoder needs them, made from the schema.
struct RequestShape: Sendable {
    /// What JSON a field accepts.
    indirect enum Kind: Sendable {
        case text
        case flag
        case integer(IntegerKind.Width)
        /// Any JSON, kept as it was sent.
        case raw
        case list(Kind)
        /// An object of texts under names of the sender's.
        case pairs
        case object(RequestShape)
    }

    struct Member: Sendable {
        let name: String
        let kind: Kind
        fileprivate let spelling: [UInt8]
        fileprivate let folded: [UInt8]
    }

    let members: [Member]

    init(_ members: [(name: String, kind: Kind)]) {
        self.members = members.map {
            let spelling = Array($0.name.utf8)
            return Member(name: $0.name, kind: $0.kind, spelling: spelling, folded: NameFolding.fold(spelling))
        }
    }

    init(_ fields: [Field]) {
        self.init(fields.map { ($0.name, Kind($0.kind)) })
    }

    /// Returns the place of the field that a name in a request means, in whatever case it is spelled.
    func place(ofSent name: ArraySlice<UInt8>) -> Int? {
        // Folding costs an allocation, and most names come as they are declared.
        if let exact = members.firstIndex(where: { $0.spelling[...] == name }) { return exact }
        let folded = NameFolding.fold(Array(name))
        return members.firstIndex { $0.folded == folded }
    }

    /// Returns the place of a field that the schema declares.
    func place(of name: String) -> Int {
        guard let place = members.firstIndex(where: { $0.name == name }) else {
            preconditionFailure("the schema declares no field \(name) here")
        }
        return place
    }
}

extension RequestShape.Kind {
    init(_ kind: ValueKind) {
        switch kind {
        case .channel, .user, .client, .text, .epoch, .base64, .choice, .method: self = .text
        case .flag: self = .flag
        case .integer(let integer): self = .integer(integer.width)
        case .offset: self = .integer(.uint64)
        case .list(let element): self = .list(Self(element))
        case .pairs: self = .pairs
        case .object(let fields): self = .object(RequestShape(fields))
        // All but the first exist in the console only and never cross the wire.
        case .json, .file, .buffer, .word, .item, .itemRange, .command, .line, .seconds, .rate, .path, .assignment,
            .mapping:
            self = .raw
        }
    }
}

/// Names in requests count in any case, as in Go's `encoding/json`.
enum NameFolding {
    /// Returns one spelling for all that differ in case only.
    ///
    /// Beside the 26 letters that is the Kelvin sign (a `k`) and the long s (an `s`): the only other characters
    /// whose cases meet a letter of our field names.
    static func fold(_ name: [UInt8]) -> [UInt8] {
        var folded: [UInt8] = []
        var rest = name[...]
        while let byte = rest.popFirst() {
            switch byte {
            case UInt8(ascii: "A")...UInt8(ascii: "Z"):
                folded.append(byte | 0x20)
            case 0xE2 where rest.starts(with: [0x84, 0xAA]):
                folded.append(UInt8(ascii: "k"))
                rest = rest.dropFirst(2)
            case 0xC5 where rest.first == 0xBF:
                folded.append(UInt8(ascii: "s"))
                rest = rest.dropFirst()
            default:
                folded.append(byte)
            }
        }
        return folded
    }
}
