import LineEditor
import SeededRandom

/// Somebody at the keyboard who has lost all sense; a seed decides what is typed.
struct RandomKeys {
    /// What happens at once.
    enum Step: Sendable {
        case bytes([UInt8])
        /// The terminal window gets another size.
        case size(columns: Int, rows: Int)
        /// A text arrives from elsewhere.
        case print(String)
        /// The owner knows more than before.
        case refresh
    }

    /// Whether characters are typed that screens show differently.
    var isDaring = true
    private var generator: Random
    private let isVi: Bool

    init(seed: UInt64, isVi: Bool) {
        generator = Random(seed: seed)
        self.isVi = isVi
    }

    /// A few keys, or something else that happens between keys.
    ///
    /// A key that may end the line is the last of its step: what follows would be typed while nobody
    /// reads, which the kernel echoes to wherever the cursor stands.
    mutating func step() -> Step {
        switch number(below: 24) {
        case 0: return .size(columns: pick([1, 2, 4, 9, 20, 33, 40, 80]), rows: pick([1, 2, 5, 10, 24]))
        case 1: return .print(text(ofAtMost: 30) + (isLikely(2) ? "\n" : ""))
        case 2: return .refresh
        default: break
        }
        var bytes: [UInt8] = []
        for _ in 0..<number(below: 6) { bytes += key() }
        if isLikely(3) { bytes += endingKey() }
        return .bytes(bytes.isEmpty ? key() : bytes)
    }

    private mutating func key() -> [UInt8] {
        switch number(below: 20) {
        case 0...6: Array(text(ofAtMost: 4).utf8)
        case 7...9: Array(pick(Self.words).utf8)
        case 10, 11: Array(Keys.control(pick(Self.controls)).utf8)
        case 12, 13: Array(Keys.alt(pick(Self.ascii)).utf8)
        case 14, 15: Array(pick(Self.named).utf8)
        case 16: Array(pick(Self.nonsense).utf8)
        case 17: Array(Keys.pasted(text(ofAtMost: 60) + pick(["", "\r", "\r\n"]) + text(ofAtMost: 9)).utf8)
        case 18: Array(pick(Self.named).utf8.dropLast(number(below: 3)))
        default: isLikely(4) ? pick(Self.broken) : [UInt8.random(in: 0x20...0xFF, using: &generator)].endless
        }
    }

    /// A key after which another line may be read.
    private mutating func endingKey() -> [UInt8] {
        let keys = [Keys.enter, "\n", Keys.control("d"), Keys.control("c"), "\u{1B}\r", Keys.control("x"), "#"]
        return Array(pick(keys).utf8)
    }

    private mutating func text(ofAtMost count: Int) -> String {
        var scalars = String.UnicodeScalarView()
        for _ in 0...number(below: count) {
            let scalar =
                isLikely(4)
                ? pick(isDaring ? Self.wide + Self.odd : Self.wide)
                : Unicode.Scalar(pick(Self.ascii).asciiValue ?? 0x20)
            scalars.append(scalar)
        }
        return String(scalars)
    }

    private mutating func number(below bound: Int) -> Int { generator.number(below: bound) }

    private mutating func isLikely(_ one: Int) -> Bool { number(below: one) == 0 }

    private mutating func pick<Value>(_ values: [Value]) -> Value { values[number(below: values.count)] }
}

extension RandomKeys {
    /// `#` ends a line in vi's command mode.
    private static let ascii = (UInt8(ascii: " ")...UInt8(ascii: "~")).map { Character(Unicode.Scalar($0)) }
        .filter { $0 != "#" }
    /// Without those that may end a line, and Ctrl-X, which is the first half of a key.
    private static let controls = Array("abefghiklnopqrstuvwyz@[\\]^_")
    private static let wide = Array("频道字é😀👍ÿ\u{A0}ᄒ가".unicodeScalars)
    /// Marks and joiners without a cell of their own, a change of direction, and what cannot be printed.
    private static let odd = Array(
        "\u{301}\u{308}\u{1F3FD}\u{200D}\u{FE0F}\u{AD}\u{202E}\u{E000}\u{10FFFF}".unicodeScalars)
    private static let words = [
        "publish ", "bad ", "pub", "{", "}", "[1, ", "\"", "频道 ", "  ", "history", "\t\t", "a\\",
    ]
    private static let named =
        [Keys.up, Keys.down, Keys.left, Keys.right, Keys.home, Keys.end, Keys.delete, Keys.wordLeft, Keys.tab]
        + [Keys.backTab, Keys.backspace, Keys.escape, "\u{1B}[1;5C", "\u{1B}[5~", "\u{1B}[6~", "\u{1B}OA", "\u{1B}OD"]
        + ["\u{18}\u{05}", "\u{16}\u{03}", "\u{12}a"]
    /// Function keys, reports of mouse and focus, answers of a terminal, sequences that nobody has defined.
    private static let nonsense =
        ["\u{1B}OP", "\u{1B}[15~", "\u{1B}[24;5~", "\u{1B}[<0;12;7M", "\u{1B}[<35;1;1m", "\u{1B}[I", "\u{1B}[O"]
        + [
            "\u{1B}[12;40R", "\u{1B}[?62;c", "\u{1B}[201~", "\u{1B}[99999999999999999999A", "\u{1B}[;;;;~",
            "\u{1B}[1 q",
        ]
        + ["\u{1B}]0;title\u{7}", "\u{1B}P1$r\u{1B}\\", "\u{1B}\u{1B}[A", "\u{1B}[M !!"]
    /// What is not UTF-8, and a paste that does not end.
    private static let broken: [[UInt8]] = [
        [0xFF], [0xC3], [0xE9, 0xA2], [0xF0, 0x9F, 0x98], [0xC0, 0x80], [0xED, 0xA0, 0x80], [0xF4, 0x90, 0x80, 0x80],
        Array("\u{1B}[200~cut off".utf8), Array("\u{1B}[200~".utf8), Array("\u{1B}[20".utf8), [0x9B, 0x41],
    ]
}

extension [UInt8] {
    /// The same without what may end a line.
    fileprivate var endless: [UInt8] { filter { $0 != UInt8(ascii: "#") } }
}
