import Foundation
import Testing

/// What the code cites of Documentation/METHOD.md.
@Suite struct MethodSectionTests {
    private static let method = "Documentation/METHOD.md"

    /// A citation, as `METHOD section 5, inpainting` or `METHOD sections 2.1 and 4`.
    private struct Citation {
        let place: String
        let sections: [String]
        /// What is behind the comma; nil for the whole section.
        let subject: String?
    }

    private static func citations(in folders: [String]) throws -> [Citation] {
        try folders.flatMap { folder -> [Citation] in
            let top = MarkdownPage.root.appendingPathComponent(folder).path
            let files = FileManager.default.enumerator(atPath: top)?.compactMap { $0 as? String } ?? []
            // The tests of this reading cite what there is not.
            let texts = files.filter { $0.hasSuffix(".swift") || $0.hasSuffix(".yaml") }
            return try texts.filter { !$0.contains("DocumentationTests") }.flatMap { file in
                citations(in: try String(contentsOfFile: "\(top)/\(file)", encoding: .utf8), place: "\(folder)/\(file)")
            }
        }
    }

    private static func citations(in text: String, place: String) -> [Citation] {
        let citation = #/METHOD\s+sections?\s+(\d+[a-z]?(?:\.\d+)?)(?: and (\d+[a-z]?(?:\.\d+)?))?(?:, ([^).;:\n]+))?/#
        return text.matches(of: citation).map { match in
            Citation(
                place: place, sections: [String(match.1)] + (match.2.map { [String($0)] } ?? []),
                subject: match.3.map(String.init))
        }
    }

    /// The section numbers that METHOD.md has headings for.
    private static func sections() throws -> Set<String> {
        Set(
            try MarkdownPage(path: method).headings.compactMap { heading in
                heading.firstMatch(of: #/^(\d+[a-z]?(?:\.\d+)?)\.? /#).map { String($0.1) }
            })
    }

    @Test func findsCitations() {
        let text = "(METHOD sections 2.1 and 4). METHOD section 7a); METHOD section 5, `backtrack`)."
        let found = Self.citations(in: text, place: "")
        #expect(found.map(\.sections) == [["2.1", "4"], ["7a"], ["5"]])
        #expect(found.map(\.subject) == [nil, nil, "`backtrack`"])
    }

    @Test func everySectionThatIsCitedExists() throws {
        let sections = try Self.sections(), citations = try Self.citations(in: ["Sources", "Tests", "Experiments"])
        #expect(citations.count > 100, "so few citations were found that the search must be wrong")
        for citation in citations {
            for section in citation.sections {
                let exists = sections.contains(section)
                #expect(exists, "\(citation.place) cites section \(section), which \(Self.method) does not have")
            }
        }
    }

    /// `METHOD section 5, inpainting`: section 5 speaks of inpainting.
    @Test func everySubjectThatIsCitedIsInItsSection() throws {
        let page = try MarkdownPage(path: Self.method)
        func plain(_ text: String) -> String { text.replacing("`", with: "").lowercased() }
        let citations = try Self.citations(in: ["Sources"]).filter { $0.subject != nil }
        #expect(citations.count > 10, "so few subjects were found that the search must be wrong")
        for citation in citations {
            let section = citation.sections[0], subject = try #require(citation.subject)
            // A heading is `## 5. Title` or `### 2.1 Title`.
            let text = page.section(section + ". ") + page.section(section + " ")
            let isThere = plain(text.joined(separator: " ")).contains(plain(subject))
            #expect(isThere, "\(citation.place) cites section \(section) about \(subject), of which it says nothing")
        }
    }

    /// The last column of the keys' documentation.
    @Test func everySectionThatAKeyNamesExists() throws {
        let sections = try Self.sections()
        var named = 0
        for line in try MarkdownPage(path: "Experiments/README.md").lines where line.hasPrefix("| `") {
            let cell = line.firstMatch(of: #/\|([^|]*)\|$/#)
            guard let source = cell?.1.trimmingCharacters(in: .whitespaces), !source.isEmpty else { continue }
            named += 1
            let exists = sections.contains(source)
            #expect(exists, "\(line.prefix(40))... names section '\(source)'")
        }
        #expect(named > 60, "so few keys name a section that the search must be wrong")
    }
}
