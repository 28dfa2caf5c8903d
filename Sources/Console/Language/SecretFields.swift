internal import CentrifugoProtocol
internal import LineEditor

/// Finds lines with secrets: those of commands with a secret among their fields, and those that give a
/// key, token or password to a command that has no such field.
struct SecretFields: SecretDetector {
    private static let words = ["key", "token", "secret", "password"]

    private let names: [String]
    private let fields: Set<String>

    init(signatures: [Signature]) {
        names = signatures.filter { $0.fields.contains(where: \.isSecret) }.map(\.name)
        fields = Set(signatures.flatMap(\.leafPaths).map(\.path))
    }

    func containsSecret(_ line: String) -> Bool {
        if names.contains(where: line.contains) { return true }
        guard case .line(let words, _) = Tokenizer.line(in: Array(line.utf8)) else { return false }
        return words.tokens.contains { isSecret($0, in: words) }
    }

    /// Returns the line with what it gives as secrets blotted out, byte for byte.
    func withoutSecrets(_ line: Line) -> Line {
        var shown = line
        for token in line.tokens where isSecret(token, in: line) {
            for index in token.value { shown.source[index] = UInt8(ascii: "*") }
        }
        return shown
    }

    private func isSecret(_ token: Token, in line: Line) -> Bool {
        guard let name = token.name.map({ line.text($0).lowercased() }), !fields.contains(name) else { return false }
        return Self.words.contains(where: name.contains)
    }
}
