import Testing

/// Arrows point down only: docs/architecture.md, "Modules".
@Suite struct ImportTests {
    private static let everywhere: Set = [
        "Glibc", "Synchronization", "Collections", "DequeModule", "HeapModule", "OrderedCollections",
    ]

    private static let allowed: [String: Set<String>] = [
        "CEditline": [],
        "LineEditor": ["CEditline"],
        "LosslessJSON": [],
        "CentrifugoProtocol": ["LosslessJSON"],
        "CentrifugoTransport": ["NIOCore", "NIOPosix", "NIOHTTP1", "NIOSSL", "NIOTLS", "NIOExtras", "Logging"],
        "CentrifugoAPI": ["LosslessJSON", "CentrifugoProtocol", "CentrifugoTransport", "Logging"],
        "PracticeServer": [
            "LosslessJSON", "CentrifugoProtocol", "NIOCore", "NIOPosix", "NIOHTTP1", "NIOWebSocket", "Logging",
        ],
        "Console": [
            "LosslessJSON", "CentrifugoProtocol", "CentrifugoTransport", "CentrifugoAPI", "PracticeServer",
            "LineEditor", "Logging", "NIOCore",
        ],
        "centsh": ["Console"],
    ]

    @Test func `every module imports only what stands below it`() {
        for file in SourceTree.files(in: "Sources") {
            let allowed = Self.allowed[file.module, default: []].union(Self.everywhere)
            for name in file.imports {
                #expect(allowed.contains(name), "\(file) imports \(name): not allowed for \(file.module)")
            }
        }
    }

    @Test func `the rule sees the imports it judges`() {
        let file = SourceTree.File(
            path: "Sources/LosslessJSON/X.swift",
            text: "internal import CentrifugoAPI\npublic import struct NIOCore.ByteBuffer\nlet important = 1\n")
        #expect(file.imports == ["CentrifugoAPI", "NIOCore"])
        #expect(SourceTree.files(in: "Sources").count > 50)
    }
}
