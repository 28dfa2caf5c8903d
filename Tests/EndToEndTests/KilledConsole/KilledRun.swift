import Foundation
import Glibc

/// What was seen of a console that ran a script until it was killed.
struct KilledRun {
    /// How many answers to the script's asking were read.
    private(set) var answerCount = 0
    /// Whether it had run the whole script before its moment came.
    private(set) var isFinished = false

    /// Starts a console on a script, and waits until `killing` has killed it; at the latest where it waits for more lines.
    init(_ script: BufferScript, _ options: [String], in state: URL, at moment: Moment, by killing: Killing) throws {
        let watch = try FolderWatch(state.appending(path: "centsh"))
        var ends: [Int32] = [0, 0]
        guard pipe(&ends) == 0 else { throw POSIXError(.EMFILE) }
        for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
        // The end to be read is closed last, so that writing to the other always finds a reader.
        defer { for end in ends.reversed() { close(end) } }
        let console = try ConsoleProcess(options.map { Array($0.utf8CString) }, input: ends[0], state: state)
        killing.aim(at: console.identifier, moment)
        write(ends[1], script.text, script.text.utf8.count)
        look(at: console, watch, script, killing)
        let ended = console.finish()
        guard ended.status == -SIGKILL else {
            throw Contradiction("the console ended by itself with \(ended.status): \(ended.errors)")
        }
    }

    /// Tells what is seen, up to the end of the output.
    private mutating func look(
        at console: ConsoleProcess, _ watch: FolderWatch, _ script: BufferScript, _ killing: Killing
    ) {
        let events = Int16(POLLIN)
        var line: [UInt8] = []
        var chunk = [UInt8](repeating: 0, count: 4096)
        while true {
            var waits = [
                pollfd(fd: watch.descriptor, events: events, revents: 0),
                pollfd(fd: console.output, events: events, revents: 0),
            ]
            poll(&waits, 2, -1)
            if waits[0].revents != 0 { for _ in 0..<watch.take() { killing.saw(.file) } }
            guard waits[1].revents != 0 else { continue }
            let count = read(console.output, &chunk, chunk.count)
            guard count > 0 else { return }
            for byte in chunk[..<count] {
                line.append(byte)
                guard byte == UInt8(ascii: "\n") else { continue }
                if line.starts(with: #"{"name":"\#(BufferScript.buffer)""#.utf8) { answerCount += 1 }
                line = []
                killing.saw(.output)
            }
            isFinished = answerCount == script.askCount
            if isFinished { killing.now() }
        }
    }
}
