internal import LosslessJSON

/// Cuts a file into records: a JSON object in each line, or rows of CSV behind a header.
struct RecordReader {
    /// One record of the file.
    struct Record {
        /// Its number, from 1; a header does not count.
        var number: Int
        /// Where the next one starts, in bytes of the file.
        var end: Int
        /// Its bytes, without what ends it.
        var bytes: ArraySlice<UInt8>
        /// Whether a quote in it is never closed, so that it was taken to end with its first row.
        var isOpen = false
    }

    /// How records are written.
    enum Form: Sendable, Hashable {
        case lines
        /// With the names of the columns.
        case csv(columns: [String], separator: UInt8)
    }

    private static let chunk = 1 << 20

    private let input: any InputSource
    private(set) var form = Form.lines
    private var buffer: [UInt8] = []
    private var position = 0
    /// Where the buffer starts in the file.
    private var base = 0
    private var number = 0
    private var isAtEnd = false

    /// No row of CSV is longer: a quote that is not closed so far never is.
    private static let longestRow = 4 << 20

    private let isCSV: Bool?

    /// Reads a file whose name may tell how it is written.
    init(_ input: any InputSource, named name: String = "") {
        self.input = input
        let ending = name.split(separator: ".").last.map(String.init) ?? ""
        isCSV = ["csv", "tsv"].contains(ending) ? true : ["ndjson", "jsonl", "json"].contains(ending) ? false : nil
    }

    /// Reads the header, if there is one: where the name does not tell, a file that does not start like JSON is CSV.
    mutating func begin() async {
        while !isAtEnd, buffer.count < 4 || firstSign == nil { await fill() }
        if buffer.starts(with: [0xEF, 0xBB, 0xBF]) { position = 3 }
        guard let first = firstSign, isCSV ?? true,
            isCSV == true || first != UInt8(ascii: "{") && first != UInt8(ascii: "[")
        else { return }
        form = .csv(columns: [], separator: UInt8(ascii: ","))
        guard let head = await nextRow() else { return }
        number = 0
        let separator = [UInt8(ascii: ","), UInt8(ascii: ";"), UInt8(ascii: "\t")].first(where: head.bytes.contains)
        let row = CSVRow(head.bytes, separator: separator ?? UInt8(ascii: ","))
        form = .csv(columns: row.fields, separator: separator ?? UInt8(ascii: ","))
    }

    private var firstSign: UInt8? { buffer[position...].first { !$0.isBlank && $0 != .newline } }

    /// Passes over what was read before, up to a place that a record ended at.
    mutating func skip(to end: Int, behind number: Int) async {
        while base + buffer.count < end, !isAtEnd {
            base += buffer.count
            buffer = []
            position = 0
            await fill()
        }
        position = max(0, min(buffer.count, end - base))
        self.number = number
    }

    /// The next record that is not blank; nil at the end.
    mutating func next() async -> Record? {
        while let row = await nextRow() {
            if row.bytes.contains(where: { !$0.isBlank }) { return row }
            number -= 1
        }
        return nil
    }

    private mutating func nextRow() async -> Record? {
        var searched = position
        var isQuoted = false
        while true {
            if let end = endOfRow(from: &searched, &isQuoted) {
                let row = buffer[position..<end]
                position = min(end + 1, buffer.count)
                number += 1
                return Record(number: number, end: base + position, bytes: row)
            }
            if isQuoted, isAtEnd || searched - position > Self.longestRow {
                let end = buffer[position...].firstIndex(of: .newline) ?? buffer.count
                let row = buffer[position..<end]
                position = min(end + 1, buffer.count)
                number += 1
                return Record(number: number, end: base + position, bytes: row, isOpen: true)
            }
            if isAtEnd {
                guard position < buffer.count else { return nil }
                let row = buffer[position...]
                position = buffer.count
                number += 1
                return Record(number: number, end: base + position, bytes: row)
            }
            let read = searched - position
            buffer.removeFirst(position)
            base += position
            position = 0
            searched = read
            await fill()
        }
    }

    /// In CSV a line feed within quotes ends nothing (RFC 4180).
    private func endOfRow(from searched: inout Int, _ isQuoted: inout Bool) -> Int? {
        if case .lines = form {
            defer { searched = buffer.count }
            return buffer[searched...].firstIndex(of: .newline)
        }
        while searched < buffer.count {
            let byte = buffer[searched]
            if byte == UInt8(ascii: "\"") { isQuoted.toggle() }
            if byte == .newline, !isQuoted { return searched }
            searched += 1
        }
        return nil
    }

    private mutating func fill() async {
        let bytes = await input.read(upTo: Self.chunk)
        if bytes.isEmpty { isAtEnd = true } else { buffer += bytes }
    }
}

extension RecordReader.Record {
    /// The record as JSON: a row of CSV as an object of texts, by the names of the columns.
    func json(_ form: RecordReader.Form) throws(ImportMapping.Refusal) -> JSONValue {
        guard case .csv(let columns, let separator) = form else {
            do throws(JSONError) {
                return try JSONValue.parse(Array(bytes))
            } catch {
                throw ImportMapping.Refusal(
                    reason: "at byte \(error.offset) the JSON \(JSONErrorText.words(error.reason))")
            }
        }
        if isOpen { throw ImportMapping.Refusal(reason: "a quote is never closed") }
        let row = CSVRow(bytes, separator: separator)
        if row.hasTextBehindQuote { throw ImportMapping.Refusal(reason: "something stands behind a closing quote") }
        guard row.fields.count == columns.count else {
            throw ImportMapping.Refusal(
                reason: "it has \(row.fields.count.counted("field")), and the header \(columns.count)")
        }
        var writer = JSONWriter()
        writer.beginObject()
        for (name, field) in zip(columns, row.fields) {
            writer.key(name)
            writer.string(field)
        }
        writer.endObject()
        return writer.text.value
    }
}

/// A row of CSV (RFC 4180).
struct CSVRow {
    /// Its fields, without their quotes.
    private(set) var fields: [String] = []
    /// Whether a field has more behind its closing quote, which no reader agrees on.
    private(set) var hasTextBehindQuote = false

    init(_ bytes: ArraySlice<UInt8>, separator: UInt8) {
        var rest = bytes.last == UInt8(ascii: "\r") ? bytes.dropLast() : bytes
        while true {
            fields.append(field(&rest, separator))
            guard rest.first == separator else { return }
            rest = rest.dropFirst()
        }
    }

    private mutating func field(_ rest: inout ArraySlice<UInt8>, _ separator: UInt8) -> String {
        let quote = UInt8(ascii: "\"")
        guard rest.first == quote else {
            let field = rest.prefix { $0 != separator }
            rest = rest[field.endIndex...]
            return String(decoding: field, as: UTF8.self)
        }
        var text: [UInt8] = []
        rest = rest.dropFirst()
        while let byte = rest.popFirst() {
            if byte != quote {
                text.append(byte)
            } else if rest.first == quote {
                text.append(quote)
                rest = rest.dropFirst()
            } else {
                break
            }
        }
        if let next = rest.first, next != separator { hasTextBehindQuote = true }
        rest = rest.drop { $0 != separator }
        return String(decoding: text, as: UTF8.self)
    }
}
