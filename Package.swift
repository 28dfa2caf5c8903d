// swift-tools-version: 6.2
import PackageDescription

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
        .library(name: "CentrifugoProtocol", targets: ["CentrifugoProtocol"]),
    ],
    dependencies: [
    ],
    targets: [
        .systemLibrary(name: "CEditline", providers: [.apt(["libedit-dev"])]),
        .target(name: "LineEditor", dependencies: ["CEditline"], swiftSettings: settings),
        .target(name: "LosslessJSON", swiftSettings: strictSettings),
        .target(name: "CentrifugoProtocol", dependencies: ["LosslessJSON"], swiftSettings: strictSettings),
        .testTarget(name: "LineEditorTests", dependencies: ["LineEditor"], swiftSettings: settings),
        .testTarget(name: "LosslessJSONTests", dependencies: ["LosslessJSON"], swiftSettings: settings),
        .testTarget(
            name: "CentrifugoProtocolTests", dependencies: ["CentrifugoProtocol"], exclude: ["Facts"],
            swiftSettings: settings),
    ],
    swiftLanguageModes: [.v6]
)
