import LosslessJSON

@testable import Console

/// One call after the other, as a session shows them.
struct Shown {
    var display = Display()
    private var epochs = EpochMemory()

    init(width: Int? = nil, hasColor: Bool = false, isUTF8: Bool = true) {
        display = Display(hasColor: hasColor, isUTF8: isUTF8, width: width)
    }

    /// Returns the lines for a call and its result, both as JSON.
    mutating func lines(
        _ method: String, _ body: String, _ result: String, elapsed: Duration? = nil
    ) throws -> [String] {
        let exchange = Exchange(method, body: try JSONValue.parse(body), result: try JSONValue.parse(result))
        return HumanView.answer(exchange, epochs: &epochs).rendered(in: display, elapsed: elapsed)
    }
}

/// Returns the lines for the first call of a session.
func shown(
    _ method: String, _ body: String, _ result: String, width: Int? = nil, hasColor: Bool = false, isUTF8: Bool = true,
    elapsed: Duration? = nil
) throws -> [String] {
    var session = Shown(width: width, hasColor: hasColor, isUTF8: isUTF8)
    return try session.lines(method, body, result, elapsed: elapsed)
}
