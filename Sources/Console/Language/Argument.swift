package import LosslessJSON

/// One value that was given to a command.
package struct Argument: Sendable {
    /// Where a value comes from.
    package enum Value: Sendable {
        /// It was typed.
        case json(JSONText)
        /// It is read from a file of this path.
        case file(String)
        /// It is read from standard input, or typed in an editor.
        case input
        /// It is known when the line runs, as a variable stands in it.
        case open
    }

    /// The names that lead to it in the request body.
    package var path: [String]
    /// The value itself, or where to get it.
    package var value: Value
    /// Where it stands in the line.
    package var span: Range<Int>
    /// Whether the value is an array whose elements are added to what the list already has.
    package var appends = false

    /// Whether the value still has to be read.
    var isExternal: Bool {
        if case .json = value { false } else { true }
    }
}
