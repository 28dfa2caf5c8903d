internal import Glibc

/// Runs the user's editor on a private file.
enum ExternalEditor {
    /// Returns the text as the editor left it; `nil` if the editor could not run or failed.
    static func edit(_ text: [UInt8], with command: String) -> [UInt8]? {
        guard let folder = makeFolder() else { return nil }
        let path = folder + "/command.centsh"
        defer {
            _ = unsafe unlink(path)
            _ = unsafe rmdir(folder)
        }
        guard (try? PrivateFile.replace(path, with: text)) != nil, run(command, path) else { return nil }
        return PrivateFile.read(path)
    }

    private static func makeFolder() -> String? {
        var template = Array("/tmp/centsh-XXXXXX".utf8CString)
        return unsafe template.withUnsafeMutableBufferPointer { buffer in
            unsafe buffer.baseAddress.flatMap { unsafe mkdtemp($0) }.map { unsafe String(cString: $0) }
        }
    }

    /// The shell reads the command, so that it may have arguments; the path is one of them.
    private static func run(_ command: String, _ path: String) -> Bool {
        // Ctrl-C in the editor is the editor's.
        let restore = ignoreKeys()
        defer { restore() }
        return ChildProcess(shell: command + " \"$1\"", arguments: [path])?.wait() == 0
    }

    /// Ignores the signals of Ctrl-C and Ctrl-\, until what is returned is called.
    private static func ignoreKeys() -> () -> Void {
        var ignoring = sigaction()
        unsafe ignoring.__sigaction_handler.sa_handler = SIG_IGN
        let former = [SIGINT, SIGQUIT].map { number in
            var former = sigaction()
            unsafe sigaction(number, &ignoring, &former)
            return (number, former)
        }
        return {
            for (number, action) in former {
                var action = action
                unsafe sigaction(number, &action, nil)
            }
        }
    }
}
