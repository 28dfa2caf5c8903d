package import CentrifugoTransport
package import LosslessJSON

/// What is wrong with a line that was typed; nothing of it was sent.
///
/// Offsets and spans count bytes of the line.
package enum LanguageError: Error, Sendable, Hashable {
    /// No word of the console or the server has this name.
    case unknownCommand(String, span: Range<Int>, suggestion: String?)
    /// The command has no field of this name.
    case unknownField(String, command: String, span: Range<Int>, suggestion: String?)
    /// A field that the command needs was not given.
    case missing(field: String, command: String, at: Int)
    /// A value is left over: the command takes only so many without a name.
    case tooMany(command: String, takes: Int, span: Range<Int>)
    /// A field was given twice.
    case givenTwice(field: String, span: Range<Int>)
    /// A value is of another kind than the field takes.
    case wrongKind(field: String, expected: String, given: String, span: Range<Int>)
    /// A number is outside the range that the field takes.
    case outOfRange(field: String, minimum: Int64, maximum: UInt64, given: String, span: Range<Int>)
    /// A word is none of those that the field takes.
    case notAChoice(field: String, choices: [String], given: String, span: Range<Int>, suggestion: String?)
    /// A value starts like JSON and is none.
    case invalidJSON(JSONError.Reason, at: Int)
    /// A quote or bracket is never closed.
    case unclosed(UInt8, at: Int)
    /// Something stands right behind a closing quote.
    case joined(at: Int)
    /// A variable is not set.
    case unsetVariable(String, span: Range<Int>)
    /// There is nothing in a variable where a path leads.
    case noSuchPart(String, path: String, span: Range<Int>)
    /// No template has this name.
    case unknownTemplate(String, span: Range<Int>)
    /// A sign that sends results elsewhere has nothing behind it.
    case nothingBehind(String, span: Range<Int>)
    /// A word does not set a variable.
    case notAnAssignment(String, isMapping: Bool, span: Range<Int>)
    /// A line says what becomes of results, and nothing that gives any.
    case noCommand(at: Int)
    /// Lines that hold lines are too deep in each other.
    case tooDeep(at: Int)
    /// The shell cannot be started.
    case noShell(String)
    /// A word is no path into a reply.
    case notAPath(String, span: Range<Int>)
    /// A word that has a meaning of its own for redirecting output stands alone.
    case reserved(String, span: Range<Int>)
    /// The text is not UTF-8.
    case notUTF8(at: Int)
    /// A file cannot be read.
    case unreadableFile(path: String, errno: Int32, span: Range<Int>)
    /// A file cannot be written.
    case unwritableFile(path: String, errno: Int32, span: Range<Int>)
    /// A file holds what starts like JSON and is none.
    case invalidFile(path: String, JSONError.Reason, at: Int, span: Range<Int>)
    /// Standard input was asked for a second time, or is what the commands are read from.
    case inputTaken(isScript: Bool, span: Range<Int>)
    /// The word cannot stand here, such as a word of the console in a batch.
    case notAMethod(String, span: Range<Int>)
    /// A number names no command of the batch.
    case noSuchItem(Int, count: Int, span: Range<Int>)
    /// A text is no address of a server.
    case invalidAddress(EndpointError, span: Range<Int>)
    /// A file holds no key.
    case notAKey(file: String, span: Range<Int>)
    /// A file, or standard input, holds nothing.
    case emptyValue(String, span: Range<Int>)
    /// A JSON value is no command of a batch.
    case notACommand(span: Range<Int>)
    /// A text cannot name a buffer.
    case notABufferName(String, span: Range<Int>)
    /// A second command stands where only one can.
    case secondCommand(at: Int)
    /// A question was broken off.
    case cancelled(span: Range<Int>)
    /// The user's editor could not be run, or failed.
    case noEditor(String, span: Range<Int>)
    /// The word works only where somebody types.
    case needsTerminal(String, span: Range<Int>)
}

extension LanguageError {
    /// Where in the line the problem is; empty where something is missing.
    package var span: Range<Int> {
        switch self {
        case .unknownCommand(_, let span, _), .unknownField(_, _, let span, _), .tooMany(_, _, let span),
            .givenTwice(_, let span), .wrongKind(_, _, _, let span), .outOfRange(_, _, _, _, let span),
            .notAChoice(_, _, _, let span, _), .unsetVariable(_, let span), .reserved(_, let span),
            .noSuchPart(_, _, let span), .unknownTemplate(_, let span), .nothingBehind(_, let span),
            .notAPath(_, let span), .notAnAssignment(_, _, let span),
            .unreadableFile(_, _, let span), .unwritableFile(_, _, let span), .invalidFile(_, _, _, let span),
            .inputTaken(_, let span),
            .notAMethod(_, let span), .notACommand(let span), .notABufferName(_, let span), .noSuchItem(_, _, let span),
            .needsTerminal(_, let span),
            .invalidAddress(_, let span), .notAKey(_, let span), .emptyValue(_, let span), .noEditor(_, let span),
            .cancelled(let span):
            span
        case .missing(_, _, let offset): offset..<offset
        case .noShell: 0..<0
        case .invalidJSON(_, let offset), .unclosed(_, let offset), .joined(let offset), .notUTF8(let offset),
            .secondCommand(let offset), .tooDeep(let offset), .noCommand(let offset):
            offset..<offset + 1
        }
    }
}
