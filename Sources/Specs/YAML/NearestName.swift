/// Finds the allowed name that was probably meant by a misspelt one.
package enum NearestName {
    /// The Levenshtein distance: the fewest insertions, deletions and replacements that turn `a` into `b`.
    static func distance(_ a: String, _ b: String) -> Int {
        let a = Array(a), b = Array(b)
        var row = Array(0...b.count)
        for (i, left) in a.enumerated() {
            var diagonal = row[0]
            row[0] = i + 1
            for (j, right) in b.enumerated() {
                let replaced = diagonal + (left == right ? 0 : 1)
                diagonal = row[j + 1]
                row[j + 1] = min(replaced, diagonal + 1, row[j] + 1)
            }
        }
        return row[b.count]
    }

    /// The closest of `names`, the first of several; nil when more than about a third of the letters would have to
    /// change.
    static func of(_ name: String, in names: [String]) -> String? {
        let ranked = names.map { (name: $0, distance: distance(name.lowercased(), $0.lowercased())) }
        guard let best = ranked.min(by: { $0.distance < $1.distance }) else { return nil }
        return best.distance <= (max(name.count, best.name.count) + 2) / 3 && best.distance < name.count
            ? best.name : nil
    }

    /// The end of an error sentence: `; did you mean 'upsampler'? allowed: norm, upsampler`.
    package static func hint(for name: String, allowed: [String]) -> String {
        let suggestion = of(name, in: allowed).map { "; did you mean '\($0)'? allowed: " } ?? "; allowed: "
        return suggestion + allowed.joined(separator: ", ")
    }
}
