// Numbers and literals (RFC 8259 §3, §6).

/// How far a number has come.
enum NumberPart {
    case minus, zero, integer, point, fraction, exponent, exponentSign, exponentDigits

    /// The part that a number's first byte, a minus or a digit, leads to.
    @inline(__always) init(first byte: UInt8) {
        self = byte == ASCII.minus ? .minus : byte == ASCII.zero ? .zero : .integer
    }

    /// Whether a digit changes nothing here.
    @inline(__always) var isDigits: Bool { self == .integer || self == .fraction || self == .exponentDigits }

    /// Whether the number may end here.
    var isComplete: Bool {
        switch self {
        case .zero, .integer, .fraction, .exponentDigits: true
        case .minus, .point, .exponent, .exponentSign: false
        }
    }
}

/// The bytes of `true`, `false` or `null` still to come.
struct PartialLiteral: Sendable {
    /// The next byte lowest; 0 when none is left.
    private(set) var rest: UInt32 = 0

    init() {}

    /// The literal that starts with `byte`.
    @inline(__always) init?(first byte: UInt8) {
        switch byte {
        case ASCII.byte("t"): rest = 0x65_7572
        case ASCII.byte("f"): rest = 0x6573_6C61
        case ASCII.byte("n"): rest = 0x6C_6C75
        default: return nil
        }
    }

    @inline(__always) var next: UInt8 { UInt8(truncatingIfNeeded: rest) }

    @inline(__always) mutating func advance() { rest >>= 8 }
}

extension Grammar {
    mutating func scanLiteral(
        _ chunk: Span<UInt8>, from start: Int, into sink: inout some GrammarSink
    ) throws(JSONError) -> Int {
        var index = start
        while literal.rest != 0 {
            guard index < chunk.count else {
                expectation = .restOfLiteral
                return index
            }
            guard chunk[index] == literal.next else { throw error(.invalidLiteral, at: index) }
            literal.advance()
            index &+= 1
        }
        endScalar(at: index, in: chunk, into: &sink)
        return index
    }

    /// Reads on in a number from the part it has come to.
    mutating func scanNumber(
        _ chunk: Span<UInt8>, from start: Int, into sink: inout some GrammarSink
    ) throws(JSONError) -> Int {
        var index = start
        var part = number
        while index < chunk.count {
            let byte = chunk[index]
            if part.isDigits, ASCII.isDigit(byte) {
                index &+= 1
            } else if let next = part.next(byte) {
                part = next
                index &+= 1
            } else if part.isComplete, !(part == .zero && ASCII.isDigit(byte)) {
                endScalar(at: index, in: chunk, into: &sink)
                return index
            } else {
                throw error(.invalidNumber, at: index)
            }
        }
        number = part
        expectation = .restOfNumber
        return index
    }
}

extension NumberPart {
    /// The part that `byte` leads to, or `nil` when it cannot stand here.
    @inline(__always) func next(_ byte: UInt8) -> NumberPart? {
        switch self {
        case .minus:
            ASCII.isDigit(byte) ? NumberPart(first: byte) : nil
        case .zero:
            afterInteger(byte)
        case .integer:
            ASCII.isDigit(byte) ? .integer : afterInteger(byte)
        case .point:
            ASCII.isDigit(byte) ? .fraction : nil
        case .fraction:
            ASCII.isDigit(byte) ? .fraction : startsExponent(byte) ? .exponent : nil
        case .exponent:
            ASCII.isDigit(byte) ? .exponentDigits : byte == 0x2B || byte == ASCII.minus ? .exponentSign : nil
        case .exponentSign, .exponentDigits:
            ASCII.isDigit(byte) ? .exponentDigits : nil
        }
    }

    @inline(__always) private func afterInteger(_ byte: UInt8) -> NumberPart? {
        byte == 0x2E ? .point : startsExponent(byte) ? .exponent : nil
    }

    @inline(__always) private func startsExponent(_ byte: UInt8) -> Bool {
        byte | 0x20 == 0x65
    }
}
