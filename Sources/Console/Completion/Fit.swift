/// How a proposal must look to fit what is typed.
enum Fit: Sendable {
    /// It starts with this text.
    case start(String)
    /// It has this text anywhere in it.
    case part(String)

    /// The text that is typed.
    var typed: String {
        switch self {
        case .start(let text), .part(let text): text
        }
    }

    /// Whether a proposal fits, byte for byte.
    func accepts(_ proposal: String) -> Bool {
        switch self {
        case .start(let text): proposal.startsByteForByte(with: text)
        case .part(let text): Self.contains(proposal.utf8.span, text.utf8.span)
        }
    }

    private static func contains(_ text: Span<UInt8>, _ part: Span<UInt8>) -> Bool {
        guard part.count > 0 else { return true }
        var start = 0
        while start + part.count <= text.count {
            var count = 0
            while count < part.count, text[start + count] == part[count] { count += 1 }
            if count == part.count { return true }
            start += 1
        }
        return false
    }
}
