import Wording

/// A list of runs in lines that fit a width: columns where there is room, else two lines or more for each run.
package struct RunRows: Equatable, Sendable {
    private struct Row: Equatable {
        let head: [String]
        let label: String
        let rest: [String]
    }

    private var rows: [Row] = []
    private static let indent = "      "
    /// Narrower lines are not made, as nothing could be read in them.
    private static let narrowest = 40

    package init() {}

    /// - Parameters:
    ///   - head: short cells in front of the label, which are never cut.
    ///   - rest: what follows it; an empty cell is left out where the run has several lines.
    package mutating func append(_ head: [String], label: String, rest: [String]) {
        rows.append(Row(head: head, label: label, rest: rest))
    }

    /// - Parameter width: the most characters of a line; nil for any number.
    package func lines(width: Int?) -> [String] {
        let columns = lines(rows.map(\.label))
        guard let width = width.map({ max($0, Self.narrowest) }), columns.contains(where: { $0.count > width }) else {
            return columns
        }
        let excess = columns.map(\.count).max()! - width, longest = rows.map(\.label.count).max()!
        let short = RunLabels.distinct(rows.map(\.label), eachWithin: max(1, longest - excess))
        let shortened = lines(short)
        if !short.contains(where: { $0.hasSuffix("…") }), shortened.allSatisfy({ $0.count <= width }) {
            return shortened
        }

        let heads = TextColumns.lines(rows.map { $0.head + ["|"] }).map { $0.dropLast() }
        let room = max(1, width - (heads.map(\.count).max() ?? 0))
        let labels = RunLabels.distinct(rows.map(\.label), eachWithin: room)
        return zip(rows.indices, zip(heads, labels)).flatMap { index, front in
            [front.0 + front.1] + wrapped(rows[index].rest.filter { !$0.isEmpty && $0 != "-" }, width: width)
        }
    }

    private func lines(_ labels: [String]) -> [String] {
        TextColumns.lines(zip(rows, labels).map { $0.head + [$1] + $0.rest })
    }

    /// A word, such as a run's name, in pieces that fit; they end behind a hyphen or a slash where there is one.
    private static func pieces(_ word: Substring, atMost room: Int) -> [Substring] {
        guard word.count > room else { return [word] }
        let head = word.prefix(max(room, 1))
        let end = head.lastIndex { "-/".contains($0) }.map(head.index(after:)) ?? head.endIndex
        return [word[..<end]] + pieces(word[end...], atMost: room)
    }

    /// Cells in lines of their own, broken between cells or else between words.
    private func wrapped(_ cells: [String], width: Int) -> [String] {
        var lines: [String] = []
        for cell in cells {
            if let last = lines.last, last.count + 2 + cell.count <= width {
                lines[lines.count - 1] += "  " + cell
                continue
            }
            lines.append(Self.indent)
            for word in cell.split(separator: " ").flatMap({ Self.pieces($0, atMost: width - Self.indent.count) }) {
                let last = lines[lines.count - 1], isFirst = last == Self.indent
                if isFirst || last.count + 1 + word.count <= width {
                    lines[lines.count - 1] += (isFirst ? "" : " ") + word
                } else {
                    lines.append(Self.indent + word)
                }
            }
        }
        return lines
    }
}

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
