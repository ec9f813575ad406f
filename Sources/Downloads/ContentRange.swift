/// Parses the HTTP header `Content-Range`.
enum ContentRange {
    /// Reads `bytes 100-199/5000` or `bytes 100-199/*`; nil for anything else.
    static func read(_ text: String) -> (start: Int, total: Int?)? {
        let words = text.split(separator: " ")
        guard words.count == 2, words[0].lowercased() == "bytes" else { return nil }
        let halves = words[1].split(separator: "/")
        let ends = halves.first?.split(separator: "-") ?? []
        guard halves.count == 2, ends.count == 2, let start = Int(ends[0]), Int(ends[1]) != nil else { return nil }
        return (start, Int(halves[1]))
    }
}
