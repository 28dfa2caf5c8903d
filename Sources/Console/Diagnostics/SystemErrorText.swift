internal import Glibc

/// Errors of the operating system in words.
package enum SystemErrorText {
    /// Returns what an `errno` means, such as `permission denied`.
    package static func words(_ number: Int32) -> String {
        words[number] ?? "error \(number) of the system"
    }

    /// Returns what an error number of `getaddrinfo` means.
    static func lookup(_ code: Int32) -> String {
        switch code {
        case EAI_AGAIN: "the name server did not answer; it may in a moment"
        case EAI_FAIL: "the name server refused to answer"
        case EAI_MEMORY: "not enough memory"
        default: "error \(code) of the resolver"
        }
    }

    private static let words: [Int32: String] = [
        ENOENT: "no such file", EACCES: "permission denied", EPERM: "not permitted", EISDIR: "it is a folder",
        ENOTDIR: "a part of the path is no folder", ENAMETOOLONG: "the name is too long", EIO: "the disk failed",
        EMFILE: "too many open files", ENFILE: "too many open files on this machine", ENOSPC: "the disk is full",
        EDQUOT: "the disk quota is used up", EROFS: "the disk is read-only", ELOOP: "too many links",
        ENOLCK: "files cannot be locked there", ENETUNREACH: "no network leads there",
        EHOSTUNREACH: "no way to that machine",
        ENETDOWN: "the network is down", EADDRNOTAVAIL: "no address of this machine fits",
        ETIMEDOUT: "no answer", ECONNREFUSED: "refused", EPROTOTYPE: "it is another kind of socket",
        ENOTSOCK: "it is no socket", EAFNOSUPPORT: "this machine does not speak that kind of address",
    ]
}
