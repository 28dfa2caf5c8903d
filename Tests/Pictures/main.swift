// Draws the pictures of the documentation from a real terminal (tmux).
//
//   swift build && .build/debug/pictures [NAME ...]

import Foundation
import TerminalPictures
import TmuxTerminal

let names = Set(CommandLine.arguments.dropFirst())
let folder = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent().appending(path: "docs/pictures")

guard Tmux.isInstalled else {
    print("tmux is not installed")
    exit(1)
}
for picture in Gallery.all where names.isEmpty || names.contains(picture.name) {
    try picture.draw().write(to: folder.appending(path: picture.name + ".svg"), atomically: true, encoding: .utf8)
    print(picture.name)
}
