/// What belongs to the line being read, and goes with it.
struct Reading {
    var capabilities = Capabilities()
    var purpose = Purpose.entry
    /// The prompt that the line was asked for with.
    var ownPrompt = Prompt("")
    /// How the line ended, once it has.
    var ending: ReadEnding?
    var navigation = HistoryNavigation()
    var search: IncrementalSearch?
    var viMode = ViMode()
    /// The text before a change that may yet fail.
    var textBeforeChange: [Unicode.Scalar]?
    /// The line that the last Tab left with several candidates; Tab on it lists them.
    var ambiguousLine: LineState?
    /// The line for which the last Tab found nothing; what is learned meanwhile is shown there.
    var fruitlessLine: LineState?
    /// Why the last Enter did nothing.
    var objection: [Prompt.Segment] = []
    /// What libedit is to see before another key is taken.
    var queuedCharacters: [UInt32] = []
    /// What the next commands do to the line, decided on before they are called.
    var plannedEdits: [PlannedEdit] = []
    /// What the ghost behind the line says.
    var shownHint: Hint?
    /// The menu under the line, while it is open.
    var menu: CompletionMenu?
    /// Whether the menu is to be made anew before it is shown again.
    var isMenuStale = false
    /// Whether the next character is wanted as it was typed.
    var takesRawCharacter = false
    /// Whether something has changed since the screen was last drawn.
    var needsDrawing = true

    init() {}

    init(prompt: Prompt, purpose: Purpose, capabilities: Capabilities) {
        (ownPrompt, self.purpose, self.capabilities) = (prompt, purpose, capabilities)
    }
}

/// A change of the line that is carried out by the next command.
enum PlannedEdit {
    /// Another line takes its place.
    case replace(with: LineState)
    /// A text is put in at the cursor.
    case insert(String)
    /// It stays, and is drawn once more.
    case redraw
    /// The blanks go that stood at its end while a key was handled.
    case removePadding
}
