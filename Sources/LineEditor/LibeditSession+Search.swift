internal import CEditline

// The search through the history.

extension LibeditSession {
    func beginSearch(submitsOnEnter: Bool) -> Int32 {
        guard reading.purpose == .entry else { return CC_ERROR }
        let search = IncrementalSearch(
            origin: line, entries: history?.lines ?? [], submitsOnEnter: submitsOnEnter)
        reading.search = search
        usePrompt(search.prompt)
        return CC_REFRESH
    }

    /// Handles a key during a search: libedit sees the edit that comes of it.
    func searchOn(_ key: Key) {
        guard let reaction = reading.search?.handle(key), let search = reading.search else { return }
        switch reaction {
        case .update: usePrompt(search.prompt)
        case .accept, .cancel:
            reading.search = nil
            showOwnPrompt()
        }
        enqueue(.replace(with: reaction == .cancel ? search.origin : search.line))
        if case .accept(let then?) = reaction { enqueue(then) }
    }
}
