internal import LosslessJSON

/// What templates stand for in one run of a line that is repeated.
struct TemplateValues: Sendable {
    /// Which run it is, from 1.
    var count: Int

    /// The value of `{{name}}`; nil for a name that there is not.
    ///
    /// `count` is the number of the run, `now` the milliseconds since 1970, `uuid` a random UUID (RFC 9562, version 4),
    /// `random 1 10` a whole number of that range.
    func value(of name: String) -> JSONText? {
        let words = name.split(separator: " ")
        switch (words.first, words.count) {
        case ("count", 1): return JSONText(integer: count)
        case ("now", 1): return JSONText(integer: WallClock.milliseconds)
        case ("uuid", 1): return JSONText(string: RandomUUID.text())
        case ("random", 3):
            guard let low = Int(words[1]), let high = Int(words[2]), low <= high else { return nil }
            return JSONText(integer: Int.random(in: low...high))
        default: return nil
        }
    }
}
