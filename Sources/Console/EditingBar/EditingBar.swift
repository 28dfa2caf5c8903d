internal import CentrifugoProtocol

/// How much is shown around the line that is typed.
package enum EditingBar: String, Sendable, CaseIterable {
    /// The hint behind the cursor and the line of documentation.
    case full
    /// The hint only.
    case hints
    /// Neither.
    case off

    /// The settings with what they show.
    static let choices = [
        Choice("full", "hints while typing, and a line of documentation below"),
        Choice("hints", "hints while typing"), Choice("off", "neither"),
    ]
}
