/// A value of a request, by the kind of its field.
indirect enum RequestValue: Sendable {
    /// Not given, or `null` where that means the same.
    case absent
    case text(ByteText)
    case flag(Bool)
    case signed(Int64)
    case unsigned(UInt64)
    /// JSON as it was sent.
    case raw([UInt8])
    case list([RequestValue])
    case pairs([ByteText: ByteText])
    case object([RequestValue])
}

/// A decoded request: a value for each field of its shape.
///
/// Fields are asked for by the name that the schema gives them; what was not given reads as the zero of its kind,
/// as it does for the server.
struct Request: Sendable {
    let shape: RequestShape
    fileprivate(set) var values: [RequestValue]

    /// An empty request.
    init(_ shape: RequestShape) {
        self.init(shape, values: Array(repeating: .absent, count: shape.members.count))
    }

    init(_ shape: RequestShape, values: [RequestValue]) {
        self.shape = shape
        self.values = values
    }

    subscript(name: String) -> RequestValue {
        get { values[shape.place(of: name)] }
        set { values[shape.place(of: name)] = newValue }
    }

    func text(_ name: String) -> ByteText {
        if case .text(let text) = self[name] { text } else { .empty }
    }

    func flag(_ name: String) -> Bool {
        if case .flag(let flag) = self[name] { flag } else { false }
    }

    func signed(_ name: String) -> Int64 {
        if case .signed(let number) = self[name] { number } else { 0 }
    }

    func unsigned(_ name: String) -> UInt64 {
        if case .unsigned(let number) = self[name] { number } else { 0 }
    }

    /// JSON as it was sent, `nil` where nothing was.
    func raw(_ name: String) -> [UInt8]? {
        if case .raw(let bytes) = self[name] { bytes } else { nil }
    }

    /// Texts of a list, with an empty one for each `null`.
    func texts(_ name: String) -> [ByteText] {
        guard case .list(let items) = self[name] else { return [] }
        return items.map { if case .text(let text) = $0 { text } else { .empty } }
    }

    func pairs(_ name: String) -> [ByteText: ByteText] {
        if case .pairs(let pairs) = self[name] { pairs } else { [:] }
    }

    /// The request inside a field, `nil` where there is none.
    func object(_ name: String) -> Request? {
        let place = shape.place(of: name)
        guard case .object(let values) = values[place], case .object(let shape) = shape.members[place].kind else {
            return nil
        }
        return Request(shape, values: values)
    }
}
