/// Which containers are open, one bit each.
struct NestingStack: Sendable {
    /// How many containers are open.
    private(set) var depth = 0
    /// The innermost levels, the last opened lowest: 1 is an object, 0 an array.
    private var top: UInt64 = 0
    /// Full words below `top`.
    private var below: [UInt64] = []

    /// Whether the innermost open container is an object; `false` when none is open.
    @inline(__always) var isInObject: Bool { top & 1 == 1 }

    @inline(__always) mutating func push(isObject: Bool) {
        if depth & 63 == 0, depth > 0 {
            below.append(top)
            top = 0
        }
        top = top << 1 | (isObject ? 1 : 0)
        depth &+= 1
    }

    /// Closes the innermost container; one must be open.
    @inline(__always) mutating func pop() {
        depth &-= 1
        top >>= 1
        if depth & 63 == 0, let word = below.popLast() { top = word }
    }
}
