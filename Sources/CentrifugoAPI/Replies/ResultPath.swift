/// Where in a reply something is; the text is made only when it is wanted, for an error.
indirect enum ResultPath: Sendable, CustomStringConvertible {
    case root
    case member(ResultPath, String)
    case element(ResultPath, Int)

    var description: String {
        switch self {
        case .root: ""
        case .member(.root, let name): name
        case .member(let parent, let name): "\(parent).\(name)"
        case .element(let parent, let index): "\(parent)[\(index)]"
        }
    }
}
