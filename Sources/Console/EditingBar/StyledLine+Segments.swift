package import LineEditor

extension StyledLine {
    /// The line as the line editor draws it; what comes from outside is escaped.
    package func segments(in display: Display) -> [Prompt.Segment] {
        pieces.map { Prompt.Segment($0.shown(in: display), style: $0.role.style) }
    }
}

extension TextRole {
    fileprivate var style: TextStyle {
        switch self {
        case .plain: .plain
        case .strong: TextStyle(isBold: true)
        case .failure: TextStyle(color: .red)
        case .unknown: TextStyle(color: .yellow)
        case .note: TextStyle(isDim: true)
        }
    }
}
