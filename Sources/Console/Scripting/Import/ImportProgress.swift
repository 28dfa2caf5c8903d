internal import Glibc
internal import LosslessJSON

/// How far an import is, in a file beside the one that is read, so that the same import goes on there.
///
/// Each note is one write over the last, which the end of the process cannot cut in two.
struct ImportProgress: Sendable, Hashable {
    /// What was imported, from where and to where: another import begins anew.
    var identity: String
    /// Where the next record starts, in bytes.
    var offset = 0
    /// How many records there are before that.
    var records = 0
    var succeeded = 0
    var failed = 0
    var rejected = 0
    /// What stands before the next record, so that a file with other records is not taken for the same.
    var fingerprint = ""

    private static let size = 4096

    /// The note in a file; nil where there is none.
    init?(readFrom path: String) {
        guard let bytes = PrivateFile.read(path), let value = try? JSONValue.parse(bytes),
            let identity = value["identity"]?.string, let offset = value["offset"]?.int64,
            let records = value["records"]?.int64
        else { return nil }
        self.init(identity: identity)
        self.offset = Int(offset)
        self.records = Int(records)
        succeeded = Int(value["succeeded"]?.int64 ?? 0)
        failed = Int(value["failed"]?.int64 ?? 0)
        rejected = Int(value["rejected"]?.int64 ?? 0)
        fingerprint = value["fingerprint"]?.string ?? ""
    }

    init(identity: String) {
        self.identity = identity
    }

    /// Writes the note to an open file.
    func write(to descriptor: Int32) {
        var writer = JSONWriter()
        writer.beginObject()
        writer.key("identity")
        writer.string(identity)
        writer.key("fingerprint")
        writer.string(fingerprint)
        for (name, number) in counts + [("offset", offset)] {
            writer.key(name)
            writer.integer(number)
        }
        writer.endObject()
        var bytes = writer.bytes
        bytes += Array(repeating: UInt8(ascii: " "), count: max(0, Self.size - 1 - bytes.count)) + [.newline]
        _ = unsafe pwrite(descriptor, bytes, bytes.count, 0)
    }

    /// The numbers under the names that programs see.
    var counts: [(name: String, number: Int)] {
        [("records", records), ("succeeded", succeeded), ("failed", failed), ("rejected", rejected)]
    }
}
