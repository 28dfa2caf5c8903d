internal import Glibc

/// A stdio stream that keeps what is written to it.
///
/// libedit writes piece by piece and flushes often. Collected here, its drawing and ours leave for the
/// terminal in one write, which is what keeps the screen from flickering.
final class DrawingBuffer {
    let stream: UnsafeMutablePointer<FILE>
    private let start = UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>.allocate(capacity: 1)
    private var seen = 0
    private let count = UnsafeMutablePointer<Int>.allocate(capacity: 1)

    init() throws(LineEditorError) {
        start.initialize(to: nil)
        count.initialize(to: 0)
        guard let stream = open_memstream(start, count) else {
            let code = errno
            start.deallocate()
            count.deallocate()
            throw .system(operation: "open_memstream", errno: code)
        }
        self.stream = stream
    }

    deinit {
        fclose(stream)
        free(start.pointee)
        start.deallocate()
        count.deallocate()
    }

    /// Adds a drawing of our own behind what libedit has drawn so far.
    func append(_ text: String) {
        append(Array(text.utf8))
    }

    func append(_ bytes: [UInt8]) {
        fwrite(bytes, 1, bytes.count, stream)
    }

    /// What was drawn since this was last called, without taking it.
    func news() -> [UInt8] {
        fflush(stream)
        defer { seen = count.pointee }
        return [UInt8](UnsafeRawBufferPointer(start: start.pointee, count: count.pointee).dropFirst(seen))
    }

    /// Takes everything that was drawn.
    func take() -> [UInt8] {
        fflush(stream)
        let drawn = [UInt8](UnsafeRawBufferPointer(start: start.pointee, count: count.pointee))
        fseek(stream, 0, SEEK_SET)
        seen = 0
        return drawn
    }
}
