public import LosslessJSON

/// A result that can be read from a reply.
///
/// The results of the typed calls are such; for a method of the commercial edition or of an
/// extension an application can conform a type of its own.
public protocol ReplyResult: Sendable {
    /// Reads the result.
    ///
    /// - Throws: ``APIError/malformedReply(path:expected:)`` if it does not fit.
    init(_ reader: ResultReader) throws(APIError)
}

/// Reads the members of an object in a reply, and tells the place of what does not fit.
///
/// The server leaves out members that are zero, empty or false, so a missing one reads as that, and
/// so does `null`. Members that nobody asks for are ignored: newer servers may send more.
public struct ResultReader: Sendable {
    /// The value that is read.
    public let json: JSONValue
    let path: ResultPath

    init(_ json: JSONValue, at path: ResultPath) throws(APIError) {
        guard json.kind == .object else {
            throw .malformedReply(path: path.description, expected: .object)
        }
        self.json = json
        self.path = path
    }
}

extension ResultReader {
    /// Returns the member of that name, or `nil` if it is missing.
    public func value(_ name: String) -> JSONValue? { json[name] }

    /// Reads a text, or `nil` if it is missing.
    public func string(_ name: String) throws(APIError) -> String? {
        try read(name, .string, \.string)
    }

    /// Reads a whole number that is not negative, or `nil` if it is missing.
    public func unsigned(_ name: String) throws(APIError) -> UInt64? {
        try read(name, .unsignedInteger, \.uint64)
    }

    /// Reads a whole number, or `nil` if it is missing.
    public func integer(_ name: String) throws(APIError) -> Int64? {
        try read(name, .integer, \.int64)
    }

    /// Reads how many there are of something: 0 if it is missing.
    public func count(_ name: String) throws(APIError) -> Int {
        Int(try integer(name) ?? 0)
    }

    /// Reads a number to the nearest that a `Double` can hold, or `nil` if it is missing.
    public func number(_ name: String) throws(APIError) -> Double? {
        try read(name, .number) { $0.numberText.flatMap(Double.init) }
    }

    /// Reads a flag: `false` if it is missing.
    public func flag(_ name: String) throws(APIError) -> Bool {
        try read(name, .flag, \.bool) ?? false
    }

    /// Reads an object, or `nil` if it is missing.
    public func object<Value>(
        _ name: String, _ make: (ResultReader) throws(APIError) -> Value
    ) throws(APIError) -> Value? {
        guard let value = present(name) else { return nil }
        return try make(ResultReader(value, at: .member(path, name)))
    }

    /// Reads an array of objects, or an empty one if it is missing.
    public func list<Value>(
        _ name: String, _ make: (ResultReader) throws(APIError) -> Value
    ) throws(APIError) -> [Value] {
        guard let array = present(name) else { return [] }
        guard array.kind == .array else { throw malformed(name, .array) }
        var values = [Value]()
        values.reserveCapacity(array.count)
        let path = ResultPath.member(path, name)
        for element in array.elements {
            values.append(try make(ResultReader(element, at: .element(path, values.count))))
        }
        return values
    }

    /// Reads an object whose names are data and whose values are objects, or an empty one if it is missing.
    public func dictionary<Value>(
        _ name: String, _ make: (ResultReader) throws(APIError) -> Value
    ) throws(APIError) -> [String: Value] {
        try members(name) { (value, path) throws(APIError) in try make(ResultReader(value, at: path)) }
    }

    /// Reads an object whose names are data and whose values are texts, or an empty one if it is missing.
    public func strings(_ name: String) throws(APIError) -> [String: String] {
        try members(name) { (value, path) throws(APIError) in
            guard let text = value.string else { throw .malformedReply(path: path.description, expected: .string) }
            return text
        }
    }

    /// Reads an object whose names are data and whose values are numbers, or an empty one if it is missing.
    public func numbers(_ name: String) throws(APIError) -> [String: Double] {
        try members(name) { (value, path) throws(APIError) in
            guard let number = value.numberText.flatMap(Double.init) else {
                throw .malformedReply(path: path.description, expected: .number)
            }
            return number
        }
    }

    /// Reads an error of Centrifugo: an object with a code and a message.
    func error(_ name: String) throws(APIError) -> ErrorReply {
        guard let error = json[name].flatMap({ ErrorReply($0) }) else { throw malformed(name, .member("code")) }
        return error
    }

    /// Makes the error for a member that does not fit, or for the object itself where no name is given.
    public func malformed(_ name: String?, _ expected: APIError.Expectation) -> APIError {
        let place = name.map { ResultPath.member(path, $0) } ?? path
        return .malformedReply(path: place.description, expected: expected)
    }
}

extension ResultReader {
    private func present(_ name: String) -> JSONValue? {
        guard let value = json[name], !value.isNull else { return nil }
        return value
    }

    private func read<Value>(
        _ name: String, _ expected: APIError.Expectation, _ convert: (JSONValue) -> Value?
    ) throws(APIError) -> Value? {
        guard let value = present(name) else { return nil }
        guard let converted = convert(value) else { throw malformed(name, expected) }
        return converted
    }

    private func members<Value>(
        _ name: String, _ convert: (JSONValue, ResultPath) throws(APIError) -> Value
    ) throws(APIError) -> [String: Value] {
        guard let object = present(name) else { return [:] }
        guard object.kind == .object else { throw malformed(name, .object) }
        var values = [String: Value](minimumCapacity: object.count)
        let path = ResultPath.member(path, name)
        for member in object.members {
            values[member.name] = try convert(member.value, .member(path, member.name))
        }
        return values
    }
}
