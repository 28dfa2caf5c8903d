import NIOHTTP1

/// Decides whether a request knows the key of the API.
struct KeyCheck: Sendable {
    /// Empty: nobody knows it.
    let key: PracticeSecret

    /// Whether the key came in `X-API-Key`, in `Authorization`, which is read only without the former, or in the query,
    /// which is read when neither was right.
    func passes(_ headers: HTTPHeaders, _ target: RequestTarget) -> Bool {
        guard !key.revealed.isEmpty else { return false }
        return headerPasses(headers) || target.parameter("api_key").map(isKey) ?? false
    }

    private func headerPasses(_ headers: HTTPHeaders) -> Bool {
        if let sent = headers.value(of: "X-API-Key"), !sent.isEmpty { return isKey(sent) }
        let words = (headers.value(of: "Authorization") ?? "").split(whereSeparator: \.isWhitespace)
        return words.count == 2 && words[0].lowercased() == "apikey" && isKey(words[1])
    }

    private func isKey(_ sent: some StringProtocol) -> Bool { sent.utf8.matches(secret: key.revealed.utf8) }
}
