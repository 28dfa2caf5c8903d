internal import CentrifugoProtocol

/// Decides which field each word of a command is for: the one that it names, or else the next by place.
///
/// The one rule behind understanding a line, completing it and explaining it.
struct FieldPlacement {
    /// What a word is for.
    enum Place {
        /// The field that stands at the path before its `=`.
        case named(Field, path: String)
        /// A field, but no part of it that there is, as in `since.offse=`.
        case unknownPart(of: Field, path: String)
        /// The next field by place.
        case next(Field)
        /// A command of its own starts with it, up to the end of the line.
        case command(Field)
        /// No field is left for it.
        case surplus
    }

    let signature: Signature
    /// A bit for each of the fields that take a word by its place, set for those that take none any more.
    private var closed: UInt64 = 0

    /// Starts with all the words behind the command.
    ///
    /// Of a command that holds another only the fields before that one are its own, so there names do
    /// not count ahead.
    init(_ signature: Signature, words: some Sequence<Token>, in line: Line) {
        self.signature = signature
        guard !signature.holdsCommand else { return }
        for word in words { word.name.map { close(line.text($0)) } }
    }

    /// The fields that still take a word by its place, in their order.
    var open: [Field] {
        signature.positionals.indices.filter { closed & 1 << $0 == 0 }.map { signature.positionals[$0] }
    }

    /// Takes the next word.
    mutating func place(_ word: Token, in line: Line) -> Place {
        if let name = word.name, let place = named(line.text(name)) { return place }
        guard let next = firstOpen(from: 0) else { return .surplus }
        let field = signature.positionals[next]
        if field.startsCommand { return .command(field) }
        if !field.isList || firstOpen(from: next + 1) != nil { closed |= 1 << next }
        return .next(field)
    }

    private func firstOpen(from start: Int) -> Int? {
        (start..<signature.positionals.count).first { closed & 1 << $0 == 0 }
    }

    private mutating func named(_ path: String) -> Place? {
        guard let top = signature.field(named: Self.top(path)), !top.startsCommand else { return nil }
        guard let field = signature.field(at: path) else { return .unknownPart(of: top, path: path) }
        close(path)
        return .named(field, path: path)
    }

    private mutating func close(_ path: String) {
        for (index, field) in signature.positionals.enumerated() where field.name == Self.top(path) {
            closed |= 1 << index
        }
    }

    private static func top(_ path: String) -> Substring {
        path[..<(path.utf8.firstIndex(of: UInt8(ascii: ".")) ?? path.endIndex)]
    }
}
