internal import CentrifugoProtocol

/// What a place in a line is for.
///
/// Found once, by ``PlaceFinder``; what Tab offers, what is hinted behind the cursor and what is said
/// under the line all follow from it, so that they cannot disagree.
struct LinePlace {
    /// What can stand here.
    enum Role: Equatable {
        /// Nothing that can be told: a comment, behind a whole request body, or behind what cannot be read.
        case nothing
        /// The word that names a command; within another command only one that can wait in the batch.
        case command(inBatch: Bool)
        /// A value, or the name of a field.
        case argument
        /// The request body as one JSON object.
        case body
        /// What stands behind a sign that sends results elsewhere.
        case outlet
    }

    /// What can stand here.
    var role = Role.nothing
    /// The command that the place belongs to; around the name of an inner command, the outer one.
    var signature: Signature?
    /// The field whose value stands here, or would stand here by its place.
    var field: Field?
    /// The path that leads to the field, as it is typed.
    var path = ""
    /// Whether the path is typed before the value.
    var isNamed = false
    /// How the value is written so far.
    var form = Token.Form.bare
    /// The quote or bracket that is open; its offset counts in the entry.
    var opening: Opening?
    /// What stands between the start of the word, or of the value behind `=`, and the cursor, in the entry.
    var typed: Range<Int>
    /// What stands between the cursor and the end of the word.
    var rest: Range<Int>
    /// The fields that take words behind this one by their place.
    var later: [Field] = []
    /// The paths of the fields that the command is given elsewhere.
    var given: Set<String> = []
    /// The channel that the command is given elsewhere.
    var channel: String?
    /// The fields of the method that records become calls of, where the command names them.
    var mappedFields: [(path: String, field: Field)] = []
    /// Where a line within the line may begin: what the command that holds it can still be given by name.
    var holderNames: [(path: String, field: Field)] = []
    /// Whether what looks like the request body may as well be the first of several values.
    var isPerhapsBody = false
    /// The line that the place is in.
    var line: Surroundings?

    /// The line around a place.
    struct Surroundings {
        /// Where it starts in the entry.
        var start: Int
        /// The words before the one at the cursor, where they can be told.
        var before: Line?
        /// All of it.
        var whole: Tokenizer.Outcome
    }

    /// Makes a place of which nothing is known but where the cursor is.
    init(cursor: Int) {
        typed = cursor..<cursor
        rest = cursor..<cursor
    }

    /// Whether nothing stands between a blank and the cursor.
    var isEmpty: Bool { typed.isEmpty && !isNamed }

    /// Whether the command has a value for the field at a path, or for one that holds it, beside this place.
    func gives(_ path: String) -> Bool {
        given.contains(path) || given.contains(String(path.prefix { $0 != "." }))
    }

    /// Whether the command has a value for a top-level field or a part of it, beside this place.
    func givesAny(of field: Field) -> Bool {
        given.contains(field.name) || given.contains { $0.hasPrefix(field.name + ".") }
    }

    /// Whether the command cannot do without the field, given what else the line holds.
    func needs(_ field: Field) -> Bool {
        switch field.requirement {
        case .optional: false
        case .required: true
        case .requiredUnless(let other): !given.contains(other)
        }
    }
}

extension LinePlace {
    /// The fields that can still be given by name, with their paths; those of the commercial edition come last.
    ///
    /// What a word of the console takes by its place has a name only for the help: nobody types `help word=history`.
    var openNames: [(path: String, field: Field)] {
        guard let signature else { return [] }
        let named = signature.leafPaths.filter { signature.isMethod || !$0.field.isPositional }
        let open = mappedFields.filter { !gives($0.path) } + named.filter { $0.field.isList || !gives($0.path) }
        let isPro = { (path: String) in signature.field(named: path.prefix { $0 != "." })?.isPro == true }
        return open.filter { !isPro($0.path) } + open.filter { isPro($0.path) }
    }
}
