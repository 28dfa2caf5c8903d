import LosslessJSON

/// Reads an object of a configuration and keeps book of what nobody asked for.
struct ObjectReader {
    /// Where the object stands in the file.
    let path: String
    private let members: [(name: String, value: JSONValue)]
    private var asked: Set<String> = []
    /// Members that were read but whose wishes nothing comes of.
    private var ineffective: Set<String> = []
    /// What was left over inside of members, by their names.
    private var leftInside: [String: [String]] = [:]

    /// Starts on an object; `nil` and `null` are empty ones.
    init(_ value: JSONValue?, at path: String) throws(ConfigurationError) {
        self.path = path
        if let value, value.kind != .object, !value.isNull {
            throw ConfigurationError(path: path, expected: .object, given: value.text)
        }
        members = value.map { $0.members.map { ($0.name, $0.value) } } ?? []
    }

    /// The paths of all that was not asked for or has no effect, in the order of the file.
    var ignored: [String] {
        members.flatMap { member in
            let isHonoured = asked.contains(member.name) && !ineffective.contains(member.name)
            return leftInside[member.name] ?? (isHonoured ? [] : [path(of: member.name)])
        }
    }

    /// Notes that a member has no effect.
    mutating func ignore(_ name: String) { ineffective.insert(name) }

    func path(of name: String) -> String { path.isEmpty ? name : path + "." + name }

    func has(_ name: String) -> Bool { members.contains { $0.name == name && !$0.value.isNull } }

    /// Makes the error that a member is not what it should be.
    func error(_ name: String, _ expected: ConfigurationError.Expectation) -> ConfigurationError {
        let given = members.last { $0.name == name }
        return ConfigurationError(path: path(of: name), expected: expected, given: given?.value.text ?? "")
    }

    /// The member's value, the last of repeated ones; `nil` where it is absent or `null`.
    private mutating func value(_ name: String) -> JSONValue? {
        asked.insert(name)
        guard let value = members.last(where: { $0.name == name })?.value, !value.isNull else { return nil }
        return value
    }

    mutating func flag(_ name: String, _ target: inout Bool) throws(ConfigurationError) {
        guard let value = value(name) else { return }
        guard let flag = value.bool else { throw error(name, .flag) }
        target = flag
    }

    mutating func text(_ name: String, _ target: inout String) throws(ConfigurationError) {
        guard let value = value(name) else { return }
        guard let text = value.string else { throw error(name, .text) }
        target = text
    }

    mutating func regularExpression(_ name: String, _ target: inout String) throws(ConfigurationError) {
        try text(name, &target)
        do throws(GoPattern.Fault) {
            _ = try GoPattern(target)
        } catch let fault {
            throw error(name, .regularExpression(fault: fault.description))
        }
    }

    mutating func texts(_ name: String, _ target: inout [String]) throws(ConfigurationError) {
        guard let value = value(name) else { return }
        let texts = value.elements.compactMap(\.string)
        guard value.kind == .array, texts.count == value.count else { throw error(name, .texts) }
        target = texts
    }

    mutating func integer(
        _ name: String, in range: ClosedRange<Int> = 0...Int(Int32.max), _ target: inout Int
    ) throws(ConfigurationError) {
        guard let value = value(name) else { return }
        guard let number = value.int64, let number = Int(exactly: number), range.contains(number) else {
            throw error(name, .integer(range))
        }
        target = number
    }

    /// Ports may be written as numbers or as texts.
    mutating func port(_ name: String) throws(ConfigurationError) -> Int? {
        guard let value = value(name), value.string != "" else { return nil }
        let range = 0...65_535
        let number = value.int64.flatMap(Int.init(exactly:)) ?? value.string.flatMap { Int($0) }
        guard let number, range.contains(number) else { throw error(name, .integer(range)) }
        return number
    }

    mutating func duration(
        _ name: String, wholeSeconds: Bool = false, _ target: inout Duration
    ) throws(ConfigurationError) {
        guard let value = value(name) else { return }
        guard let duration = value.string.flatMap(GoDuration.parse) else { throw error(name, .duration) }
        guard !wholeSeconds || duration.components.attoseconds == 0 else { throw error(name, .wholeSeconds) }
        target = duration
    }

    mutating func choice<Choice: CaseIterable & RawRepresentable<String>>(
        _ name: String, _ target: inout Choice
    ) throws(ConfigurationError) {
        var text = target.rawValue
        try self.text(name, &text)
        // An empty text leaves the default, as in the server.
        guard !text.isEmpty else { return }
        guard let choice = Choice(rawValue: text) else {
            throw error(name, .oneOf(Choice.allCases.map(\.rawValue).filter { !$0.isEmpty }))
        }
        target = choice
    }

    /// Reads an object inside this one.
    mutating func object<Value>(
        _ name: String, _ read: (inout ObjectReader) throws(ConfigurationError) -> Value
    ) throws(ConfigurationError) -> Value {
        var reader = try ObjectReader(value(name), at: path(of: name))
        let value = try read(&reader)
        leftInside[name] = reader.ignored
        return value
    }

    /// Reads an array of objects.
    mutating func objects<Value>(
        _ name: String, _ read: (inout ObjectReader) throws(ConfigurationError) -> Value
    ) throws(ConfigurationError) -> [Value] {
        guard let value = value(name) else { return [] }
        guard value.kind == .array else { throw error(name, .objects) }
        var values: [Value] = []
        var left: [String] = []
        for (place, element) in value.elements.enumerated() {
            var reader = try ObjectReader(element, at: path(of: name) + "[\(place)]")
            values.append(try read(&reader))
            left += reader.ignored
        }
        leftInside[name] = left
        return values
    }
}
