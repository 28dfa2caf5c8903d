import Glibc
import SeededRandom
import Synchronization

/// What others see of a console at work.
enum Sight: CaseIterable {
    /// A line of its output was read.
    case output
    /// A file in its folder was made, written, or put in the place of another.
    case file
    /// A request has arrived, and nothing was done about it.
    case request
    /// What was asked is done, or is not to be done, and nothing was answered.
    case deed
    /// A part of the answer has gone.
    case answerBegun
    /// All of the answer has gone that ever will.
    case answerGone
}

/// The moment to kill a console at: when something is seen for so manieth a time.
struct Moment: CustomStringConvertible {
    let sight: Sight
    let count: Int

    /// Chooses a moment; most are changes of files, which lie closest together.
    init(_ random: inout Random) {
        sight = random.number(below: 3) == 0 ? .file : Sight.allCases.randomElement(using: &random) ?? .file
        let range =
            switch sight {
            case .file: 1...36
            case .output: 1...16
            case .request, .deed, .answerBegun, .answerGone: 1...5
            }
        count = Int.random(in: range, using: &random)
    }

    var description: String { "\(sight) \(count)" }
}

/// Kills a console at its moment, on the thread that sees it come.
final class Killing: Sendable {
    private struct State {
        /// The process, until it is killed.
        var target: pid_t?
        var sight = Sight.output
        var left = 0
    }

    private let state = Mutex(State())

    /// Takes aim at a process that nobody else has waited for.
    func aim(at target: pid_t, _ moment: Moment) {
        state.withLock { $0 = State(target: target, sight: moment.sight, left: moment.count) }
    }

    /// Kills if this was what is waited for.
    func saw(_ sight: Sight) {
        state.withLock { state in
            guard sight == state.sight else { return }
            state.left -= 1
            if state.left == 0 { kill(&state) }
        }
    }

    /// Kills now what is alive yet; tells whether it was.
    @discardableResult
    func now() -> Bool {
        state.withLock { state in
            defer { kill(&state) }
            return state.target != nil
        }
    }

    private func kill(_ state: inout State) {
        guard let target = state.target else { return }
        Glibc.kill(target, SIGKILL)
        // It is waited for from here on, and its number may be another's.
        state.target = nil
    }
}
