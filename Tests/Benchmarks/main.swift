// Prints the figures that the console is held to, beside those of its peers in the same run.
//
//   swift build -c release --static-swift-stdlib
//   .build/release/benchmarks [PATH OF centsh]

let console = CommandLine.arguments.dropFirst().first ?? ".build/release/centsh"
let server = try PracticeProcess(console)
print("server    \(server.url) (the practice server)")
try KeyLatency(console: console).report()
try StartUp(console: console, server: server).report()
try SequentialRequests(server: server).report()
try SequentialCommands(server: server).report()
try Scripts(console: console, practice: server).report()
server.stop()
var fanOut = try FanOut(console: console)
try fanOut.report()
try LongReply(console: console).report()
try JSONThroughput().report()
