internal import Glibc

/// A program that runs beside this one.
struct ChildProcess: Sendable {
    private let identifier: pid_t

    /// Starts a command of the shell, with the input or output of this process where none is given; nil where the
    /// system refuses.
    init?(shell command: String, arguments: [String] = [], input: Int32? = nil, output: Int32? = nil) {
        let words = ["/bin/sh", "-c", command, "centsh"] + arguments
        var pointers = unsafe words.map { unsafe strdup($0) } + [nil]
        defer { for index in unsafe pointers.indices { unsafe free(pointers[index]) } }
        Self.keepToOneself()
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
        var actions = unsafe posix_spawn_file_actions_t()
        unsafe posix_spawn_file_actions_init(&actions)
        defer { _ = unsafe posix_spawn_file_actions_destroy(&actions) }
        if let input { unsafe posix_spawn_file_actions_adddup2(&actions, input, STDIN_FILENO) }
        if let output { unsafe posix_spawn_file_actions_adddup2(&actions, output, STDOUT_FILENO) }
        var child = pid_t()
        guard unsafe posix_spawn(&child, "/bin/sh", &actions, &attributes, &pointers, environ) == 0 else { return nil }
        identifier = child
    }

    /// Waits for its end; returns its status, that of a signal counted from 128 as the shell does.
    func wait() -> Int32 {
        var status: Int32 = 0
        while unsafe waitpid(identifier, &status, 0) < 0 {
            guard errno == EINTR else { return 127 }
        }
        let signal = status & 0x7F
        return signal == 0 ? status >> 8 & 0xFF : 128 + signal
    }

    /// It gets none of the connections and locks of this process.
    private static func keepToOneself() {
        for descriptor in STDERR_FILENO + 1..<1_024 { _ = fcntl(descriptor, F_SETFD, FD_CLOEXEC) }
    }
}
