public import Glibc

/// What a child process is started with so that signals reach it.
///
/// A thread that runs tasks has nearly all signals blocked, and a child would inherit that: a server of tmux, for one,
/// would then outlive every attempt to end it.
public final class PlainSignals {
    private let attributes = UnsafeMutablePointer<posix_spawnattr_t>.allocate(capacity: 1)

    /// Blocks and ignores nothing.
    public init() {
        posix_spawnattr_init(attributes)
        var (none, all) = (sigset_t(), sigset_t())
        sigemptyset(&none)
        sigfillset(&all)
        posix_spawnattr_setsigmask(attributes, &none)
        posix_spawnattr_setsigdefault(attributes, &all)
        posix_spawnattr_setflags(attributes, Int16(POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF))
    }

    /// For `posix_spawn`, as long as this object is there.
    public var pointer: UnsafePointer<posix_spawnattr_t> { UnsafePointer(attributes) }

    deinit {
        posix_spawnattr_destroy(attributes)
        attributes.deallocate()
    }
}
