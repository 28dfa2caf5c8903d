internal import CentrifugoProtocol
internal import Glibc

extension Environment {
    /// The surroundings of this process.
    static func ofProcess() -> Environment {
        unsafe setlocale(LC_CTYPE, "")
        let variables = variablesOfProcess()
        let isTyped = isatty(STDIN_FILENO) == 1
        let outputIsTerminal = isatty(STDOUT_FILENO) == 1
        let errorsAreTerminal = isatty(STDERR_FILENO) == 1
        var environment = Environment(
            arguments: Array(CommandLine.arguments.dropFirst()), variables: variables,
            input: FileSource(descriptor: STDIN_FILENO), output: FileSink(descriptor: STDOUT_FILENO),
            errors: TalkSink(sink: FileSink(descriptor: STDERR_FILENO)))
        environment.ownsSignals = true
        environment.leave = { exit($0.rawValue) }
        environment.outputIsTerminal = outputIsTerminal
        environment.errorsAreTerminal = errorsAreTerminal
        environment.isUTF8 = unsafe nl_langinfo(CInt(CODESET)).map { unsafe String(cString: $0) } == "UTF-8"
        if isTyped {
            environment.terminal = Terminal(
                input: STDIN_FILENO, output: outputIsTerminal ? STDOUT_FILENO : STDERR_FILENO)
        }
        environment.terminalWidth = { size(of: outputIsTerminal ? STDOUT_FILENO : STDERR_FILENO).columns ?? 80 }
        environment.terminalRows = { size(of: outputIsTerminal ? STDOUT_FILENO : STDERR_FILENO).rows }
        environment.hasBrokenArguments = hasBrokenArguments
        hideSecrets()
        return environment
    }

    private static func size(of descriptor: Int32) -> (columns: Int?, rows: Int?) {
        var size = winsize()
        guard unsafe ioctl(descriptor, UInt(TIOCGWINSZ), &size) == 0 else { return (nil, nil) }
        return (size.ws_col > 0 ? Int(size.ws_col) : nil, size.ws_row > 0 ? Int(size.ws_row) : nil)
    }

    private static func variablesOfProcess() -> [String: String] {
        var variables: [String: String] = [:]
        var entry = unsafe environ
        while let text = unsafe entry.pointee {
            let parts = unsafe String(cString: text).split(
                separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            if parts.count == 2 { variables[String(parts[0])] = String(parts[1]) }
            unsafe entry += 1
        }
        return variables
    }

    /// Whether an argument is no UTF-8: the runtime's copy of it is repaired, and so another one.
    private static var hasBrokenArguments: Bool {
        (1..<max(1, Int(CommandLine.argc))).contains { index in
            guard let text = unsafe CommandLine.unsafeArgv[index] else { return false }
            return unsafe String(validatingCString: text) == nil
        }
    }

    /// Overwrites secrets among the arguments, where lists of processes show them to everybody on the machine.
    ///
    /// The runtime has copied the arguments by now; the bytes themselves belong to this process.
    private static func hideSecrets() {
        let names = Option.all.filter(\.field.isSecret).map { "--" + $0.name }
        var isValue = false
        for index in 1..<max(1, Int(CommandLine.argc)) {
            guard let text = unsafe CommandLine.unsafeArgv[index] else { continue }
            let argument = unsafe String(cString: text)
            let prefix = names.map { $0 + "=" }.first(where: argument.hasPrefix)
            let start = isValue ? 0 : prefix?.utf8.count
            if let start { unsafe memset(text + start, CInt(UInt8(ascii: "*")), argument.utf8.count - start) }
            isValue = !isValue && names.contains(argument)
        }
    }
}
