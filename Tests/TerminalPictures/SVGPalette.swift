/// The colours of a picture, on a dark page and on a light one.
enum SVGPalette {
    private struct Shades {
        let paper: String
        let ink: String
        let colors: [String]

        var rules: [String] {
            [".paper{fill:\(paper)}", "text,.ink,.cursor{fill:\(ink)}"]
                + colors.enumerated().map { ".c\($0.offset){fill:\($0.element)}" }
        }
    }

    private static let dark = Shades(
        paper: "#15181e", ink: "#d6dae2",
        colors: [
            "#3b404b", "#f0717b", "#8ecf7d", "#e3bd6a", "#7fb0f5", "#d68fe0", "#5fc8cf", "#d6dae2",
            "#7d8492", "#ff8f97", "#a9e39a", "#f5d58a", "#a3c8ff", "#e9b1f0", "#86e0e6", "#ffffff",
        ])

    private static let light = Shades(
        paper: "#f7f8fa", ink: "#24292f",
        colors: [
            "#24292f", "#c3202d", "#2b7a1f", "#8a5d00", "#1d55c4", "#9127a1", "#0b707a", "#5c636e",
            "#5c636e", "#a31420", "#1f6314", "#6f4a00", "#13419c", "#741b82", "#075860", "#24292f",
        ])

    /// The rules that every picture carries.
    ///
    /// The shorter class names: `b` bold, `d` dim, `i` italic, `u` underlined.
    static let css =
        ([
            "text{font:15px ui-monospace,SFMono-Regular,Menlo,Consolas,\"DejaVu Sans Mono\",monospace}",
            ".b{font-weight:bold}.d{fill-opacity:.6}.i{font-style:italic}.u{text-decoration:underline}.cursor{opacity:.5}",
        ] + [dark.rules.joined(), "@media(prefers-color-scheme:light){" + light.rules.joined() + "}"])
        .joined(separator: "\n")
}
