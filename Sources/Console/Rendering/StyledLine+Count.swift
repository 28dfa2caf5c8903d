extension StyledLine {
    /// A number of things: `1 client`, `2 clients`.
    static func count(_ number: Int, _ thing: String, plural: String? = nil) -> StyledLine {
        StyledLine(own: "\(number) " + (number == 1 ? thing : plural ?? thing + "s"))
    }
}
