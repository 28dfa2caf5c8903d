/// What completion, hints and the line of documentation know beside the declarations.
package struct Knowledge: Sendable {
    /// What the session has met.
    package var seen = Seen()
    /// The commands of the pending batch in their order, each as a short text.
    package var pending: [String] = []
    /// Why the channels of the server could not be listed when that was last tried.
    package var unlisted: StyledLine?
    /// The names of the variables that are set.
    package var variables: [String] = []
    /// How much is shown around the line that is typed.
    package var bar = EditingBar.full

    /// Makes the knowledge of a new session.
    package init() {}
}
