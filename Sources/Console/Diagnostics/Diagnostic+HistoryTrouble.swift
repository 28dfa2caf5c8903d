internal import LineEditor

/// What is wrong with the file of typed lines; the session goes on without it.
extension Diagnostic {
    init(_ trouble: HistoryTrouble) {
        switch trouble {
        case .unusable(let path, let step, let number):
            let reason = StyledLine(own: SystemErrorText.words(number))
            let headline: StyledLine =
                switch step {
                case .reading: "the lines typed before could not be read from \(path): \(reason)"
                case .writing: "the lines typed here could not be saved in \(path): \(reason)"
                case .locking: "the file of typed lines could not be locked: \(path): \(reason)"
                }
            self.init(
                failure: headline,
                details: [
                    "What is typed here is kept until the end of this session.",
                    "CENTSH_HISTORY names another file; with /dev/null there is none.",
                ], status: .fault)
        case .skipped(let count, let path):
            self.init(
                failure: StyledLine(own: count.counted("line")) + " of \(path) could not be read",
                details: ["Left out. The others are there; delete those lines if nothing in them is of use."],
                status: .ok)
            mark = nil
        }
    }
}
