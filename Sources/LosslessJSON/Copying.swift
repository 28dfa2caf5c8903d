// Appending runs of bytes, the one thing the formatter does all the time.

extension [UInt8] {
    /// Appends a copy of `bytes`.
    @inline(__always) mutating func append(copying bytes: Span<UInt8>) {
        append(addingCapacity: bytes.count) { $0.append(copying: bytes) }
    }

    /// Appends a copy of `bytes` between quotes.
    @inline(__always) mutating func append(quoting bytes: Span<UInt8>) {
        append(addingCapacity: bytes.count &+ 2) { output in
            output.append(ASCII.quote)
            output.append(copying: bytes)
            output.append(ASCII.quote)
        }
    }

    /// Appends a copy of `bytes`, a newline and so many spaces.
    @inline(__always) mutating func append(copying bytes: Span<UInt8>, thenLineIndentedBy width: Int) {
        append(addingCapacity: bytes.count &+ 1 &+ width) { output in
            output.append(copying: bytes)
            output.append(ASCII.newline)
            output.append(repeating: ASCII.space, count: width)
        }
    }
}

extension OutputSpan<UInt8> {
    /// Appends a copy of `bytes`, for which there must be room.
    @inline(__always) mutating func append(copying bytes: Span<UInt8>) {
        // Safe: neither buffer leaves the closure, `extracting` and `initialize` check that the source fits into what
        // is free, and as many bytes as were written are declared initialised.
        unsafe withUnsafeMutableBufferPointer { buffer, count in
            let free = buffer.extracting(count...)
            count &+= unsafe bytes.withUnsafeBufferPointer { unsafe free.initialize(fromContentsOf: $0) }
        }
    }
}
