/// The secure hash functions of FIPS 180-4 that tokens are signed with, over words of 32 or 64 bits.
///
/// The package that has them brings Foundation along, which costs every start of the program more than these lines.
struct SHA2<Word: FixedWidthInteger & UnsignedInteger & Sendable>: Sendable {
    /// How far words are turned in the four functions of §4.1; the last of three is a shift where it is one.
    struct Turns: Sendable {
        let stateA, stateE, scheduleOld, scheduleNew: (Int, Int, Int)
    }

    /// How many bytes of the last state are the digest.
    let digestLength: Int
    private let start: [Word]
    private let constants: [Word]
    private let turns: Turns

    /// How many bytes are hashed at a time.
    var blockLength: Int { 2 * Word.bitWidth }

    func digest(of message: [UInt8]) -> [UInt8] {
        let padded = padded(message)
        var state = start
        for block in stride(from: 0, to: padded.count, by: blockLength) {
            add(padded[block..<(block + blockLength)], to: &state)
        }
        return Array(state.flatMap(Self.bytes).prefix(digestLength))
    }

    /// The message, a bit that ends it, zeros, and its length in bits in the last two words (§5.1).
    private func padded(_ message: [UInt8]) -> [UInt8] {
        var padded = message
        padded.append(0x80)
        let field = blockLength / 8
        let zeros = (2 * blockLength - field - padded.count % blockLength) % blockLength
        // The length is one of at most 64 bits, so what is in front of them in its field is zero as well.
        padded.append(contentsOf: repeatElement(0, count: zeros + field - 8))
        padded.append(contentsOf: SHA2<UInt64>.bytes(UInt64(message.count) * 8))
        return padded
    }

    private func add(_ block: ArraySlice<UInt8>, to state: inout [Word]) {
        let schedule = schedule(block)
        var (a, b, c, d) = (state[0], state[1], state[2], state[3])
        var (e, f, g, h) = (state[4], state[5], state[6], state[7])
        for (word, constant) in zip(schedule, constants) {
            let choice = (e & f) ^ (~e & g)
            let majority = (a & b) ^ (a & c) ^ (b & c)
            let first = h &+ mixed(e, turns.stateE, isShift: false) &+ choice &+ constant &+ word
            let second = mixed(a, turns.stateA, isShift: false) &+ majority
            (h, g, f, e) = (g, f, e, d &+ first)
            (d, c, b, a) = (c, b, a, first &+ second)
        }
        for (place, word) in [a, b, c, d, e, f, g, h].enumerated() { state[place] &+= word }
    }

    private func schedule(_ block: ArraySlice<UInt8>) -> [Word] {
        var words: [Word] = []
        words.reserveCapacity(constants.count)
        for byte in stride(from: block.startIndex, to: block.endIndex, by: Word.bitWidth / 8) {
            words.append(block[byte..<(byte + Word.bitWidth / 8)].reduce(0) { $0 << 8 | Word($1) })
        }
        for place in 16..<constants.count {
            let old = mixed(words[place - 15], turns.scheduleOld, isShift: true)
            let new = mixed(words[place - 2], turns.scheduleNew, isShift: true)
            words.append(words[place - 16] &+ old &+ words[place - 7] &+ new)
        }
        return words
    }

    private func mixed(_ word: Word, _ turns: (Int, Int, Int), isShift: Bool) -> Word {
        turned(word, turns.0) ^ turned(word, turns.1) ^ (isShift ? word >> turns.2 : turned(word, turns.2))
    }

    private func turned(_ word: Word, _ count: Int) -> Word {
        word &>> Word(count) | word &<< Word(Word.bitWidth - count)
    }

    private static func bytes(_ word: Word) -> [UInt8] {
        stride(from: Word.bitWidth - 8, through: 0, by: -8).map { UInt8(truncatingIfNeeded: word >> $0) }
    }
}

extension SHA2<UInt32> {
    /// SHA-256, whose numbers are the upper halves of those of SHA-512.
    static let sha256 = SHA2(
        digestLength: 32, start: SHA2Numbers.roots[..<8].map { UInt32($0 >> 32) },
        constants: SHA2Numbers.constants[..<64].map { UInt32($0 >> 32) },
        turns: Turns(
            stateA: (2, 13, 22), stateE: (6, 11, 25), scheduleOld: (7, 18, 3), scheduleNew: (17, 19, 10)))
}

extension SHA2<UInt64> {
    /// SHA-512.
    static let sha512 = SHA2(digestLength: 64, start: Array(SHA2Numbers.roots[..<8]))

    /// SHA-384: SHA-512 cut off, from another start.
    static let sha384 = SHA2(digestLength: 48, start: Array(SHA2Numbers.roots[8...]))

    private init(digestLength: Int, start: [UInt64]) {
        self.init(
            digestLength: digestLength, start: start, constants: SHA2Numbers.constants,
            turns: Turns(
                stateA: (28, 34, 39), stateE: (14, 18, 41), scheduleOld: (1, 8, 7), scheduleNew: (19, 61, 6)))
    }
}

/// The numbers of §4.2 and §5.3: first bits of fractions.
private enum SHA2Numbers {
    /// Of the square roots of the first 16 primes.
    static let roots: [UInt64] = [
        0x6a09e667_f3bcc908, 0xbb67ae85_84caa73b, 0x3c6ef372_fe94f82b, 0xa54ff53a_5f1d36f1,
        0x510e527f_ade682d1, 0x9b05688c_2b3e6c1f, 0x1f83d9ab_fb41bd6b, 0x5be0cd19_137e2179,
        0xcbbb9d5d_c1059ed8, 0x629a292a_367cd507, 0x9159015a_3070dd17, 0x152fecd8_f70e5939,
        0x67332667_ffc00b31, 0x8eb44a87_68581511, 0xdb0c2e0d_64f98fa7, 0x47b5481d_befa4fa4,
    ]

    /// Of the cube roots of the first 80 primes.
    static let constants: [UInt64] = [
        0x428a2f98_d728ae22, 0x71374491_23ef65cd, 0xb5c0fbcf_ec4d3b2f, 0xe9b5dba5_8189dbbc,
        0x3956c25b_f348b538, 0x59f111f1_b605d019, 0x923f82a4_af194f9b, 0xab1c5ed5_da6d8118,
        0xd807aa98_a3030242, 0x12835b01_45706fbe, 0x243185be_4ee4b28c, 0x550c7dc3_d5ffb4e2,
        0x72be5d74_f27b896f, 0x80deb1fe_3b1696b1, 0x9bdc06a7_25c71235, 0xc19bf174_cf692694,
        0xe49b69c1_9ef14ad2, 0xefbe4786_384f25e3, 0x0fc19dc6_8b8cd5b5, 0x240ca1cc_77ac9c65,
        0x2de92c6f_592b0275, 0x4a7484aa_6ea6e483, 0x5cb0a9dc_bd41fbd4, 0x76f988da_831153b5,
        0x983e5152_ee66dfab, 0xa831c66d_2db43210, 0xb00327c8_98fb213f, 0xbf597fc7_beef0ee4,
        0xc6e00bf3_3da88fc2, 0xd5a79147_930aa725, 0x06ca6351_e003826f, 0x14292967_0a0e6e70,
        0x27b70a85_46d22ffc, 0x2e1b2138_5c26c926, 0x4d2c6dfc_5ac42aed, 0x53380d13_9d95b3df,
        0x650a7354_8baf63de, 0x766a0abb_3c77b2a8, 0x81c2c92e_47edaee6, 0x92722c85_1482353b,
        0xa2bfe8a1_4cf10364, 0xa81a664b_bc423001, 0xc24b8b70_d0f89791, 0xc76c51a3_0654be30,
        0xd192e819_d6ef5218, 0xd6990624_5565a910, 0xf40e3585_5771202a, 0x106aa070_32bbd1b8,
        0x19a4c116_b8d2d0c8, 0x1e376c08_5141ab53, 0x2748774c_df8eeb99, 0x34b0bcb5_e19b48a8,
        0x391c0cb3_c5c95a63, 0x4ed8aa4a_e3418acb, 0x5b9cca4f_7763e373, 0x682e6ff3_d6b2b8a3,
        0x748f82ee_5defb2fc, 0x78a5636f_43172f60, 0x84c87814_a1f0ab72, 0x8cc70208_1a6439ec,
        0x90befffa_23631e28, 0xa4506ceb_de82bde9, 0xbef9a3f7_b2c67915, 0xc67178f2_e372532b,
        0xca273ece_ea26619c, 0xd186b8c7_21c0c207, 0xeada7dd6_cde0eb1e, 0xf57d4f7f_ee6ed178,
        0x06f067aa_72176fba, 0x0a637dc5_a2c898a6, 0x113f9804_bef90dae, 0x1b710b35_131c471b,
        0x28db77f5_23047d84, 0x32caab7b_40c72493, 0x3c9ebe0a_15c9bebc, 0x431d67c4_9c100d4c,
        0x4cc5d4be_cb3e42b6, 0x597f299c_fc657e2a, 0x5fcb6fab_3ad6faec, 0x6c44198c_4a475817,
    ]
}
