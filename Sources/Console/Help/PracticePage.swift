internal import PracticeServer

/// What `help practice` says: the namespaces of the practice server without a configuration of one's own.
enum PracticePage {
    static var lines: [String] {
        [
            "The practice server runs inside this process, on loopback, in memory. It answers",
            "as Centrifugo 6.9.1 does; what you publish is gone when you leave.",
            "",
        ]
            + PracticeConfiguration.playground().namespaces.map { namespace in
                "  " + namespace.name + String(repeating: " ", count: max(1, 10 - namespace.name.count))
                    + namespace.summary
            } + [
                "  (none)    presence, for names without \":\"",
                "",
                "At the prompt a few simulated users are connected and publish now and then.",
                "Try channels, presence hist:news, history hist:room limit=5; not with --quiet.",
                "",
                "Try: publish hist:news {\"text\":\"hi\"}, then history hist:news limit=10",
                "For other programs: centsh --practice --serve",
            ]
    }
}
