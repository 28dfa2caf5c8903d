import LosslessJSON
import SeededRandom

/// A naive model of a JSON value: what a tree of enums would hold.
indirect enum Model: Equatable {
    case scalar(JSONValue.Kind, text: String)
    case string(text: String, decoded: String)
    case array([Model])
    case object([Pair])

    struct Pair: Equatable {
        var keyText: String
        var key: String
        var value: Model
    }

    /// The model without any white space.
    var compact: String {
        switch self {
        case .scalar(_, let text), .string(let text, _): text
        case .array(let elements): "[" + elements.map(\.compact).joined(separator: ",") + "]"
        case .object(let pairs):
            "{" + pairs.map { $0.keyText + ":" + $0.value.compact }.joined(separator: ",") + "}"
        }
    }

    /// The model as the tape shows it.
    init(_ value: JSONValue, source: [UInt8]) {
        switch value.kind {
        case .array: self = .array(value.elements.map { Model($0, source: source) })
        case .object:
            self = .object(
                value.members.map { member in
                    Pair(
                        keyText: String(decoding: source[member.nameSpan], as: UTF8.self), key: member.name,
                        value: Model(member.value, source: source))
                })
        case .string: self = .string(text: value.text, decoded: value.string ?? "")
        case let kind: self = .scalar(kind, text: value.text)
        }
    }

    private init() { self = .scalar(.null, text: "null") }

    /// A random value at most `depth` levels deep.
    static func random(depth: Int, using generator: inout Random) -> Model {
        switch Int.random(in: 0..<(depth > 0 ? 7 : 4), using: &generator) {
        case 0: return randomWord(&generator)
        case 1: return randomNumber(&generator)
        case 2, 3:
            let string = randomString(&generator)
            return .string(text: string.text, decoded: string.decoded)
        case 4, 5:
            let count = Int.random(in: 0..<5, using: &generator)
            return .array((0..<count).map { _ in random(depth: depth - 1, using: &generator) })
        default:
            let count = Int.random(in: 0..<5, using: &generator)
            return .object(
                (0..<count).map { _ in
                    let key = randomString(&generator)
                    return Pair(
                        keyText: key.text, key: key.decoded, value: random(depth: depth - 1, using: &generator))
                })
        }
    }

    private static func randomWord(_ generator: inout Random) -> Model {
        let words: [Model] = [
            .scalar(.null, text: "null"), .scalar(.bool, text: "true"), .scalar(.bool, text: "false"),
        ]
        return words.randomElement(using: &generator) ?? Model()
    }

    private static func randomNumber(_ generator: inout Random) -> Model {
        let signs = ["", "-"]
        let integers = ["0", "7", "10", "18446744073709551616", "123456789"]
        let fractions = ["", "", ".0", ".5000", ".000000000001"]
        let exponents = ["", "", "e0", "E+10", "e-400"]
        let parts = [signs, integers, fractions, exponents]
        return .scalar(.number, text: parts.compactMap { $0.randomElement(using: &generator) }.joined())
    }

    private static func randomString(_ generator: inout Random) -> (text: String, decoded: String) {
        let pieces: [(String, String)] = [
            ("a", "a"), ("plain text of some length", "plain text of some length"), (" ", " "), ("é", "é"),
            ("漢字", "漢字"), ("😀", "😀"), (#"\n"#, "\n"), (#"\""#, "\""), (#"\\"#, "\\"), (#"\/"#, "/"),
            (#"\u00e9"#, "é"), (#"\uD83D\uDE00"#, "😀"), (#"\uDEAD"#, "\u{FFFD}"), ("<&>", "<&>"),
            ("{[:,]}", "{[:,]}"), ("\u{7F}", "\u{7F}"), ("\u{202E}", "\u{202E}"), ("\u{2028}", "\u{2028}"),
        ]
        let count = Int.random(in: 0..<6, using: &generator)
        let chosen = (0..<count).compactMap { _ in pieces.randomElement(using: &generator) }
        return ("\"" + chosen.map(\.0).joined() + "\"", chosen.map(\.1).joined())
    }
}

/// Puts random white space between the tokens of a compact text.
func spaced(_ compact: String, using generator: inout Random) -> [UInt8] {
    var result: [UInt8] = []
    var isInString = false
    var isEscaped = false
    for byte in compact.utf8 {
        let isMark = !isInString && "[]{}:,".utf8.contains(byte)
        if isMark { appendSpace(&result, &generator) }
        result.append(byte)
        if isMark { appendSpace(&result, &generator) }
        if byte == UInt8(ascii: "\""), !isEscaped { isInString.toggle() }
        isEscaped = isInString && byte == UInt8(ascii: "\\") && !isEscaped
    }
    return result
}

private func appendSpace(_ result: inout [UInt8], _ generator: inout Random) {
    guard Bool.random(using: &generator) else { return }
    for _ in 0..<Int.random(in: 0..<12, using: &generator) {
        result.append([0x20, 0x20, 0x20, 0x0A, 0x0D, 0x09].randomElement(using: &generator) ?? 0x20)
    }
}
