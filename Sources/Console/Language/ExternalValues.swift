internal import CentrifugoProtocol
internal import LosslessJSON

/// Reads the values that a line only names: files after `@`, and `-`.
package protocol ExternalValues {
    /// Returns the bytes of a file.
    ///
    /// - Throws: `LanguageError.unreadableFile`.
    func file(_ path: String, span: Range<Int>) async throws(LanguageError) -> [UInt8]
    /// Returns what stands on standard input, or what was typed in an editor.
    ///
    /// - Throws: `LanguageError.inputTaken` where that cannot be had.
    func input(span: Range<Int>) async throws(LanguageError) -> [UInt8]
}

extension Invocation {
    /// Returns the same command with every value read.
    ///
    /// - Throws: What `values` throws, and `LanguageError` for content that the field does not take.
    package func resolved(with values: some ExternalValues) async throws(LanguageError) -> Invocation {
        guard hasExternalValues else { return self }
        var resolved = arguments
        for index in arguments.indices {
            resolved[index].value = .json(try await json(of: arguments[index], values))
        }
        let inner = if let nested { Inner.some(try await nested.resolved(with: values)) } else { inner }
        return Invocation(line: line, signature: signature, arguments: resolved, body: body, inner: inner)
    }

    private func json(of argument: Argument, _ values: some ExternalValues) async throws(LanguageError) -> JSONText {
        let name = argument.path.joined(separator: ".")
        let content: JSONText
        switch argument.value {
        case .json(let value): return value
        case .open: return .null
        case .file(let path):
            content = try read(try await values.file(path, span: argument.span), from: path, span: argument.span)
        case .input:
            content = try read(try await values.input(span: argument.span), from: "-", span: argument.span)
        }
        let kind = signature.field(at: name)?.kind ?? .json
        try KindChecker(base: nil, span: argument.span).check(content.value, kind, named: name)
        return content
    }

    /// The rule for bare words, for a whole file: JSON where it is, otherwise text without its last line feed.
    ///
    /// An empty file is hardly meant, and refused.
    private func read(_ bytes: [UInt8], from path: String, span: Range<Int>) throws(LanguageError) -> JSONText {
        guard bytes.contains(where: { !$0.isBlank && $0 != UInt8(ascii: "\n") }) else {
            throw .emptyValue(path == "-" ? "standard input" : path, span: span)
        }
        do throws(JSONError) {
            return try JSONText(bytes: bytes)
        } catch {
            let start = bytes.first { !$0.isBlank && $0 != UInt8(ascii: "\n") }
            let opensJSON = start.map { [UInt8(ascii: "{"), UInt8(ascii: "["), UInt8(ascii: "\"")].contains($0) }
            guard opensJSON != true, let text = String(validating: bytes, as: UTF8.self) else {
                throw .invalidFile(path: path, error.reason, at: error.offset, span: span)
            }
            return JSONText(string: text.hasSuffix("\n") ? String(text.dropLast()) : text)
        }
    }
}
