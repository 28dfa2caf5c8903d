internal import Glibc

/// The time of day.
enum WallClock {
    /// Milliseconds since the start of 1970, in UTC.
    static var milliseconds: Int64 {
        var time = timespec()
        unsafe clock_gettime(CLOCK_REALTIME, &time)
        return Int64(time.tv_sec) * 1000 + Int64(time.tv_nsec) / 1_000_000
    }
}
