/// The results of the methods of maps.
extension ReplyWriter {
    mutating func members(of change: KeyChange) {
        members(of: change.position)
        guard let suppression = change.suppression else { return }
        key("suppressed")
        flag(true)
        key("suppress_reason")
        text(ByteText(suppression.rawValue))
    }

    mutating func members(of page: MapPage, _ top: StreamPosition) {
        if !page.entries.isEmpty {
            key("entries")
            array(page.entries) { $0.entry($1) }
        }
        members(of: top)
        member("cursor", unlessEmpty: page.cursor)
    }

    private mutating func entry(_ entry: MapEntry) {
        object {
            $0.member("key", unlessEmpty: entry.key)
            $0.member("data", unlessEmpty: entry.data)
            $0.member("tags", unlessEmpty: entry.tags)
            $0.member("offset", unlessZero: entry.offset)
            if entry.isRemoval {
                $0.key("removed")
                $0.flag(true)
            }
            $0.member("time", unlessZero: entry.time.millisecondsSince1970)
        }
    }
}
