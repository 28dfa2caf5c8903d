/// Follows which of vi's modes libedit is in by the keys that it is handed, as it does not tell.
package struct ViMode: Equatable {
    private enum State: Equatable {
        case inserting
        case commanding
        /// `c` waits for how far the change goes; then text is typed.
        case changing
        /// A command takes the next character, whatever it is, and then the state is another one.
        indirect case awaitingCharacter(then: State)
    }

    private var state = State.inserting

    /// Whether text is typed only if there was something to change: libedit does not tell.
    package private(set) var isChangeUncertain = false

    package init() {}

    /// Whether letters are put into the line.
    package var isInserting: Bool { state == .inserting }

    /// What the prompt says, as bash does.
    package var label: String { isInserting ? "(ins)" : "(cmd)" }

    /// Whether the next character may become part of the text.
    package var takesText: Bool {
        switch state {
        case .inserting, .awaitingCharacter: true
        case .commanding, .changing: false
        }
    }

    /// Whether a key means nothing as the command that it would be.
    ///
    /// libedit's tables end with Latin-1, and it types what lies beyond also where commands are expected.
    package func refuses(_ key: Key) -> Bool {
        guard case .character(let scalar) = key, scalar.value > 0xFF else { return false }
        return state == .commanding || state == .changing
    }

    /// Follows a key.
    package mutating func see(_ key: Key) {
        isChangeUncertain = false
        switch (state, key) {
        case (.awaitingCharacter(let next), _):
            state = next
            isChangeUncertain = next == .inserting
        case (.inserting, .named(.escape)): state = .commanding
        case (.inserting, _): break
        case (_, .named(.escape)): state = .commanding
        case (_, .character(let scalar)): command(scalar)
        default: break
        }
    }

    /// Notes that the last change had nothing to change, so that commands are expected as before.
    package mutating func noteFailedChange() {
        state = .commanding
        isChangeUncertain = false
    }

    private mutating func command(_ scalar: Unicode.Scalar) {
        switch scalar {
        case "f", "F", "t", "T": state = .awaitingCharacter(then: state == .changing ? .inserting : .commanding)
        case "0"..."9" where state == .changing && scalar != "0": break
        case _ where state == .changing:
            state = .inserting
            isChangeUncertain = scalar != "c"
        case "a", "A", "i", "I", "s", "S", "C", "R": state = .inserting
        case "c": state = .changing
        case "r": state = .awaitingCharacter(then: .commanding)
        default: break
        }
    }
}
