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
    func replacing(_ former: TextStyle) -> String {
        var parameters = former == .plain ? [] : ["0"]
        if isBold { parameters.append("1") }
        if isDim { parameters.append("2") }
        if isUnderlined { parameters.append("4") }
        if isReversed { parameters.append("7") }
        if let color { parameters.append(String(30 + color.rawValue)) }
        return "\u{1B}[" + (parameters.isEmpty ? "0" : parameters.joined(separator: ";")) + "m"
    }
}
