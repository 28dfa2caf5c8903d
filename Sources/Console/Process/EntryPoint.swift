/// The entry for the executable: the program in the surroundings of its process.
public enum EntryPoint {
    /// Runs the program and returns the status that the process ends with.
    public static func run() async -> Int32 {
        Signals.ignoreBrokenPipe()
        return await Program.run(.ofProcess()).rawValue
    }
}
