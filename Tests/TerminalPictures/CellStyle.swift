/// A colour of a terminal.
public enum CellColor: Sendable, Hashable {
    /// One of the sixteen whose look the reader chooses.
    case palette(Int)
    /// A colour with its parts of red, green and blue.
    case rgb(UInt8, UInt8, UInt8)

    /// Makes the colour of a number from 0 to 255, as terminals with so many of them have it: sixteen
    /// of the reader's, a cube of six steps each, and greys.
    init(number: Int) {
        func step(_ value: Int) -> UInt8 { UInt8(value == 0 ? 0 : 55 + value * 40) }
        switch number {
        case 16..<232:
            let place = number - 16
            self = .rgb(step(place / 36), step(place / 6 % 6), step(place % 6))
        case 232..<256:
            let grey = UInt8(8 + (number - 232) * 10)
            self = .rgb(grey, grey, grey)
        default: self = .palette(number & 15)
        }
    }
}

/// How a cell of a terminal looks.
public struct CellStyle: Sendable, Hashable {
    /// The colour of the text; nil for the terminal's own.
    public var foreground: CellColor?
    /// The colour behind it; nil for the terminal's own.
    public var background: CellColor?
    /// Whether the text stands out.
    public var isBold = false
    /// Whether the text steps back.
    public var isDim = false
    /// Whether the text leans.
    public var isItalic = false
    /// Whether the text has a line under it.
    public var isUnderlined = false
    /// Whether the colours of text and ground are exchanged.
    public var isReversed = false

    /// Makes the terminal's own look.
    public init() {}
}

extension CellStyle {
    /// Applies the parameters of a sequence `ESC [ … m` (ECMA-48 §8.3.117); what is unknown changes nothing.
    mutating func apply(_ parameters: Substring) {
        // Parts of one parameter are set apart by colons: `4:3` is a curly underline, `38:5:9` a colour.
        var codes = parameters.split(separator: ";", omittingEmptySubsequences: false)
            .map { $0.split(separator: ":", omittingEmptySubsequences: false).map { Int($0) ?? 0 } }[...]
        while let code = codes.popFirst() {
            switch code[0] {
            case 38: foreground = Self.color(code.dropFirst(), &codes) ?? foreground
            case 48: background = Self.color(code.dropFirst(), &codes) ?? background
            case 4: isUnderlined = code.count == 1 || code[1] != 0
            default: apply(code[0])
            }
        }
    }

    private mutating func apply(_ code: Int) {
        switch code {
        case 0: self = CellStyle()
        case 1: isBold = true
        case 2: isDim = true
        case 3: isItalic = true
        case 7: isReversed = true
        case 22: (isBold, isDim) = (false, false)
        case 23: isItalic = false
        case 24: isUnderlined = false
        case 27: isReversed = false
        case 30...37: foreground = .palette(code - 30)
        case 39: foreground = nil
        case 40...47: background = .palette(code - 40)
        case 49: background = nil
        case 90...97: foreground = .palette(code - 90 + 8)
        case 100...107: background = .palette(code - 100 + 8)
        default: break
        }
    }

    /// Reads a colour from the parts of the parameter itself, or from those that follow it.
    private static func color(_ parts: ArraySlice<Int>, _ codes: inout ArraySlice<[Int]>) -> CellColor? {
        var parts = Array(parts)
        if parts.isEmpty {
            guard let kind = codes.popFirst()?.first else { return nil }
            parts = [kind]
            for _ in 0..<(kind == 5 ? 1 : kind == 2 ? 3 : 0) { parts.append(codes.popFirst()?.first ?? 0) }
        }
        switch (parts.first, parts.count) {
        case (5, 2): return CellColor(number: parts[1])
        // With colons a number for the space of colours may stand before the three.
        case (2, 4...):
            let rgb = parts.suffix(3).map { UInt8(clamping: $0) }
            return .rgb(rgb[0], rgb[1], rgb[2])
        default: return nil
        }
    }
}
