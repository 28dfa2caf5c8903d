internal import CentrifugoProtocol

/// One input of a command as a usage line writes it, such as `channel`, `version=` or `[since.offset]`.
struct UsageWord {
    /// What is typed before `=` where the input is named.
    var path: String
    /// The field at the path.
    var field: Field
    /// The top-level field that it is or belongs to.
    var top: Field
    /// Whether every further word is one more element of it.
    var takesTheRest = false

    /// The input as it is written: what may be left out in brackets.
    var text: String {
        let name = path + ellipsis
        switch top.requirement {
        case .required, .requiredUnless: return isPositional ? name : name + "="
        case .optional: return "[\(name)]"
        }
    }

    /// Whether a word without a name can be meant for it.
    var isPositional: Bool { top.isPositional }

    /// What shows that the name is only the start of a path, or stands for several words.
    private var ellipsis: String {
        if case .pairs = field.kind { return ".…" }
        return takesTheRest ? "…" : ""
    }
}

extension Signature {
    /// The inputs in the order of the declaration, without those of the commercial edition.
    var usageWords: [UsageWord] {
        let last = positionals.last?.name
        return fields.filter { !$0.isPro }.flatMap { top in
            top.isPositional
                ? [UsageWord(path: top.name, field: top, top: top, takesTheRest: top.isList && top.name == last)]
                : top.leaves.map { UsageWord(path: $0.path, field: $0.field, top: top) }
        }
    }
}

extension Field {
    /// The paths below the field that can be typed, or its own.
    var leaves: [(path: String, field: Field)] {
        Signature("", .console, .reads, "", fields: [self], examples: []).leafPaths
    }
}
