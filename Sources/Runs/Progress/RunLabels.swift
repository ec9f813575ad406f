/// Labels of simultaneous runs, as short as a line needs them.
enum RunLabels {
    /// Shortens labels until they fit into `width` characters together: first words that all share are dropped, then the keys,
    /// and last each label is cut to an equal part.
    static func distinct(_ labels: [String], width: Int) -> [String] {
        guard labels.count > 1 else { return labels }
        let shortest = shortened(labels) { $0.reduce(0) { $0 + $1.count } <= width }
        guard shortest.reduce(0, { $0 + $1.count }) > width else { return shortest }
        let each = max(1, width / labels.count)
        return shortest.map { cut($0, to: each) }
    }

    /// Labels of which none is longer than `width`, shortened in the same way.
    static func distinct(_ labels: [String], eachWithin width: Int) -> [String] {
        shortened(labels) { $0.allSatisfy { $0.count <= width } }.map { cut($0, to: max(1, width)) }
    }

    /// As short as it takes to be suitable, and not cut yet.
    private static func shortened(_ labels: [String], until fits: ([String]) -> Bool) -> [String] {
        guard !fits(labels), labels.count > 1 else { return labels }
        let words = labels.map { $0.split(separator: " ").map(String.init) }
        let own = words.map { own in own.filter { word in !words.allSatisfy { $0.contains(word) } } }
        let settings = own.map { $0.joined(separator: " ") }
        if fits(settings) { return settings }
        let values = own.map { words in
            words.map { word in word.split(separator: "=", maxSplits: 1).last.map(String.init) ?? word }.joined(
                separator: " ")
        }
        return values
    }

    static func cut(_ text: String, to width: Int) -> String {
        text.count <= width ? text : text.prefix(width - 1) + "…"
    }
}
