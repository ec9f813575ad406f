import Foundation

/// A page of Markdown as far as these tests read it: headings, links, tables and words outside of code blocks.
struct MarkdownPage {
    /// The repository.
    static let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent()

    /// Below the repository.
    let path: String
    /// The lines outside of fenced code blocks.
    let lines: [String]

    /// Reads a page of the repository.
    init(path: String) throws {
        self.init(path: path, text: try String(contentsOf: Self.root.appendingPathComponent(path), encoding: .utf8))
    }

    init(path: String, text: String) {
        self.path = path
        var isCode = false
        lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init).filter { line in
            let isFence = line.trimmingCharacters(in: .whitespaces).hasPrefix("```")
            if isFence { isCode.toggle() }
            return !isFence && !isCode
        }
    }

    /// The text of every heading, in order.
    var headings: [String] {
        lines.compactMap { line in
            let marks = line.prefix { $0 == "#" }
            guard (1...6).contains(marks.count), line.dropFirst(marks.count).first == " " else { return nil }
            return line.dropFirst(marks.count).trimmingCharacters(in: .whitespaces)
        }
    }

    /// What links may name behind `#`, as GitHub makes it of the headings; a repeated heading gets a number.
    var anchors: Set<String> {
        var seen: [String: Int] = [:]
        return Set(
            headings.map { heading in
                let kept = heading.lowercased().filter { $0.isLetter || $0.isNumber || " -_".contains($0) }
                let anchor = kept.replacing(" ", with: "-")
                defer { seen[anchor, default: 0] += 1 }
                return seen[anchor].map { "\(anchor)-\($0)" } ?? anchor
            })
    }

    /// The targets of all links and images, in order.
    var links: [String] {
        lines.flatMap { line in
            Self.withoutCode(line).matches(of: #/\]\(([^()\s]+)\)/#).map { String($0.1) }
        }
    }

    /// The lines below the first heading that begins like this, up to the next heading of the same or a higher level.
    func section(_ heading: String) -> [String] {
        func level(_ line: String) -> Int? {
            let marks = line.prefix { $0 == "#" }.count
            return marks > 0 && line.dropFirst(marks).first == " " ? marks : nil
        }
        guard
            let start = lines.firstIndex(where: { line in
                level(line).map { line.dropFirst($0 + 1).hasPrefix(heading) } ?? false
            }), let own = level(lines[start])
        else { return [] }
        let rest = lines[(start + 1)...]
        return Array(rest[..<(rest.firstIndex { (level($0) ?? 7) <= own } ?? rest.endIndex)])
    }

    /// Words as a reader counts them: no marks of tables and headings, no targets of links.
    var words: Int {
        lines.reduce(0) { count, line in
            let shown = line.replacing(#/\]\([^()\s]+\)/#, with: "]")
            let words = shown.split(whereSeparator: \.isWhitespace)
            return count + words.count { word in word.contains { $0.isLetter || $0.isNumber } }
        }
    }

    /// The code spans of some lines.
    static func codeSpans(_ lines: [String]) -> [String] {
        lines.flatMap { line in line.matches(of: #/`([^`]+)`/#).map { String($0.1) } }
    }

    private static func withoutCode(_ line: String) -> String { line.replacing(#/`[^`]*`/#, with: "") }
}
