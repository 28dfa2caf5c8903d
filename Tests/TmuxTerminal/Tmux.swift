internal import CentrifugoProcess
public import Foundation
internal import Glibc

/// A console in a real terminal: a tmux server of its own, with a folder of its own for what is kept.
public final class Tmux {
    /// What did not appear on the screen.
    public struct NotSeen: Error, CustomStringConvertible {
        /// What was waited for.
        public let text: String
        /// What was there instead.
        public let screen: String

        /// Makes an error.
        public init(text: String, screen: String) {
            self.text = text
            self.screen = screen
        }

        /// Both, for the one who reads the test's output.
        public var description: String { "\"\(text)\" is not on the screen:\n\(screen)" }
    }

    /// Whether tmux is installed.
    public static let isInstalled = (try? run(["tmux", "-V"]).status) == 0

    private let name = "centsh-test-\(UUID().uuidString.prefix(8))"
    private let folder: URL

    /// Starts the console with options; `state` is a folder that an earlier console used, and `variables` are set
    /// in its environment, each as `NAME=value`.
    public convenience init(
        _ options: String, columns: Int = 80, rows: Int = 24, state: URL? = nil, variables: [String] = []
    ) throws {
        try self.init(columns: columns, rows: rows, state: state, variables: variables) {
            "\($0) \(Self.console.path()) \(options); echo status $?; exec cat"
        }
    }

    /// Starts a shell that prompts with `$ `, stands in the folder for what is kept, and finds the console by its name.
    public static func shell(variables: [String] = []) throws -> Tmux {
        let path = "PATH=\(console.deletingLastPathComponent().path()):$PATH"
        let tmux = try Tmux(columns: 80, rows: 24, state: nil, variables: [path, "PS1='$ '"] + variables) {
            "\($0) sh -c 'mkdir -p $HOME && cd && exec sh'"
        }
        try tmux.waitForPrompt("$")
        return tmux
    }

    private init(
        columns: Int, rows: Int, state: URL?, variables: [String], command: (_ environment: String) -> String
    ) throws {
        folder = state ?? FileManager.default.temporaryDirectory.appending(path: name)
        let usual = [
            "XDG_STATE_HOME=\(folder.path())", "HOME=\(folder.path())", "TERM=xterm-256color", "LC_ALL=C.UTF-8",
            "EDITOR=ed",
        ]
        // `swift test` sets NO_COLOR where its own output is no terminal.
        let unset = ["CENTSH_URL", "CENTSH_OUTPUT", "NO_COLOR", "CLICOLOR_FORCE", "EDITRC"].map { "-u \($0)" }
        let environment = (["env"] + unset + usual + variables).joined(separator: " ")
        try tmux(["new-session", "-d", "-x", "\(columns)", "-y", "\(rows)", command(environment)])
    }

    deinit {
        _ = try? tmux(["kill-server"])
        try? FileManager.default.removeItem(at: folder)
    }

    /// The folder for what is kept.
    public var state: URL { folder }

    /// Types text as it is.
    public func type(_ text: String) throws {
        try tmux(["send-keys", "-l", text])
    }

    /// Presses keys by tmux's names for them.
    public func press(_ keys: String...) throws {
        try tmux(["send-keys"] + keys)
    }

    /// Types a line and Enter.
    public func enter(_ line: String) throws {
        try type(line)
        try press("Enter")
    }

    /// Pastes text, as the terminal does for those who asked to be told what is pasted.
    public func paste(_ text: String) throws {
        try tmux(["set-buffer", text, ";", "paste-buffer", "-p", "-r"])
    }

    /// Pastes what a file holds.
    public func paste(from file: URL) throws {
        try tmux(["load-buffer", file.path(), ";", "paste-buffer", "-p", "-r"])
    }

    /// The screen, without blank rows at its end.
    public func screen() throws -> String {
        try tmux(["capture-pane", "-p"]).trimmingCharacters(in: .newlines)
    }

    /// Waits until the screen satisfies a condition, and returns it.
    @discardableResult
    public func wait(for text: String, _ condition: (String) throws -> Bool) throws -> String {
        let deadline = ContinuousClock.now + .seconds(20)
        var screen = ""
        while ContinuousClock.now < deadline {
            screen = try self.screen()
            if try condition(screen) { return screen }
        }
        throw NotSeen(text: text, screen: screen)
    }

    /// Waits until a text is on the screen.
    @discardableResult
    public func wait(for text: String) throws -> String {
        try wait(for: text) { $0.contains(text) }
    }

    /// Waits until the cursor stands behind a prompt with the given text, whatever is hinted behind and below it.
    @discardableResult
    public func waitForPrompt(_ prompt: String) throws -> String {
        try wait(for: prompt) { _ in try textBeforeCursor().trimmingCharacters(in: .whitespaces) == prompt }
    }

    /// What stands before the cursor in its row.
    private func textBeforeCursor() throws -> String {
        let place = try tmux(["display-message", "-p", "#{cursor_x} #{cursor_y}"])
            .split(whereSeparator: \.isWhitespace).compactMap { Int($0) }
        let rows = try tmux(["capture-pane", "-p"]).split(separator: "\n", omittingEmptySubsequences: false)
        guard place.count == 2, rows.indices.contains(place[1]) else { return "" }
        return String(rows[place[1]].prefix(place[0]))
    }

    /// Gives the terminal another size.
    public func resize(columns: Int, rows: Int) throws {
        try tmux(["resize-window", "-x", "\(columns)", "-y", "\(rows)"])
    }

    @discardableResult
    func tmux(_ words: [String]) throws -> String {
        try Self.run(["tmux", "-L", name, "-f", "/dev/null"] + words).output
    }

    /// The program that the package builds beside the tests.
    public static var console: URL {
        URL(filePath: "/proc/self/exe").resolvingSymlinksInPath().deletingLastPathComponent().appending(path: "centsh")
    }

    /// Runs the words behind it without what this process has open: the server that tmux leaves behind
    /// must not hold the sockets of other tests open.
    private static let alone = [
        "bash", "-c", #"for f in /proc/self/fd/*; do n=${f##*/}; [ "$n" -gt 2 ] && eval "exec $n>&-"; done; exec "$@""#,
        "bash",
    ]

    /// Runs a program to its end.
    ///
    /// Not with Foundation's `Process` or a pipe: those wait for all who inherited a descriptor, as the server
    /// that tmux leaves behind does, and any program that another test starts meanwhile. So the output goes to a file.
    private static func run(_ words: [String]) throws -> (status: Int32, output: String) {
        let path = FileManager.default.temporaryDirectory.appending(path: "centsh-output-\(UUID().uuidString)").path()
        let file = open(path, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
        guard file >= 0 else { throw POSIXError(.EMFILE) }
        defer { close(file) }
        unlink(path)
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        posix_spawn_file_actions_adddup2(&actions, file, STDOUT_FILENO)
        var arguments = (Self.alone + words).map { strdup($0) } + [nil]
        defer { for argument in arguments { free(argument) } }
        var child = pid_t()
        let signals = PlainSignals()
        let failure = posix_spawnp(&child, Self.alone[0], &actions, signals.pointer, &arguments, environ)
        guard failure == 0 else { throw POSIXError(.ENOENT) }
        var status: Int32 = 0
        while waitpid(child, &status, 0) < 0 && errno == EINTR {}
        lseek(file, 0, SEEK_SET)
        var output: [UInt8] = []
        var chunk = [UInt8](repeating: 0, count: 65_536)
        while case let count = read(file, &chunk, chunk.count), count > 0 { output += chunk[..<count] }
        return (status >> 8 & 0xFF, String(decoding: output, as: UTF8.self))
    }
}
