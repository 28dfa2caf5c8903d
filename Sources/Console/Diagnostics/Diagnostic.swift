/// What is shown about a problem: what failed, what was given, what to do.
///
/// Nothing else formats an error. Each error type has one initialiser here that turns its facts into
/// words; this type holds the words, and draws the user's own text with carets under it.
package struct Diagnostic: Sendable, Hashable {
    /// What failed.
    package var headline: StyledLine
    /// The sign before the headline; input errors have none.
    package var mark: Mark?
    /// The text that the problem is in.
    package var source: SourceExcerpt?
    /// Where the text stands, such as `batch.txt:12`.
    package var place: String?
    /// What it means and what to do about it, a line each.
    package var details: [StyledLine]
    /// A short remark beside the last of these lines, such as what to type for more.
    package var aside: StyledLine
    /// Help below all, such as how the command is written.
    package var hints: [StyledLine]
    /// What the process ends with, if it ends for this.
    package var status: ExitStatus

    /// Makes a diagnostic about a failure outside the input.
    package init(
        failure headline: StyledLine, details: [StyledLine] = [], aside: StyledLine = "", status: ExitStatus
    ) {
        self.headline = headline
        mark = .failure
        self.details = details
        self.aside = aside
        hints = []
        self.status = status
    }

    /// Makes a diagnostic about text that was typed, of which nothing was sent.
    ///
    /// `suggestion` is the right spelling of what was nearly right.
    package init(
        input headline: StyledLine, source: SourceExcerpt? = nil, details: [StyledLine] = [],
        suggestion: String? = nil, hints: [StyledLine] = []
    ) {
        self.headline = headline + (suggestion.map { ": did you mean \($0)?" } ?? "")
        self.source = source
        self.details = details
        aside = "nothing was sent"
        self.hints = hints
        status = .input
    }
}

extension Diagnostic {
    /// A message takes no more cells than this: what a server says may be of any length.
    private static let longestHeadline = 400

    /// Returns the lines as they are written.
    ///
    /// Where the user's text already stands on the screen after a prompt of `promptWidth` cells, only
    /// the carets are drawn below it.
    package func rendered(in display: Display, promptWidth: Int? = nil) -> [String] {
        var lines = source?.lines(in: display, promptWidth: promptWidth) ?? []
        var message = place.map { "\($0): " } ?? StyledLine()
        message += mark.map { "\($0) " } ?? StyledLine()
        message += headline.cut(to: Self.longestHeadline, in: display).styled(mark == nil ? .plain : .failure)
        let body = [(message, indent: 2)] + details.map { (.blanks(2) + $0, indent: 2) }
        let wrapped = body.map { $0.0.wrapped(in: display, indent: $0.indent) }
        lines += withAside(Array(wrapped.joined()), in: display)
        lines += hints.flatMap { (.blanks(2) + $0.styled(.note)).wrapped(in: display, indent: 4) }
        return lines.map { $0.rendered(in: display) }
    }

    /// The lines with the remark beside the last of them, or beside the first where the last is too
    /// long or the diagnostic is about input.
    private func withAside(_ lines: [StyledLine], in display: Display) -> [StyledLine] {
        let remark = aside.styled(.note)
        let order = mark == nil ? [0] : [lines.count - 1, 0]
        for index in order where lines.indices.contains(index) {
            let pair = lines[index].with(aside: remark, in: display)
            if pair.count == 1 { return lines[..<index] + pair + lines[(index + 1)...] }
        }
        return lines + StyledLine().with(aside: remark, in: display)
    }

    /// The headline alone, for machines.
    package var message: String { headline.plainText(in: Display()) }
}
