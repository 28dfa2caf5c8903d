import Foundation
import Testing
import TmuxTerminal

/// What somebody sees who types: the editing bar of the real program in a real terminal.
///
/// Among the other tests in tmux, so that only one at a time waits for a terminal.
extension TmuxTests {
    @Suite struct EditingBarTests {
        /// Starts the console on an empty screen, and waits for its prompt.
        static func console(
            _ options: String = "--practice --seed 1 -q", columns: Int = 80, state: URL? = nil, variables: [String] = []
        ) throws -> Tmux {
            let tmux = try Tmux(options, columns: columns, state: state, variables: variables)
            try tmux.waitForPrompt("practice>")
            return tmux
        }

        /// Makes a folder to keep things in, with files in it; the console that uses it takes it away.
        static func folder(_ files: [String: String]) throws -> URL {
            let folder = FileManager.default.temporaryDirectory.appending(path: "centsh-test-\(UUID().uuidString)")
            for (name, content) in files {
                let file = folder.appending(path: name)
                try FileManager.default.createDirectory(
                    at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
                try Data(content.utf8).write(to: file)
            }
            return folder
        }
    }
}

extension Tmux {
    /// Takes everything off the screen but the prompt.
    func clear(prompt: String = "practice>") throws {
        try press("C-l")
        try wait(for: "the prompt alone") { $0 == prompt }
    }

    /// Enters a line, waits for a text of the answer, and clears the screen.
    func settle(_ line: String, answer: String, prompt: String = "practice>") throws {
        try enter(line)
        try wait(for: answer)
        try waitForPrompt(prompt)
        try clear(prompt: prompt)
    }
}
