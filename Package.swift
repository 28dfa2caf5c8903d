// swift-tools-version: 6.2
import PackageDescription

let nio = "swift-nio"

func product(_ name: String, _ package: String) -> Target.Dependency {
    .product(name: name, package: package)
}

/// What every target of ours is compiled with.
let settings: [SwiftSetting] = [
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("InternalImportsByDefault"),
    .enableUpcomingFeature("MemberImportVisibility"),
    .enableUpcomingFeature("NonisolatedNonsendingByDefault"),
    .treatAllWarnings(as: .error),
]

/// What every target is compiled with but the one that talks to C, and the tests.
let strictSettings = settings + [.strictMemorySafety()]

let package = Package(
    name: "centsh",
    platforms: [.macOS(.v26)],
    products: [
        .executable(name: "centsh", targets: ["centsh"]),
        .library(name: "CentrifugoAPI", targets: ["CentrifugoAPI"]),
        .library(name: "CentrifugoProtocol", targets: ["CentrifugoProtocol"]),
    ],
    dependencies: [
        .package(url: "https://github.com/apple/swift-nio", from: "2.101.0"),
        .package(url: "https://github.com/apple/swift-nio-ssl", from: "2.37.0"),
        .package(url: "https://github.com/apple/swift-nio-extras", from: "1.35.0"),
        .package(url: "https://github.com/apple/swift-log", from: "1.16.0"),
        .package(url: "https://github.com/apple/swift-collections", from: "1.6.0"),
    ],
    targets: [
        .systemLibrary(name: "CEditline", providers: [.apt(["libedit-dev"])]),
        .target(name: "LineEditor", dependencies: ["CEditline"], swiftSettings: settings),
        .target(name: "LosslessJSON", swiftSettings: strictSettings),
        .target(name: "CentrifugoProtocol", dependencies: ["LosslessJSON"], swiftSettings: strictSettings),
        .target(
            name: "CentrifugoTransport",
            dependencies: [
                product("NIOCore", nio), product("NIOPosix", nio), product("NIOHTTP1", nio),
                product("NIOTLS", nio), product("NIOSSL", "swift-nio-ssl"), product("NIOExtras", "swift-nio-extras"),
                product("Logging", "swift-log"),
            ],
            swiftSettings: strictSettings),
        .target(
            name: "CentrifugoAPI",
            dependencies: [
                "CentrifugoProtocol", "CentrifugoTransport", "LosslessJSON", product("Logging", "swift-log"),
            ],
            swiftSettings: strictSettings),
        .target(
            name: "PracticeServer",
            dependencies: [
                "CentrifugoProtocol", "LosslessJSON",
                product("NIOCore", nio), product("NIOPosix", nio), product("NIOHTTP1", nio),
                product("NIOWebSocket", nio),
                product("Logging", "swift-log"), product("DequeModule", "swift-collections"),
                product("HeapModule", "swift-collections"), product("OrderedCollections", "swift-collections"),
            ],
            swiftSettings: strictSettings),
        .target(
            name: "Console",
            dependencies: [
                "CentrifugoProtocol", "CentrifugoTransport", "CentrifugoAPI", "PracticeServer", "LineEditor",
                "LosslessJSON", product("Logging", "swift-log"), product("DequeModule", "swift-collections"),
            ],
            swiftSettings: strictSettings),
        .executableTarget(name: "centsh", dependencies: ["Console"], swiftSettings: strictSettings),
        .testTarget(name: "LineEditorTests", dependencies: ["LineEditor", "SeededRandom"], swiftSettings: settings),
        .testTarget(
            name: "LosslessJSONTests", dependencies: ["LosslessJSON", "SeededRandom"], swiftSettings: settings),
        .testTarget(
            name: "CentrifugoProtocolTests", dependencies: ["CentrifugoProtocol"], exclude: ["Facts"],
            swiftSettings: settings),
        .testTarget(
            name: "CentrifugoTransportTests",
            dependencies: [
                "CentrifugoTransport", product("NIOCore", nio), product("NIOPosix", nio), product("NIOHTTP1", nio),
                product("NIOSSL", "swift-nio-ssl"), product("Logging", "swift-log"),
            ],
            exclude: ["Certificates"],
            swiftSettings: settings),
        .testTarget(
            name: "CentrifugoAPITests",
            dependencies: [
                "CentrifugoAPI", "CentrifugoTransport", "CentrifugoProtocol", "LosslessJSON",
                product("Logging", "swift-log"),
            ],
            swiftSettings: settings),
        .testTarget(
            name: "PracticeServerTests",
            dependencies: [
                "PracticeServer", "PracticePeer", "CentrifugoProtocol", "LoopbackPeer", "LosslessJSON",
                "SeededRandom", product("NIOCore", nio), product("NIOPosix", nio), product("NIOHTTP1", nio),
                product("NIOWebSocket", nio), product("NIOEmbedded", nio),
            ],
            swiftSettings: settings),
        .target(name: "SeededRandom", path: "Tests/SeededRandom", swiftSettings: settings),
        .target(
            name: "LoopbackPeer", dependencies: [product("DequeModule", "swift-collections")],
            path: "Tests/LoopbackPeer", swiftSettings: settings),
        .target(
            name: "PracticePeer", dependencies: ["PracticeServer"], path: "Tests/PracticePeer", swiftSettings: settings),
        .target(
            name: "CentrifugoProcess", dependencies: ["LosslessJSON"], path: "Tests/CentrifugoProcess",
            swiftSettings: settings),
        .target(
            name: "TmuxTerminal", dependencies: ["CentrifugoProcess"], path: "Tests/TmuxTerminal",
            swiftSettings: settings),
        .target(
            name: "TerminalPictures", dependencies: ["Console", "TmuxTerminal"], path: "Tests/TerminalPictures",
            swiftSettings: settings),
        .testTarget(name: "TerminalPicturesTests", dependencies: ["TerminalPictures"], swiftSettings: settings),
        .executableTarget(
            name: "pictures", dependencies: ["TerminalPictures", "TmuxTerminal"], path: "Tests/Pictures",
            swiftSettings: settings),
        .testTarget(
            name: "ConformanceTests",
            dependencies: ["PracticeServer", "PracticePeer", "CentrifugoProcess", "LoopbackPeer", "LosslessJSON"],
            exclude: ["Recordings"], swiftSettings: settings),
        .testTarget(
            name: "ConsoleTests",
            dependencies: [
                "Console", "CentrifugoProtocol", "CentrifugoTransport", "CentrifugoAPI", "PracticeServer", "LineEditor",
                "LosslessJSON", "SeededRandom",
            ],
            exclude: [
                "EditingBar/completions.txt", "EditingBar/docline.txt", "EditingBar/highlights.txt",
                "EditingBar/hints.txt",
            ], swiftSettings: settings),
        .testTarget(name: "ArchitectureTests", dependencies: ["Console", "centsh"], swiftSettings: settings),
        .testTarget(
            name: "EndToEndTests",
            dependencies: [
                "Console", "CentrifugoAPI", "CentrifugoTransport", "PracticeServer", "LosslessJSON",
                "CentrifugoProcess", "LoopbackPeer", "PracticePeer", "SeededRandom", "TmuxTerminal", "TerminalPictures",
                "centsh",
            ],
            exclude: ["Transcripts", "Python"], swiftSettings: settings),
        .executableTarget(
            name: "benchmarks", dependencies: ["CentrifugoProcess", "LoopbackPeer", "LosslessJSON"],
            path: "Tests/Benchmarks",
            swiftSettings: settings),
    ],
    swiftLanguageModes: [.v6]
)
