internal import CEditline
internal import Glibc

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
    let hold: TerminalHold
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
    let keptRowName = LibeditSession.allocate(LibeditSession.rowCommandName)
    let keptHelp = LibeditSession.allocate("A key of the line editor")

    var reading = Reading()
    private(set) var prompt = Prompt("")
    /// Whether SIGCONT will tell of a suspension that is over already.
    var expectsContinuation = false
    var overlay = Overlay()
    /// The rows of the input that libedit has drawn on since the overlay was painted.
    var touched = TouchedRows.all

    /// Sets up libedit; nil where it cannot edit on this terminal, or is told not to by the editrc file.
    init?(
        _ configuration: Configuration, terminal: Terminal, keys: KeyInput, hold: TerminalHold, isUnicode: Bool
    ) {
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
        self.hold = hold
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
        for text in [promptText, keptName, keptRowName, keptHelp] { text.deallocate() }
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
        if !hold.isHeld { hold.take() }
        terminal.endRow()
        reading = Reading(prompt: prompt, purpose: purpose, capabilities: capabilities)
        keepPrompt(promptWithMode)
        var count: Int32 = 0
        let line = el_wgets(editor, &count)
        terminal.write(drawing.take())
        terminal.noteLineFeed()
        if let ending = reading.ending { return ending }
        // A key of the user's own, bound in the editrc file, has ended the line.
        guard let line, count > 0 else { return .endOfFile }
        let text = String(wide: UnsafeBufferPointer(start: line, count: Int(count)))
        return .line(text.last == "\n" ? String(text.dropLast()) : text)
    }

    /// Lets libedit's own history commands, which an editrc file may bind, know the same lines; called before it is
    /// handed a key that may be one, as a full history takes long to hand over.
    func shareHistory() {
        let lines = history?.lines ?? []
        guard lines != knownLines else { return }
        let isGrown = lines.starts(with: knownLines)
        if !isGrown { ceditline_history_clear(libeditHistory) }
        for line in lines.dropFirst(isGrown ? knownLines.count : 0) {
            ceditline_history_enter(libeditHistory, line.wide)
        }
        knownLines = lines
    }

    /// Keeps a prompt for libedit, which asks for it whenever it draws.
    func keepPrompt(_ new: Prompt) {
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
