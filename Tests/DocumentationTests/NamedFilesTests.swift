import Foundation
import Testing

/// Figures and tables that the pages of results name.
@Suite struct NamedFilesTests {
    private let root = MarkdownPage.root.path

    /// The files of a folder, below it.
    private func files(_ folder: String) -> [String] {
        FileManager.default.enumerator(atPath: "\(root)/\(folder)")?.compactMap { $0 as? String } ?? []
    }

    /// Whether a path with at most one asterisk has a file.
    private func exists(_ pattern: Substring, among files: [String]) -> Bool {
        let parts = pattern.split(separator: "*", omittingEmptySubsequences: false)
        return files.contains { file in
            parts.count == 1
                ? file == pattern
                : file.count >= parts[0].count + parts[1].count && file.hasPrefix(parts[0]) && file.hasSuffix(parts[1])
        }
    }

    @Test func figuresAndTablesThatResultsNameExist() throws {
        let pages = ["README", "crops-128", "inpainting-256"]
        let text = try pages.map { try String(contentsOfFile: root + "/Results/\($0).md", encoding: .utf8) }.joined()
        let plots = files("Plots"), tables = files("Results/tables")
        let figures = text.matches(of: #/Plots\/([\w.\-\/*]+\.svg)/#).map(\.1)
        #expect(figures.count > 10)
        for figure in figures { #expect(exists(figure, among: plots), "Plots/\(figure)") }
        let named = text.matches(of: #/`(?:Results\/tables\/)?([\w.\-*]+\.md)`/#).map(\.1)
        #expect(named.count > 8)
        for table in named { #expect(exists(table, among: tables), "\(table)") }
    }
}
