/// Where a line stands that was not typed alone, for messages about it; the words are made only where one is shown.
package struct ScriptPlace: Sendable, CustomStringConvertible {
    /// What stands before the number: the name of the script with what parts them.
    let source: String
    /// The number of the line, from 1.
    let number: Int

    init(_ source: String, _ number: Int) {
        self.source = source
        self.number = number
    }

    package var description: String { "\(source)\(number)" }
}
