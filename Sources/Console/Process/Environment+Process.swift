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
            errors: FileSink(descriptor: STDERR_FILENO))
        environment.ownsSignals = true
        environment.outputIsTerminal = outputIsTerminal
        environment.errorsAreTerminal = errorsAreTerminal
        environment.isUTF8 = unsafe nl_langinfo(CInt(CODESET)).map { unsafe String(cString: $0) } == "UTF-8"
        if isTyped {
            environment.terminal = Terminal(
                input: STDIN_FILENO, output: outputIsTerminal ? STDOUT_FILENO : STDERR_FILENO)
        }
        environment.terminalWidth = { width(of: outputIsTerminal ? STDOUT_FILENO : STDERR_FILENO) }
        hideKey()
        return environment
    }

    private static func width(of descriptor: Int32) -> Int? {
        var size = winsize()
        guard unsafe ioctl(descriptor, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0 else { return 80 }
        return Int(size.ws_col)
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

    /// Overwrites a key among the arguments, where lists of processes show it to everybody on the machine.
    ///
    /// The runtime has copied the arguments by now; the bytes themselves belong to this process.
    private static func hideKey() {
        let names = ["--" + Option.apiKey.name, "--" + Option.apiKey.name + "="]
        var isValue = false
        for index in 1..<max(1, Int(CommandLine.argc)) {
            guard let text = unsafe CommandLine.unsafeArgv[index] else { continue }
            let argument = unsafe String(cString: text)
            let start = isValue ? 0 : argument.hasPrefix(names[1]) ? names[1].utf8.count : nil
            if let start { unsafe memset(text + start, CInt(UInt8(ascii: "*")), argument.utf8.count - start) }
            isValue = argument == names[0]
        }
    }
}
