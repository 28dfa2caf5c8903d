internal import CEditline
internal import Glibc

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

/// One libedit, confined to the thread that made it.
///
/// Defects of libedit (3.1-20221030) that this works around, each at the place where it bites:
/// it keeps static buffers, so all calls come from one thread, which is checked; its reader drops
/// bytes beyond ASCII in a locale without UTF-8, so ours decodes; it waits for ever for the rest of an
/// escape sequence, and takes arrows for a change of mode in vi, so ours hands it whole keys; its
/// searches take text for regular expressions; its editor command cuts the text and its command line takes
/// every key; it takes a typed character without a cell of its own for one that has one; its signal
/// handlers signal the whole process group; a prompt loses line feeds, literals at its end and text between
/// two literals; its image of the screen refers to literals of a prompt that is gone; it leaves rows of
/// blanks undrawn, loses count of the rows where characters are shifted over the edge or the input fills the
/// screen and then writes behind its image, and misses the cells of wide characters on its way to the right; its history file is unsafe to
/// load.
final class LibeditSession {
    let editor: OpaquePointer
    let terminal: Terminal
    let keys: KeyInput
    let drawing: DrawingBuffer
    let history: History?
    let isUnicode: Bool
    let usesColors: Bool
    /// The size that libedit draws for: it learns of another one when it is told.
    private(set) var size: TerminalSize
    private let thread = pthread_self()
    private let complaints: DrawingBuffer
    private let libeditHistory: OpaquePointer
    private var knownLines: [String] = []
    private var promptText: UnsafeMutablePointer<wchar_t>
    /// Name and description of our command; libedit keeps the pointers, not the text.
    let keptName = LibeditSession.allocate(LibeditSession.commandName)
    let keptHelp = LibeditSession.allocate("A key of the line editor")

    // What belongs to the line being read.
    var capabilities = Capabilities()
    var purpose = Purpose.entry
    private(set) var prompt = Prompt("")
    var ending: ReadEnding?
    var navigation = HistoryNavigation()
    var search: IncrementalSearch?
    /// The prompt that the line was asked for with.
    private var ownPrompt = Prompt("")
    var viMode = ViMode()
    /// The text before a change that may yet fail.
    private var textBeforeChange: [Unicode.Scalar]?
    /// The line that the last Tab left with several candidates; Tab on it lists them.
    var ambiguousLine: LineState?
    /// The line for which the last Tab found nothing; what is learned meanwhile is shown there.
    var fruitlessLine: LineState?
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
    /// Whether SIGCONT will tell of a suspension that is over already.
    var expectsContinuation = false
    /// Whether something has changed since the screen was last drawn.
    var needsDrawing = true
    var queuedCharacters: [UInt32] = []
    var overlay = Overlay()
    /// The rows of the input that libedit has drawn on since the overlay was painted.
    var touched = TouchedRows.all

    /// Sets up libedit; nil where it cannot edit on this terminal, or is told not to by the editrc file.
    init?(_ configuration: Configuration, terminal: Terminal, keys: KeyInput, isUnicode: Bool) {
        guard let drawing = try? DrawingBuffer(), let complaints = try? DrawingBuffer(),
            let editor = el_init_fd(
                configuration.programName, drawing.stream, drawing.stream, complaints.stream,
                terminal.input, terminal.output, terminal.output),
            let libeditHistory = history_winit()
        else { return nil }
        self.editor = editor
        self.libeditHistory = libeditHistory
        self.terminal = terminal
        self.keys = keys
        self.drawing = drawing
        self.complaints = complaints
        self.isUnicode = isUnicode
        usesColors = configuration.usesColors
        size = terminal.size
        history = configuration.history
        promptText = Self.allocate("")
        guard ceditline_set_terminal(editor, configuration.terminalType) == 0 else { return nil }
        // Where characters are shifted over the edge, libedit loses count of the rows; so it draws them anew. An empty
        // value takes an ability away, by its name in termcap.
        for ability in ["ic", "IC", "im", "dc", "DC"] { ceditline_forget(editor, ability.wide) }
        connect()
        bind(configuration)
        guard ceditline_is_editing_enabled(editor) != 0 else { return nil }
        adoptSize()
    }

    deinit {
        el_end(editor)
        history_wend(libeditHistory)
        for text in [promptText, keptName, keptHelp] { text.deallocate() }
    }

    private func connect() {
        // The callbacks are called within calls of this object's methods only, so it is alive then.
        ceditline_set_client_data(editor, Unmanaged.passUnretained(self).toOpaque())
        ceditline_set_reader(editor) { editor, character in
            guard let session = LibeditSession.of(editor), let character else { return -1 }
            guard let next = session.nextCharacter() else { return 0 }
            character.pointee = wchar_t(bitPattern: next)
            return 1
        }
        let mark = wchar_t(bitPattern: Prompt.literalMark.value)
        ceditline_set_prompt(editor, { LibeditSession.of($0)?.promptText }, mark)
        ceditline_history_set_size(libeditHistory, Int32(History.capacity))
        ceditline_use_history(editor, libeditHistory)
    }

    static func of(_ editor: OpaquePointer?) -> LibeditSession? {
        guard let data = ceditline_client_data(editor) else { return nil }
        return Unmanaged<LibeditSession>.fromOpaque(data).takeUnretainedValue()
    }

    /// Has libedit take over the size that the terminal has now.
    func adoptSize() {
        assertOnThread()
        el_resize(editor)
        var (columns, rows) = (Int32(size.columns), Int32(size.rows))
        guard ceditline_number(editor, "co", &columns) == 0, ceditline_number(editor, "li", &rows) == 0 else { return }
        size = TerminalSize(columns: Int(columns), rows: Int(rows))
    }

    /// Every path to libedit comes through here or through `readLine`.
    func assertOnThread() {
        precondition(pthread_equal(thread, pthread_self()) != 0, "libedit is used by one thread only")
    }

    /// Reads one line.
    func readLine(prompt: Prompt, purpose: Purpose, capabilities: Capabilities) -> ReadEnding {
        assertOnThread()
        terminal.endRow()
        self.capabilities = capabilities
        self.purpose = purpose
        ending = nil
        navigation = HistoryNavigation()
        search = nil
        menu = nil
        ambiguousLine = nil
        fruitlessLine = nil
        fruitlessLine = nil
        plannedEdits = []
        shownHint = nil
        isMenuStale = false
        takesRawCharacter = false
        viMode = ViMode()
        textBeforeChange = nil
        needsDrawing = true
        ownPrompt = prompt
        keepPrompt(promptWithMode)
        shareHistory()
        drawing.append(BracketedPaste.on)
        var count: Int32 = 0
        let line = el_wgets(editor, &count)
        drawing.append(BracketedPaste.off)
        terminal.write(drawing.take())
        terminal.noteLineFeed()
        if let ending { return ending }
        // A key of the user's own, bound in the editrc file, has ended the line.
        guard let line, count > 0 else { return .endOfFile }
        let text = String(wide: UnsafeBufferPointer(start: line, count: Int(count)))
        return .line(text.last == "\n" ? String(text.dropLast()) : text)
    }

    /// Lets libedit's own history commands, which an editrc file may bind, know the same lines.
    private func shareHistory() {
        let lines = history?.lines ?? []
        guard lines != knownLines else { return }
        let isGrown = lines.starts(with: knownLines)
        if !isGrown { ceditline_history_clear(libeditHistory) }
        for line in lines.dropFirst(isGrown ? knownLines.count : 0) {
            ceditline_history_enter(libeditHistory, line.wide)
        }
        knownLines = lines
    }
}

// MARK: The line

extension LibeditSession {
    /// The line as it stands.
    var line: LineState { LineState(text: String(characters: characters), cursor: cursor) }

    /// The characters of the line.
    var characters: [Unicode.Scalar] {
        assertOnThread()
        guard let info = el_wline(editor)?.pointee, let start = info.buffer else { return [] }
        return UnsafeBufferPointer(start: start, count: info.lastchar - start).map(Unicode.Scalar.init(wide:))
    }

    /// The character that the cursor stands on.
    var cursor: Int {
        assertOnThread()
        guard let info = el_wline(editor)?.pointee, let start = info.buffer else { return 0 }
        return info.cursor - start
    }

    /// How many characters stand from the cursor on.
    var restCount: Int {
        guard let info = el_wline(editor)?.pointee else { return 0 }
        return info.lastchar - info.cursor
    }

    /// Puts two blanks behind the line, without drawing them.
    func addPadding() {
        let rest = Int32(restCount)
        el_cursor(editor, rest)
        el_winsertstr(editor, "  ".wide)
        el_cursor(editor, -rest - 2)
    }

    /// Takes the blanks away again, but one that was typed over.
    func removePadding() {
        let rest = Int32(restCount)
        el_cursor(editor, rest)
        el_deletestr(editor, min(rest, 2))
        el_cursor(editor, -max(0, rest - 2))
    }

    /// Puts another line in the place of what stands there, without drawing it.
    func replaceLine(with new: LineState) {
        assertOnThread()
        let length = line.text.unicodeScalars.count
        if new.text.isEmpty {
            el_cursor(editor, Int32(length))
            el_deletestr(editor, Int32(length))
        } else {
            el_wreplacestr(editor, new.text.wide)
            el_cursor(editor, Int32(new.cursor) - el_cursor(editor, 0))
        }
    }

    /// The line's own prompt, in vi with the mode before it.
    private var promptWithMode: Prompt {
        guard isVi else { return ownPrompt }
        var shown = ownPrompt
        shown.segments.insert(Prompt.Segment(viMode.label + " ", style: TextStyle(isDim: true)), at: 0)
        return shown
    }

    /// Follows vi's mode with a key that libedit is about to see.
    func followMode(_ key: Key) {
        guard isVi, search == nil, key != .named(.edit) else { return }
        viMode.see(key)
        textBeforeChange = viMode.isChangeUncertain ? characters : nil
        showOwnPrompt()
    }

    /// Takes back that text is typed now, where a change has left the text as it was.
    func settleChange() {
        guard let before = textBeforeChange else { return }
        textBeforeChange = nil
        guard before == characters else { return }
        viMode.noteFailedChange()
        showOwnPrompt()
    }

    var isVi: Bool { ceditline_is_vi(editor) != 0 }

    /// Whether a letter is put into the line and is no command.
    var isInserting: Bool { !isVi || viMode.isInserting }

    /// Shows the line's own prompt again after another.
    func showOwnPrompt() { usePrompt(promptWithMode) }

    /// Shows another prompt.
    ///
    /// libedit's image of the screen refers to the literals of the prompt that it was drawn with, by
    /// their places in a table of the present one: it would show others, or abort where there are none.
    func usePrompt(_ new: Prompt) {
        assertOnThread()
        guard new != prompt else { return }
        clearInput()
        keepPrompt(new)
        ceditline_refresh(editor)
    }

    private func keepPrompt(_ new: Prompt) {
        prompt = new
        promptText.deallocate()
        promptText = Self.allocate(new.markedUp)
    }

    static func allocate(_ text: String) -> UnsafeMutablePointer<wchar_t> {
        let wide = text.wide
        let copy = UnsafeMutablePointer<wchar_t>.allocate(capacity: wide.count)
        copy.initialize(from: wide, count: wide.count)
        return copy
    }
}

extension String {
    /// The characters as C's wide characters, ending in a null.
    var wide: [wchar_t] {
        unicodeScalars.map { wchar_t(bitPattern: $0.value) } + [0]
    }

    init(wide: UnsafeBufferPointer<wchar_t>) {
        self.init(characters: wide.map(Unicode.Scalar.init(wide:)))
    }

    /// A text of single characters, made in one go: adding them to a text one by one takes ten times as long.
    init(characters: some Sequence<Unicode.Scalar>) {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(characters.underestimatedCount)
        for character in characters {
            if character.isASCII {
                bytes.append(UInt8(character.value))
            } else {
                UTF8.encode(character).map { bytes += $0 }
            }
        }
        self.init(decoding: bytes, as: UTF8.self)
    }
}

extension Unicode.Scalar {
    init(wide: wchar_t) { self = Unicode.Scalar(UInt32(bitPattern: wide)) ?? "\u{FFFD}" }
}
