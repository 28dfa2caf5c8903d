/// The pictures of the documentation.
public enum Gallery {
    /// All pictures; each is the file of its name in `docs/pictures`.
    public static let all = [typing, menu, mistake, rows, search, caret, presence]

    private static let typing = Picture(
        name: "typing", title: "A publish is typed: it has colours, and the rest of an earlier one stands behind it.",
        rows: 3,
        steps: [
            .enter(#"publish hist:news {"text":"hi","by":null,"n":1.50} tags.lang=en skip_history=true"#),
            .wait("✓"), .clear, .type(#"publish hist:news {"text":"hi","by":null,"#),
        ])

    private static let menu = Picture(
        name: "menu", title: "Tab, Tab: all commands that start with map_ and what they do.", rows: 12,
        steps: [.type("map_"), .press("Tab"), .press("Tab")])

    private static let mistake = Picture(
        name: "mistake", title: "A misspelt field is marked while it is typed.", rows: 3,
        steps: [.type("history hist:news limit=5 revrse=true")])

    private static let rows = Picture(
        name: "rows", title: "JSON in several rows, the bracket at the cursor shown with its partner.", rows: 8,
        steps: [
            .type("publish hist:news {"), .press("Enter"), .type(#""text": "hi","#), .press("Enter"),
            .type(#""by": ["ann", "bob"],"#), .press("Enter"), .type(#""draft": false"#), .press("Enter"), .type("}"),
        ])

    private static let search = Picture(
        name: "search", title: "Ctrl-R finds an earlier line.", rows: 3,
        steps: [
            .enter(#"publish hist:news {"text":"hi"}"#), .wait("✓"), .enter("history hist:news limit=5"), .wait("top"),
            .clear, .press("C-r"), .type("news {"),
        ])

    private static let caret = Picture(
        name: "caret", title: "A line with a misspelt field is refused, with a caret under the place.", rows: 6,
        steps: [.enter("history hist:news limt=5"), .wait("limt\""), .wait("[reverse]\npractice>")])

    /// Asked twice: the first answer may take so long that its time is printed.
    private static let presence = Picture(
        name: "presence", title: "Who is in a channel, as a table.", rows: 7, options: "--practice --seed 1",
        steps: [
            .enter("presence hist:room"), .wait("clients ·"), .clear, .enter("presence hist:room"), .wait("clients ·"),
        ])
}
