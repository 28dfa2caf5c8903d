package import LosslessJSON

/// A path into JSON, such as `.result.publications[].data`.
///
/// A step is `.name`, `."any name"`, `[3]` counted from 0, `[-1]` counted from the end, or `[]` for every element or
/// member.
package struct ReplyPath: Sendable, Hashable, CustomStringConvertible {
    /// One step of a path.
    package enum Step: Sendable, Hashable {
        /// To a member of an object.
        case name(String)
        /// To an element of an array; below 0 from the end.
        case index(Int)
        /// To every element of an array or member of an object.
        case each
    }

    /// The steps from the start of the reply; none for the reply itself.
    package var steps: [Step]

    /// Reads a path that stands alone; nil for what is none.
    package init?(_ text: String) {
        let bytes = Array(text.utf8)
        guard bytes.first == UInt8(ascii: ".") else { return nil }
        if bytes.count == 1 {
            steps = []
            return
        }
        guard let (path, end) = Self.prefix(of: bytes[...]), end == bytes.count else { return nil }
        self = path
    }

    private init(steps: [Step]) {
        self.steps = steps
    }

    /// Reads the steps that bytes start with, as far as they are some; returns where they end, nil for none.
    static func prefix(of bytes: ArraySlice<UInt8>) -> (ReplyPath, end: Int)? {
        var reader = Reader(bytes: bytes, position: bytes.startIndex)
        var steps: [Step] = []
        while let step = reader.step() { steps.append(step) }
        return steps.isEmpty ? nil : (ReplyPath(steps: steps), reader.position)
    }

    /// Whether it may lead to more than one place.
    package var isMany: Bool { steps.contains(.each) }

    package var description: String {
        guard !steps.isEmpty else { return "." }
        return steps.map { step in
            switch step {
            case .name(let name) where Array(name.utf8)[...].isPlainStep: "." + name
            case .name(let name): "." + JSONText(string: name).description
            case .index(let index): "[\(index)]"
            case .each: "[]"
            }
        }.joined()
    }

    /// All that it leads to; a step that leads nowhere is left out.
    package func values(in value: JSONValue) -> [JSONValue] {
        var found = [value]
        for step in steps { found = found.flatMap { Self.follow(step, $0) } }
        return found
    }

    private static func follow(_ step: Step, _ value: JSONValue) -> [JSONValue] {
        switch step {
        case .name(let name): value[name].map { [$0] } ?? []
        case .index(let index): value[index < 0 ? value.count + index : index].map { [$0] } ?? []
        case .each: value.kind == .object ? value.members.map(\.value) : Array(value.elements)
        }
    }
}

extension ReplyPath {
    private struct Reader {
        let bytes: ArraySlice<UInt8>
        var position: Int

        private var current: UInt8? { position < bytes.endIndex ? bytes[position] : nil }

        mutating func step() -> Step? {
            let start = position
            if let step = bracketed() ?? named() { return step }
            position = start
            return nil
        }

        /// `[3]`, `[]`, or the same behind a dot, as it stands first in a path.
        private mutating func bracketed() -> Step? {
            let start = position
            if current == UInt8(ascii: ".") { position += 1 }
            guard current == UInt8(ascii: "["), let end = bytes[position...].firstIndex(of: UInt8(ascii: "]")) else {
                position = start
                return nil
            }
            let inner = String(decoding: bytes[position + 1..<end], as: UTF8.self)
            guard inner.isEmpty || Int(inner) != nil else {
                position = start
                return nil
            }
            position = end + 1
            return Int(inner).map(Step.index) ?? .each
        }

        private mutating func named() -> Step? {
            guard current == UInt8(ascii: ".") else { return nil }
            position += 1
            if current == UInt8(ascii: "\"") { return quoted() }
            let end = bytes[position...].firstIndex { !$0.isStepByte } ?? bytes.endIndex
            let name = bytes[position..<end]
            guard name.isPlainStep else { return nil }
            position = end
            return .name(String(decoding: name, as: UTF8.self))
        }

        private mutating func quoted() -> Step? {
            var end = position + 1
            while end < bytes.endIndex, bytes[end] != UInt8(ascii: "\"") {
                end += bytes[end] == UInt8(ascii: "\\") ? 2 : 1
            }
            guard end < bytes.endIndex, let text = try? JSONText(bytes: Array(bytes[position...end])),
                let name = text.value.string
            else { return nil }
            position = end + 1
            return .name(name)
        }
    }
}

extension ArraySlice<UInt8> {
    fileprivate var isPlainStep: Bool { !isEmpty && allSatisfy(\.isStepByte) }
}

extension UInt8 {
    /// Whether the byte may stand in the name of a step without quotes: letters, digits, `_`, and what is beyond ASCII.
    var isStepByte: Bool { self >= 0x80 || isNameByte && self != UInt8(ascii: "-") }
}
