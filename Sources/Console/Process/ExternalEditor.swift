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
        let words = ["/bin/sh", "-c", command + " \"$1\"", "centsh", path]
        var arguments = unsafe words.map { unsafe strdup($0) } + [nil]
        defer { for index in unsafe arguments.indices { unsafe free(arguments[index]) } }
        keepToOneself()
        var attributes = posix_spawnattr_t()
        unsafe posix_spawnattr_init(&attributes)
        defer { _ = unsafe posix_spawnattr_destroy(&attributes) }
        var ignoredHere = sigset_t()
        unsafe sigemptyset(&ignoredHere)
        for number in [SIGPIPE, SIGINT, SIGQUIT] { unsafe sigaddset(&ignoredHere, number) }
        unsafe posix_spawnattr_setsigdefault(&attributes, &ignoredHere)
        // Threads that run tasks have most signals blocked; an editor wants to hear of a new window size.
        var blocked = sigset_t()
        unsafe sigemptyset(&blocked)
        unsafe posix_spawnattr_setsigmask(&attributes, &blocked)
        unsafe posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETSIGDEF | POSIX_SPAWN_SETSIGMASK))
        // Ctrl-C in the editor is the editor's.
        let restore = ignoreKeys()
        defer { restore() }
        var child = pid_t()
        guard unsafe posix_spawn(&child, "/bin/sh", nil, &attributes, &arguments, environ) == 0 else { return false }
        var status: Int32 = 0
        while unsafe waitpid(child, &status, 0) < 0 {
            guard errno == EINTR else { return false }
        }
        return status == 0
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

    /// The editor gets the terminal, and none of the connections and locks of this process.
    private static func keepToOneself() {
        for descriptor in STDERR_FILENO + 1..<1_024 { _ = fcntl(descriptor, F_SETFD, FD_CLOEXEC) }
    }
}
