internal import Glibc

/// A host that is a numeric IPv4 or IPv6 address, so that nobody needs to be asked for it.
struct NumericAddress: Hashable {
    /// The 4 or 16 bytes of the address, in network order.
    let bytes: [UInt8]

    init?(_ text: String) {
        guard let bytes = Self.bytes(of: text, AF_INET, count: 4) ?? Self.bytes(of: text, AF_INET6, count: 16) else {
            return nil
        }
        self.bytes = bytes
    }

    var isIPv6: Bool { bytes.count == 16 }

    /// Whether it is in 127.0.0.0/8 or is `::1`.
    var isLoopback: Bool {
        isIPv6 ? bytes.dropLast().allSatisfy { $0 == 0 } && bytes.last == 1 : bytes.first == 127
    }

    private static func bytes(of text: String, _ family: Int32, count: Int) -> [UInt8]? {
        var bytes = [UInt8](repeating: 0, count: count)
        // inet_pton writes exactly as many bytes as the family's addresses have.
        return unsafe inet_pton(family, text, &bytes) == 1 ? bytes : nil
    }
}
