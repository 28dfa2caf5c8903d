internal import Glibc

/// Short texts that differ where longer ones do (FNV-1a, 64 bits).
enum Fingerprint {
    static func of(_ bytes: some Sequence<UInt8>) -> String {
        bytes.reduce(0xCBF2_9CE4_8422_2325 as UInt64) { ($0 ^ UInt64($1)) &* 0x100_0000_01B3 }.hexadecimal
    }

    /// That of the bytes of an open file before a place, 4 KiB at most.
    static func of(_ descriptor: Int32, before end: Int) -> String {
        let length = min(end, 4096)
        var bytes = [UInt8](repeating: 0, count: length)
        let count = unsafe pread(descriptor, &bytes, length, off_t(end - length))
        return of(bytes.prefix(max(0, count)))
    }
}
