/// Finds a remembered line while the text to look for is being typed.
///
/// libedit has such a search, but it takes the pattern for a regular expression, which JSON rarely is,
/// loses characters beyond ASCII, and turns Escape into a wait for another key.
package struct IncrementalSearch {
    /// What a key does to the search.
    package enum Reaction: Equatable {
        /// The search goes on; the screen is to show its state.
        case update
        /// The line that was found is edited further; `key` is carried out on it.
        case accept(then: Key?)
        /// The line is again what it was before the search.
        case cancel
    }

    /// The line before the search.
    package let origin: LineState
    private let entries: [String]
    package private(set) var pattern = ""
    package private(set) var isFailed = false
    private var index: Int?
    /// Whether Enter submits the line found; in vi it takes the line only.
    private let submitsOnEnter: Bool

    package init(origin: LineState, entries: [String], submitsOnEnter: Bool = true) {
        self.origin = origin
        self.entries = entries
        self.submitsOnEnter = submitsOnEnter
    }

    /// The line that is shown: the one found, with the cursor at the match, or else the original one.
    package var line: LineState {
        guard let index else { return origin }
        let entry = entries[index]
        guard let match = entry.offset(of: pattern) else { return LineState(entry) }
        return LineState(text: entry, cursor: match)
    }

    /// Where the pattern stands in the line that was found, counted in characters.
    package var match: Range<Int>? {
        guard let index, let start = entries[index].offset(of: pattern) else { return nil }
        return start..<start + pattern.unicodeScalars.count
    }

    /// The prompt that replaces the usual one during the search.
    package var prompt: Prompt {
        Prompt("\(isFailed ? "no match" : "search") '\(pattern)': ")
    }

    /// Carries out a key.
    package mutating func handle(_ key: Key) -> Reaction {
        switch key {
        case .character(.control("r")): look(from: (index ?? entries.count) - 1, by: -1)
        case .character(.control("s")): look(from: (index ?? entries.count) + 1, by: 1)
        case .character(.control("g")), .character(.control("c")): return .cancel
        case .character("\u{7F}"), .character(.control("h")):
            if !pattern.isEmpty { pattern.unicodeScalars.removeLast() }
            restart()
        case .character(let scalar) where !scalar.isUnsafeOnTerminal:
            lengthen(by: String(scalar))
        case .paste(let text): lengthen(by: String(text.prefix { $0 != "\n" }).withoutControlCharacters)
        case .character("\r") where !submitsOnEnter, .named(.escape): return .accept(then: nil)
        case .unknown: break
        default: return .accept(then: key)
        }
        return .update
    }

    private mutating func lengthen(by text: String) {
        pattern += text
        look(from: index ?? entries.count - 1, by: -1)
    }

    private mutating func restart() {
        index = nil
        isFailed = false
        if !pattern.isEmpty { look(from: entries.count - 1, by: -1) }
    }

    private mutating func look(from start: Int, by step: Int) {
        guard !pattern.isEmpty else { return }
        var candidate = start
        while entries.indices.contains(candidate) {
            let isRepeat = index.map { candidate != $0 && entries[candidate] == entries[$0] } ?? false
            if !isRepeat, entries[candidate].offset(of: pattern) != nil {
                index = candidate
                isFailed = false
                return
            }
            candidate += step
        }
        isFailed = true
    }
}

extension String {
    /// Where `other` first occurs, counted in Unicode scalars.
    fileprivate func offset(of other: String) -> Int? {
        let text = Array(utf8)
        let wanted = Array(other.utf8)
        guard text.count >= wanted.count else { return nil }
        for start in 0...(text.count - wanted.count) where text[start...].starts(with: wanted) {
            return String(decoding: text[..<start], as: UTF8.self).unicodeScalars.count
        }
        return nil
    }
}
