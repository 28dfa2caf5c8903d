import SeededRandom

/// Types, deletes and pastes at random places; a seed decides what.
struct RandomTypist {
    private var generator: Random
    private let texts: [String]
    private var text: [Unicode.Scalar] = []

    private static let scalars = Array(" {}[]\"':,=.\\-$|#\n\tabe01_@é語🙂\u{301}".unicodeScalars)

    /// Makes a typist who starts from one of the texts and pastes pieces of all of them.
    init(seed: UInt64, texts: [String]) {
        generator = Random(seed: seed)
        self.texts = texts
        text = piece(whole: true)
    }

    /// Makes one edit; returns the text then and a place in its UTF-8 between two characters.
    mutating func edit() -> (text: String, cursor: Int) {
        let place = Int.random(in: 0...text.count, using: &generator)
        switch Int.random(in: 0..<8, using: &generator) {
        case 0: text.insert(contentsOf: piece(whole: false), at: place)
        case 1...3: text.removeSubrange(place..<min(place + 3, text.count))
        case 4 where text.count > 400: text = piece(whole: true)
        default: text.insert(Self.scalars.randomElement(using: &generator) ?? " ", at: place)
        }
        let end = Int.random(in: 0...text.count, using: &generator)
        return (string(text[...]), string(text[..<end]).utf8.count)
    }

    private func string(_ scalars: ArraySlice<Unicode.Scalar>) -> String {
        var result = String.UnicodeScalarView()
        result.append(contentsOf: scalars)
        return String(result)
    }

    private mutating func piece(whole: Bool) -> [Unicode.Scalar] {
        let scalars = Array((texts.randomElement(using: &generator) ?? "").unicodeScalars)
        guard !whole, !scalars.isEmpty else { return scalars }
        let start = Int.random(in: scalars.indices, using: &generator)
        return Array(scalars[start..<min(start + 12, scalars.count)])
    }
}
