internal import Glibc

// What libedit takes texts for: C's wide characters.

extension String {
    /// The characters as C's wide characters, ending in a null.
    var wide: [wchar_t] {
        unicodeScalars.map { wchar_t(bitPattern: $0.value) } + [0]
    }

    init(wide: UnsafeBufferPointer<wchar_t>) {
        self.init(characters: wide.map(Unicode.Scalar.init(wide:)))
    }

    /// A text of single characters, made in one go: adding them to a text one by one takes ten times as long.
    init(characters: some Sequence<Unicode.Scalar>) {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(characters.underestimatedCount)
        for character in characters {
            if character.isASCII {
                bytes.append(UInt8(character.value))
            } else {
                UTF8.encode(character).map { bytes += $0 }
            }
        }
        self.init(decoding: bytes, as: UTF8.self)
    }
}

extension Unicode.Scalar {
    init(wide: wchar_t) { self = Unicode.Scalar(UInt32(bitPattern: wide)) ?? "\u{FFFD}" }
}
