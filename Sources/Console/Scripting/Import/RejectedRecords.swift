internal import Glibc
internal import LosslessJSON

/// Writes the records that were not taken, each with its number in the file and why, as an object in a line.
final class RejectedRecords {
    let path: String
    private var descriptor: Int32 = -1
    private(set) var failure: Int32?

    /// Makes no file before the first one is rejected; with `appends` what is in it stays.
    init(_ path: String, appends: Bool) {
        self.path = path
        if !appends { _ = unsafe unlink(path) }
    }

    deinit {
        if descriptor >= 0 { close(descriptor) }
    }

    func write(_ number: Int, _ bytes: ArraySlice<UInt8>, because reason: String) {
        if descriptor < 0 { descriptor = unsafe open(path, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0o666) }
        guard descriptor >= 0 else {
            failure = errno
            return
        }
        var writer = JSONWriter()
        writer.beginObject()
        writer.key("number")
        writer.integer(number)
        writer.key("reason")
        writer.string(reason)
        writer.key("record")
        if let json = try? JSONText(bytes: Array(bytes)) {
            writer.compacted(json)
        } else {
            writer.string(String(decoding: bytes, as: UTF8.self))
        }
        writer.endObject()
        if !FileSink(descriptor: descriptor).writeNow(writer.bytes + [.newline]) { failure = errno }
    }
}
