/// How the reading of a line ended, with all that was typed.
enum ReadEnding: Equatable {
    case line(String)
    case dropped(String)
    case endOfFile
    case unwound(Unwinding, partialLine: String)
}
