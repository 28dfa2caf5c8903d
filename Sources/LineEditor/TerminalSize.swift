internal import Glibc

/// The cells of a terminal.
package struct TerminalSize: Equatable, Sendable {
    package var columns: Int
    package var rows: Int

    package init(columns: Int, rows: Int) {
        self.columns = columns
        self.rows = rows
    }

    /// The size of the terminal behind a descriptor, with libedit's defaults where it says nothing.
    package init(of descriptor: Int32) {
        var size = winsize()
        let isKnown = ioctl(descriptor, UInt(TIOCGWINSZ), &size) == 0
        columns = isKnown && size.ws_col >= 2 ? Int(size.ws_col) : 80
        rows = isKnown && size.ws_row >= 1 ? Int(size.ws_row) : 24
    }
}
