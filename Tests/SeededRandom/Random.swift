internal import Glibc

/// Random numbers that are the same in each run (SplitMix64).
package struct Random: RandomNumberGenerator {
    private var state: UInt64

    package init(seed: UInt64) { state = seed }

    package mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }

    package mutating func number(below bound: Int) -> Int { Int.random(in: 0..<bound, using: &self) }

    package mutating func bytes(_ count: Int) -> [UInt8] {
        (0..<count).map { _ in UInt8.random(in: 0...255, using: &self) }
    }
}

/// How many rounds of random input a test makes: the environment may ask for more.
package func fuzzRounds(_ usual: Int) -> Int {
    getenv("CENTSH_FUZZ_ROUNDS").flatMap { Int(String(cString: $0)) } ?? usual
}

/// The seed that a test of random input starts with, unless the environment names another.
package func fuzzSeed(_ usual: UInt64) -> UInt64 {
    getenv("CENTSH_FUZZ_SEED").flatMap { UInt64(String(cString: $0)) } ?? usual
}
