/// Names the colour and weight of a run of text.
public struct TextStyle: Sendable, Hashable {
    /// One of the eight colours that every terminal lets its user choose.
    public enum Color: Int, Sendable {
        case black, red, green, yellow, blue, magenta, cyan, white
    }

    /// The colour of the text, or nil for the terminal's own.
    public var color: Color?
    /// Whether the text stands out.
    public var isBold: Bool
    /// Whether the text steps back.
    public var isDim: Bool

    /// Whether the text has a line under it.
    public var isUnderlined: Bool
    /// Whether the colours of text and ground are exchanged.
    public var isReversed: Bool

    /// Makes a style; all defaults together are the terminal's own look.
    public init(
        color: Color? = nil, isBold: Bool = false, isDim: Bool = false, isUnderlined: Bool = false,
        isReversed: Bool = false
    ) {
        self.color = color
        self.isBold = isBold
        self.isDim = isDim
        self.isUnderlined = isUnderlined
        self.isReversed = isReversed
    }

    /// The terminal's own look.
    public static let plain = TextStyle()

    /// The sequence that turns `former` into this style.
    package func replacing(_ former: TextStyle) -> String { String(decoding: bytes(replacing: former), as: UTF8.self) }

    /// The same as the bytes that are sent.
    func bytes(replacing former: TextStyle) -> [UInt8] {
        var bytes: [UInt8] = [0x1B, UInt8(ascii: "[")]
        if former != .plain || self == .plain { bytes += [UInt8(ascii: "0"), Self.separator] }
        if isBold { bytes += [UInt8(ascii: "1"), Self.separator] }
        if isDim { bytes += [UInt8(ascii: "2"), Self.separator] }
        if isUnderlined { bytes += [UInt8(ascii: "4"), Self.separator] }
        if isReversed { bytes += [UInt8(ascii: "7"), Self.separator] }
        if let color { bytes += [UInt8(ascii: "3"), UInt8(ascii: "0") + UInt8(color.rawValue), Self.separator] }
        bytes[bytes.count - 1] = UInt8(ascii: "m")
        return bytes
    }

    private static let separator = UInt8(ascii: ";")
}
