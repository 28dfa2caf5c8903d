/// Random numbers that repeat when the seed does (xoshiro256**).
struct SeededGenerator: RandomNumberGenerator, Sendable {
    private var state: (UInt64, UInt64, UInt64, UInt64)

    /// Starts from a seed, or from the machine's randomness where there is none.
    init(seed: UInt64?) {
        var source = SystemRandomNumberGenerator()
        var mixed = seed ?? 0
        func next() -> UInt64 {
            guard seed != nil else { return source.next() }
            // SplitMix64 spreads one seed over the four words.
            mixed &+= 0x9E37_79B9_7F4A_7C15
            var word = mixed
            word = (word ^ (word >> 30)) &* 0xBF58_476D_1CE4_E5B9
            word = (word ^ (word >> 27)) &* 0x94D0_49BB_1331_11EB
            return word ^ (word >> 31)
        }
        state = (next(), next(), next(), next())
    }

    mutating func next() -> UInt64 {
        let product = state.1 &* 5
        let result = (product << 7 | product >> 57) &* 9
        let shifted = state.1 << 17
        state.2 ^= state.0
        state.3 ^= state.1
        state.1 ^= state.2
        state.0 ^= state.3
        state.2 ^= shifted
        state.3 = state.3 << 45 | state.3 >> 19
        return result
    }
}

extension SeededGenerator {
    private static let letters = Array("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ".utf8)
    private static let digits = Array("0123456789abcdef".utf8)

    /// Returns the name of a stream's life: eight letters.
    mutating func epoch() -> ByteText {
        ByteText((0..<8).map { _ in Self.letters[Int.random(in: 0..<Self.letters.count, using: &self)] })
    }

    /// Returns an identifier of the form of a random UUID (RFC 9562 §5.4).
    mutating func uuid() -> ByteText {
        let (high, low) = (next(), next())
        let stamped = (high & ~0xF000 | 0x4000, low & ~(3 << 62) | 2 << 62)
        let hex = Self.hex(stamped.0) + Self.hex(stamped.1)
        let groups = [0..<8, 8..<12, 12..<16, 16..<20, 20..<32]
        return ByteText(Array(groups.map { hex[$0] }.joined(separator: [UInt8(ascii: "-")])))
    }

    /// Returns a length of time from zero up to, and without, another; zero where that is.
    mutating func duration(below limit: Duration) -> Duration {
        let nanoseconds = limit.nanoseconds
        return nanoseconds > 0 ? .nanoseconds(Int64.random(in: 0..<nanoseconds, using: &self)) : .zero
    }

    /// Returns 32 hexadecimal digits for a key.
    mutating func key() -> String {
        String(decoding: Self.hex(next()) + Self.hex(next()), as: UTF8.self)
    }

    private static func hex(_ word: UInt64) -> [UInt8] {
        (0..<16).map { digits[Int(word >> (60 - 4 * UInt64($0)) & 0xF)] }
    }
}
