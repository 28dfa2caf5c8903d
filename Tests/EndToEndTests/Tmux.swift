import CentrifugoProcess
import Foundation
import Glibc

/// A console in a real terminal: a tmux server of its own, with a folder of its own for what is kept.
final class Tmux {
    /// What did not appear on the screen.
    struct NotSeen: Error, CustomStringConvertible {
        let text: String
        let screen: String
        var description: String { "\"\(text)\" is not on the screen:\n\(screen)" }
    }

    /// Whether tmux is installed.
    static let isInstalled = (try? run(["tmux", "-V"]).status) == 0

    private let name = "centsh-test-\(UUID().uuidString.prefix(8))"
    private let folder: URL

    /// Starts the console with options; `state` is a folder that an earlier console used.
    init(_ options: String, columns: Int = 80, rows: Int = 24, state: URL? = nil) throws {
        folder = state ?? FileManager.default.temporaryDirectory.appending(path: name)
        let variables =
            "XDG_STATE_HOME=\(folder.path()) HOME=\(folder.path()) TERM=xterm-256color LC_ALL=C.UTF-8 EDITOR=ed"
        let command = "env -u CENTSH_URL \(variables) \(Self.console.path()) \(options); echo status $?; exec cat"
        try tmux(["new-session", "-d", "-x", "\(columns)", "-y", "\(rows)", command])
    }

    deinit {
        _ = try? tmux(["kill-server"])
        try? FileManager.default.removeItem(at: folder)
    }

    /// The folder for what is kept.
    var state: URL { folder }

    /// Types text as it is.
    func type(_ text: String) throws {
        try tmux(["send-keys", "-l", text])
    }

    /// Presses keys by tmux's names for them.
    func press(_ keys: String...) throws {
        try tmux(["send-keys"] + keys)
    }

    /// Types a line and Enter.
    func enter(_ line: String) throws {
        try type(line)
        try press("Enter")
    }

    /// The screen, without blank rows at its end.
    func screen() throws -> String {
        try tmux(["capture-pane", "-p"]).trimmingCharacters(in: .newlines)
    }

    /// Waits until the screen satisfies a condition, and returns it.
    @discardableResult
    func wait(for text: String, _ condition: (String) -> Bool) throws -> String {
        let deadline = ContinuousClock.now + .seconds(20)
        var screen = ""
        while ContinuousClock.now < deadline {
            screen = try self.screen()
            if condition(screen) { return screen }
        }
        throw NotSeen(text: text, screen: screen)
    }

    /// Waits until a text is on the screen.
    @discardableResult
    func wait(for text: String) throws -> String {
        try wait(for: text) { $0.contains(text) }
    }

    /// Waits until the last row is a prompt with the given text behind it.
    @discardableResult
    func waitForPrompt(_ prompt: String) throws -> String {
        try wait(for: prompt) { screen in
            screen.split(separator: "\n").last?.trimmingCharacters(in: .whitespaces) == prompt
        }
    }

    func resize(columns: Int, rows: Int) throws {
        try tmux(["resize-window", "-x", "\(columns)", "-y", "\(rows)"])
    }

    @discardableResult
    private func tmux(_ words: [String]) throws -> String {
        try Self.run(["tmux", "-L", name, "-f", "/dev/null"] + words).output
    }

    /// The program that the package builds beside the tests.
    static var console: URL {
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
    /// Not with Foundation's `Process`: that waits for all who inherited a descriptor, and the server
    /// that tmux leaves behind does.
    private static func run(_ words: [String]) throws -> (status: Int32, output: String) {
        var ends: [Int32] = [0, 0]
        guard pipe(&ends) == 0 else { throw POSIXError(.EMFILE) }
        for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        posix_spawn_file_actions_adddup2(&actions, ends[1], STDOUT_FILENO)
        var arguments = (Self.alone + words).map { strdup($0) } + [nil]
        defer { for argument in arguments { free(argument) } }
        var child = pid_t()
        let signals = PlainSignals()
        let failure = posix_spawnp(&child, Self.alone[0], &actions, signals.pointer, &arguments, environ)
        close(ends[1])
        defer { close(ends[0]) }
        guard failure == 0 else { throw POSIXError(.ENOENT) }
        var output: [UInt8] = []
        var chunk = [UInt8](repeating: 0, count: 65_536)
        while case let count = read(ends[0], &chunk, chunk.count), count > 0 { output += chunk[..<count] }
        var status: Int32 = 0
        while waitpid(child, &status, 0) < 0 && errno == EINTR {}
        return (status >> 8 & 0xFF, String(decoding: output, as: UTF8.self))
    }
}
