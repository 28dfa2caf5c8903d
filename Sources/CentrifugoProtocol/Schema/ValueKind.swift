/// What values a ``Field`` takes, and so how it is read, completed, encoded and decoded.
public indirect enum ValueKind: Sendable {
    /// The name of a channel: any text.
    case channel
    /// The id of a user: any text, empty for anonymous connections.
    case user
    /// The id of a client connection.
    case client
    /// Any text.
    case text
    /// The epoch of a channel's stream, which tells one life of it from the next: any text.
    case epoch
    /// A place in a channel's stream: a whole number of 64 bits, from 0.
    case offset
    /// The path of a file on this machine.
    case file
    /// The name of a batch that is kept under it.
    case buffer
    /// The name of a word of the console, or of a topic of its help.
    case word
    /// The name of a method of the server, known here or not.
    case method
    /// The number of a command in the pending batch, from 1.
    case item
    /// Commands in the pending batch: the number of one, or the first and last number of several, as in `5-7`.
    case itemRange
    /// A command of the server with its arguments: the rest of the line.
    case command
    /// Any line of the console: the rest of the line.
    case line
    /// Bytes in the standard base64 alphabet, with padding.
    case base64
    /// One of a few words.
    case choice([Choice])
    /// `true` or `false`.
    case flag
    /// A whole number.
    case integer(IntegerKind)
    /// A length of time above 0: seconds, with a fraction if wanted, or a number with its unit, as in `500ms` and `2m`.
    case seconds
    /// How often in a time, as in `20/s` and `5/m`; a number alone counts a second.
    case rate
    /// A path into a reply, as in `.result.publications[0].data`.
    case path
    /// A field of a method and what fills it, as in `channel=.ch`: a path into each record, or a value.
    case mapping
    /// A name of a variable and what it is set to, as in `ch=news`.
    case assignment
    /// Any JSON value, sent as it was typed.
    case json
    /// An array of values of one kind.
    case list(ValueKind)
    /// An object whose names are the user's and whose values are texts.
    case pairs
    /// An object with fields of its own.
    case object([Field])
}

/// One word that a field of kind ``ValueKind/choice(_:)`` takes.
public struct Choice: Sendable, Hashable {
    /// The word.
    public let name: String
    /// What choosing it means, in a short phrase.
    public let summary: String

    /// Makes a choice.
    public init(_ name: String, _ summary: String) {
        self.name = name
        self.summary = summary
    }
}

/// The width of a whole number on the wire, and the values that make sense in it.
public struct IntegerKind: Sendable, Hashable {
    /// How the server stores the number; outside its range it refuses the whole request.
    public enum Width: Sendable, Hashable {
        /// 32 bits, signed.
        case int32
        /// 64 bits, signed.
        case int64
        /// 32 bits, unsigned.
        case uint32
        /// 64 bits, unsigned.
        case uint64
    }

    /// The width on the wire.
    public let width: Width
    /// The least value that makes sense.
    public let minimum: Int64
    /// The greatest value that makes sense.
    public let maximum: UInt64

    /// Makes the kind; the bounds default to those of the width.
    public init(_ width: Width, minimum: Int64? = nil, maximum: UInt64? = nil) {
        self.width = width
        self.minimum = minimum ?? width.minimum
        self.maximum = maximum ?? width.maximum
    }
}

extension IntegerKind.Width {
    /// The least number of this width.
    public var minimum: Int64 {
        switch self {
        case .int32: Int64(Int32.min)
        case .int64: .min
        case .uint32, .uint64: 0
        }
    }

    /// The greatest number of this width.
    public var maximum: UInt64 {
        switch self {
        case .int32: UInt64(Int32.max)
        case .int64: UInt64(Int64.max)
        case .uint32: UInt64(UInt32.max)
        case .uint64: .max
        }
    }

    /// Whether a number lies in the width; `isNegative` tells the sign of `magnitude`.
    public func contains(magnitude: UInt64, isNegative: Bool) -> Bool {
        isNegative ? magnitude <= minimum.magnitude : magnitude <= maximum
    }
}

extension ValueKind {
    /// The word for the kind that help and errors use.
    public var label: String {
        switch self {
        case .channel, .user, .client, .text, .epoch, .buffer: "text"
        case .file: "file"
        case .word: "word"
        case .method: "method"
        case .item: "number"
        case .itemRange: "numbers"
        case .command, .line: "command"
        case .base64: "base64"
        case .choice: "choice"
        case .flag: "flag"
        case .integer, .offset: "integer"
        case .seconds: "seconds"
        case .rate: "rate"
        case .path: "path"
        case .assignment: "NAME=VALUE"
        case .mapping: "FIELD=PATH"
        case .json: "JSON"
        case .list: "list"
        case .pairs: "pairs"
        case .object: "object"
        }
    }
}
