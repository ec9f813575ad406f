/// Labels of simultaneous runs, as short as a line needs them.
enum RunLabels {
    /// Shortens labels until they fit into `width` characters together: first words that all share are dropped, then the keys,
    /// and last each label is cut to an equal part.
    static func distinct(_ labels: [String], width: Int) -> [String] {
        func fits(_ labels: [String]) -> Bool { labels.reduce(0) { $0 + $1.count } <= width }
        guard !fits(labels), labels.count > 1 else { return labels }
        let words = labels.map { $0.split(separator: " ").map(String.init) }
        let own = words.map { own in own.filter { word in !words.allSatisfy { $0.contains(word) } } }
        let settings = own.map { $0.joined(separator: " ") }
        if fits(settings) { return settings }
        let values = own.map { words in
            words.map { word in word.split(separator: "=", maxSplits: 1).last.map(String.init) ?? word }.joined(
                separator: " ")
        }
        if fits(values) { return values }
        let each = max(1, width / labels.count)
        return values.map { $0.count <= each ? $0 : $0.prefix(each - 1) + "…" }
    }
}
