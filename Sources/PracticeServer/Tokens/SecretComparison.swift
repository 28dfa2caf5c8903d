extension Collection<UInt8> {
    /// Whether these are the bytes of a secret; how long the answer takes tells their number at most.
    func matches(secret: some Collection<UInt8>) -> Bool {
        count == secret.count && zip(self, secret).reduce(0) { $0 | ($1.0 ^ $1.1) } == 0
    }
}
