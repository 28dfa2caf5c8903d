internal import Glibc

/// Stops the process as the terminal would on Ctrl-Z.
enum JobControl {
    /// Stops this process and the others of its group; returns once it goes on.
    ///
    /// A signal sent to the whole process may be taken by any thread, and this one would run on for a
    /// moment with the terminal already given back. So the others of the group get theirs while it is
    /// ignored here, and this thread sends itself its own, which stops the process before the call
    /// returns. A process that was started to ignore the signal, or that nobody could continue, is not
    /// stopped at all.
    static func suspend() {
        var found = sigaction()
        sigaction(SIGTSTP, nil, &found)
        guard unsafeBitCast(found.__sigaction_handler.sa_handler, to: Int.self) != 1 else { return }
        var ignoring = sigaction()
        ignoring.__sigaction_handler.sa_handler = SIG_IGN
        sigaction(SIGTSTP, &ignoring, nil)
        kill(0, SIGTSTP)
        sigaction(SIGTSTP, &found, nil)
        pthread_kill(pthread_self(), SIGTSTP)
    }
}
