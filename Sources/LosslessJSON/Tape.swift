/// A parsed document: its bytes and one entry per token, in the order of the input.
///
/// A value's kind is told by its first byte, so an entry is two numbers:
///
/// | entry of | `position` | `link` |
/// |---|---|---|
/// | string, number, literal | its first byte | one past its last byte |
/// | array, object | its bracket | index of the entry that closes it |
/// | closing bracket | one past it | number of elements or members |
///
/// A member of an object is its key's entry followed by its value's. Being flat, a tape of any depth is built,
/// walked and released without recursion.
final class Tape: Sendable {
    struct Entry: Sendable {
        var position: UInt32
        var link: UInt32
    }

    let bytes: [UInt8]
    let entries: [Entry]

    init(bytes: [UInt8], entries: [Entry]) {
        self.bytes = bytes
        self.entries = entries
    }

    /// The index of the entry after the value at `index` and all it holds.
    @inline(__always) func next(after index: Int) -> Int {
        isContainer(index) ? Int(entries[index].link) + 1 : index + 1
    }

    /// The first byte of the value at `index`.
    @inline(__always) func lead(_ index: Int) -> UInt8 {
        bytes[Int(entries[index].position)]
    }

    @inline(__always) func isContainer(_ index: Int) -> Bool {
        let lead = lead(index)
        return lead == ASCII.openBrace || lead == ASCII.openBracket
    }

    /// The bytes of the value at `index`.
    @inline(__always) func span(_ index: Int) -> Range<Int> {
        let entry = entries[index]
        let end = isContainer(index) ? entries[Int(entry.link)].position : entry.link
        return Int(entry.position)..<Int(end)
    }

    /// The elements or members of the value at `index`; 0 for a scalar.
    @inline(__always) func count(_ index: Int) -> Int {
        isContainer(index) ? Int(entries[Int(entries[index].link)].link) : 0
    }

    /// Checks that a position in `bytes` fits into an entry.
    static func checkLength(of bytes: [UInt8]) throws(JSONError) {
        let limit = Int(UInt32.max)
        guard bytes.count <= limit else { throw JSONError(offset: limit, reason: .tooLong(limit: limit)) }
    }
}

/// Builds a tape while the grammar reads.
struct TapeBuilder: GrammarSink {
    private(set) var entries: [Tape.Entry] = []
    /// Where the scalar being read starts.
    private var start = 0
    /// The entry of the innermost open container; its link holds that of the one around it.
    private var open = 0
    /// Commas met in the innermost open container, and in those around it.
    private var commas: UInt32 = 0
    private var commasAround: [UInt32] = []

    /// Expects about `byteCount` bytes of JSON.
    init(byteCount: Int) {
        entries.reserveCapacity(byteCount / 4 + 2)
    }

    @inline(__always) mutating func receive(_ event: GrammarEvent, in chunk: Span<UInt8>) {
        switch event {
        case .begin(let index):
            start = index
        case .end(let index):
            append(start, link: index)
        case .comma:
            commas &+= 1
        case .open(let index):
            append(index, link: open)
            open = entries.count &- 1
            commasAround.append(commas)
            commas = 0
        case .close(let index):
            let isEmpty = open == entries.count &- 1
            let around = Int(entries[open].link)
            entries[open].link = UInt32(truncatingIfNeeded: entries.count)
            append(index &+ 1, link: isEmpty ? 0 : Int(commas) &+ 1)
            open = around
            commas = commasAround.popLast() ?? 0
        case .space, .colon, .plain, .scalar, .malformed:
            break
        }
    }

    @inline(__always) private mutating func append(_ position: Int, link: Int) {
        // Both fit: the length of the document was checked, and it has no more tokens than bytes.
        entries.append(
            Tape.Entry(position: UInt32(truncatingIfNeeded: position), link: UInt32(truncatingIfNeeded: link)))
    }
}
