import Foundation
import Records
import Reporting
import Wording

/// Reads the claims and their verdicts from a Markdown page of results, such as `Results/README.md`.
///
/// A table whose first heading is `claim` is one of claims.
struct ClaimsFile {
    private let text: String
    private let path: String

    /// Nil if the folder of records has no such page.
    init?(results: String) {
        path = "\(results)/README.md"
        guard FileManager.default.fileExists(atPath: path), let text = try? TextFile.read(path) else { return nil }
        self.text = text
    }

    init(text: String, path: String) {
        self.text = text
        self.path = path
    }

    /// - Parameters:
    ///   - figures: the paths of the figures with a picture below the folder of all plots, in the order of the page.
    ///   - thumbnail: what a figure's thumbnail is; nil for a figure without a picture.
    func claims(figures: [String], thumbnail: (String) -> ReportClaims.Thumbnail?) -> ReportClaims {
        var sections: [ReportClaims.Section] = []
        for part in parts {
            for table in part.tables {
                let rows = table.rows.map { cells in
                    ReportClaims.Row(
                        cells: cells,
                        thumbnail: Self.figures(named: cells.joined(separator: " "), among: figures).first
                            .flatMap(thumbnail))
                }
                let own = Self.figures(named: part.body, among: figures)
                let first = sections.last?.title != part.title
                sections.append(
                    ReportClaims.Section(
                        title: part.title, headings: table.headings, rows: rows,
                        thumbnails: first ? own.prefix(4).compactMap(thumbnail) : []))
            }
        }
        return ReportClaims(source: path, sections: sections)
    }

    private struct Part {
        var title: String
        /// The text outside of its tables of claims.
        var body = ""
        var tables: [(headings: [String], rows: [[String]])] = []
    }

    private var parts: [Part] {
        var parts: [Part] = [Part(title: "")]
        let lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
        var index = 0
        while index < lines.count {
            let line = lines[index]
            index += 1
            if line.hasPrefix("#") {
                parts.append(Part(title: String(line.drop { $0 == "#" }).trimmingCharacters(in: .whitespaces)))
                continue
            }
            let isHead = line.hasPrefix("|") && index < lines.count && lines[index].hasPrefix("|--")
            guard isHead, case let headings = Self.cells(line), headings.first?.lowercased() == "claim" else {
                parts[parts.count - 1].body += line + "\n"
                continue
            }
            index += 1
            var rows: [[String]] = []
            while index < lines.count, lines[index].hasPrefix("|") {
                let cells = Self.cells(lines[index])
                rows.append(headings.indices.map { $0 < cells.count ? cells[$0] : "" })
                index += 1
            }
            parts[parts.count - 1].tables.append((headings, rows))
        }
        return parts.filter { !$0.tables.isEmpty }
    }

    /// The cells of a row; a bar after a backslash belongs to its cell.
    private static func cells(_ line: String) -> [String] {
        var cells = [""], isEscaped = false
        for character in line.trimmingCharacters(in: .whitespaces).dropFirst() {
            switch character {
            case "|" where !isEscaped: cells.append("")
            case "\\" where !isEscaped:
                isEscaped = true
                continue
            default: cells[cells.count - 1] += (isEscaped && character != "|" ? "\\" : "") + String(character)
            }
            isEscaped = false
        }
        if cells.last?.allSatisfy(\.isWhitespace) == true { cells.removeLast() }
        return cells.map { $0.trimmingCharacters(in: .whitespaces) }
    }

    /// The figures that a text names: by the path of a picture, with `*` for several, or by a table of the same experiment.
    private static func figures(named text: String, among figures: [String]) -> [String] {
        text.matches(of: #/([\w.\-\/]*\*?[\w.\-]*)\.(svg|md)\b/#).flatMap { match -> [String] in
            guard match.2 == "md" else {
                let parts = "/\(match.1)".split(separator: "*", omittingEmptySubsequences: false)
                return figures.filter { figure in
                    // A path to the figure ends with the figure's own.
                    guard parts.count == 2 else { return parts[0].hasSuffix("/" + figure) }
                    guard let folder = figure.lastIndex(of: "/"), let slash = parts[0].lastIndex(of: "/") else {
                        return false
                    }
                    let start = figure[figure.index(after: folder)...],
                        beginning = parts[0][parts[0].index(after: slash)...]
                    return parts[0][..<slash].hasSuffix("/" + figure[..<folder]) && start.hasPrefix(beginning)
                        && start.dropFirst(beginning.count).hasSuffix(parts[1])
                }
            }
            // A table's name goes on from its experiment's and scale's, as a figure's path does.
            let stem = match.1.split(separator: "/").last.map(String.init) ?? ""
            let named = figures.map { (figure: $0, name: tableName($0)) }
            if let same = named.first(where: { $0.name == stem }) { return [same.figure] }
            let close = named.filter { stem.hasPrefix($0.name + "-") }.max { $0.name.count < $1.name.count }
            return [(close ?? named.first { $0.name.hasPrefix(stem + "-") })?.figure].compactMap(\.self)
        }.distinct
    }

    /// What a figure would be called if it were a table: `lambda-crop128-F16` for `lambda/crop128/F16`.
    private static func tableName(_ figure: String) -> String {
        var parts = figure.split(separator: "/").filter { $0 != FigurePlan.pictures }
        if parts.count > 1, parts[0] == parts[parts.count - 1] { parts.removeLast() }
        return parts.joined(separator: "-")
    }
}
