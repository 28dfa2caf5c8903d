/// Variables in a line: `${name}` always means one.
///
/// `$name` means one only where it is set; none can be set yet, so it stays as typed.
enum Variables {
    /// Finds variables that are not set, outside `'…'` and arguments of the process.
    static func check(_ line: Line) throws(LanguageError) {
        guard line.source.contains(UInt8(ascii: "$")) else { return }
        for token in line.tokens where token.form != .literal && token.form != .argument {
            guard let (name, span) = reference(in: line, token.span) else { continue }
            throw .unsetVariable(name, span: span)
        }
    }

    private static func reference(in line: Line, _ range: Range<Int>) -> (name: String, span: Range<Int>)? {
        let source = line.source
        for start in range where source[start] == UInt8(ascii: "$") && start + 2 < range.upperBound {
            guard source[start + 1] == UInt8(ascii: "{"),
                let end = source[start + 2..<range.upperBound].firstIndex(where: { !$0.isNameByte }),
                end > start + 2, source[end] == UInt8(ascii: "}")
            else { continue }
            return (line.text(start + 2..<end), start..<end + 1)
        }
        return nil
    }
}
