/// Which characters are one where case makes no difference: those with the same simple case folding in Unicode, such as
/// `k`, `K` and the Kelvin sign.
enum CaseFolding {
    /// Returns all cases of a character, itself included; `nil` where it has one only.
    static func cases(of character: Unicode.Scalar) -> [Unicode.Scalar]? { table[character] }

    private static let table: [Unicode.Scalar: [Unicode.Scalar]] = {
        var byFolding: [[Unicode.Scalar]: [Unicode.Scalar]] = [:]
        for value in 0x41...0x1FFFF as ClosedRange<UInt32> {
            guard let character = Unicode.Scalar(value), character.properties.changesWhenCaseMapped else { continue }
            byFolding[folding(of: character), default: []].append(character)
        }
        var table: [Unicode.Scalar: [Unicode.Scalar]] = [:]
        for cases in byFolding.values where cases.count > 1 {
            for character in cases { table[character] = cases }
        }
        return table
    }()

    /// The upper case of the lower case, which is the same for all cases of a letter.
    private static func folding(of character: Unicode.Scalar) -> [Unicode.Scalar] {
        // The dotless i has the upper case of another letter without being one of its cases.
        character == "\u{131}" ? [character] : Array(character.properties.lowercaseMapping.uppercased().unicodeScalars)
    }
}
