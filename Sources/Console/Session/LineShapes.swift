internal import CentrifugoAPI

/// The shapes of the last calls that were typed, and what the first word of each does with a call.
struct LineShapes: Sendable {
    /// A line that was read by its shape.
    struct Found {
        var call: Command
        var handling: ConsoleCommand.Handling
        /// The offset behind its line feed.
        var end: Int
    }

    /// Few enough to be looked through for every line.
    private static let capacity = 8

    private var known: [(shape: LineShape, handling: ConsoleCommand.Handling)] = []

    /// Reads the line at an offset of an input, if it has one of the shapes.
    func read(_ input: [UInt8], from start: Int) -> Found? {
        for (shape, handling) in known {
            if let (call, end) = shape.call(in: input, from: start) {
                return Found(call: call, handling: handling, end: end)
            }
        }
        return nil
    }

    /// Learns the shape of a line, if it has one that is not known; the oldest is forgotten for it.
    mutating func learn(_ line: Line, _ understood: Invocation, _ handling: ConsoleCommand.Handling) {
        guard let shape = LineShape(line, understood), !known.contains(where: { $0.shape.isSame(as: shape) }) else {
            return
        }
        if known.count == Self.capacity { known.removeFirst() }
        known.append((shape, handling))
    }
}
