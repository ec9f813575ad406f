import Foundation
import Testing

/// README.md, CONTRIBUTING.md and what says how to cite the program.
@Suite struct FrontDoorTests {
    private func text(_ path: String) throws -> String {
        try String(contentsOf: MarkdownPage.root.appendingPathComponent(path), encoding: .utf8)
    }

    private func exists(_ path: String) -> Bool {
        FileManager.default.fileExists(atPath: MarkdownPage.root.appendingPathComponent(path).path)
    }

    @Test func theReadmeIsReadInFiveMinutes() throws {
        let words = try MarkdownPage(path: "README.md").words
        #expect(words <= 1500, "README.md has \(words) words outside of code blocks")
        #expect(words > 500, "so few words were found that the count must be wrong")
    }

    @Test func theResultsAreReadInFourMinutes() throws {
        let words = try MarkdownPage(path: "Results/README.md").words
        #expect(words <= 1200, "Results/README.md has \(words) words outside of code blocks")
        #expect(words > 500, "so few words were found that the count must be wrong")
    }

    @Test func filesToTouchExist() throws {
        let page = try MarkdownPage(path: "Documentation/CONTRIBUTING.md")
        let rows = ["Where is", "Where do I add"].flatMap { page.section($0).filter { $0.hasPrefix("|") } }
        let paths = MarkdownPage.codeSpans(rows).filter { $0.contains("/") }
        #expect(rows.count > 20 && paths.count > 40, "so few files were found that the search must be wrong")
        for path in paths {
            #expect(exists(path), "CONTRIBUTING.md names \(path), which does not exist")
        }
    }

    /// The map names every folder of Sources, and no other; the C libraries have one line.
    @Test func theMapNamesEveryFolder() throws {
        let spans = MarkdownPage.codeSpans(
            try MarkdownPage(path: "Documentation/CONTRIBUTING.md").section("Structure of the program"))
        let named = Set(spans.filter { $0.hasPrefix("Sources/") && $0 != "Sources/C*" }.map { String($0.dropFirst(8)) })
        let sources = MarkdownPage.root.appendingPathComponent("Sources").path
        let folders = try FileManager.default.contentsOfDirectory(atPath: sources)
        let rooms = Set(folders.filter { $0.firstMatch(of: #/^(\.|C[A-Z])/#) == nil })
        let missing = rooms.subtracting(named).sorted(), gone = named.subtracting(rooms).sorted()
        #expect(missing == [], "folders of Sources that CONTRIBUTING.md's map does not name")
        #expect(gone == [], "folders that CONTRIBUTING.md's map names and Sources does not have")
        #expect(spans.contains("Sources/C*"))
    }

    /// The specs that README.md has commands for.
    @Test func specsInTheReadmeExist() throws {
        let specs = try text("README.md").matches(of: #/Experiments/[a-z0-9\/-]+\.yaml/#).map { String($0.0) }
        #expect(!specs.isEmpty)
        for spec in specs {
            #expect(exists(spec), "README.md names \(spec), which does not exist")
        }
    }

    @Test func oneVersionIsNamedEverywhere() throws {
        let program = try #require(try text("Sources/dip/Dip.swift").firstMatch(of: #/"(\d+\.\d+\.\d+)"/#)?.1)
        #expect(try text("CITATION.cff").contains("\nversion: \(program)\n"))
        #expect(try text("codemeta.json").contains("\"version\": \"\(program)\""))
        #expect(try text("README.md").contains("version = {\(program)}"))
        #expect(try MarkdownPage(path: "CHANGELOG.md").headings.contains { $0.hasPrefix(program) })
    }

    @Test func codemetaIsJSON() throws {
        let content = try JSONSerialization.jsonObject(with: Data(try text("codemeta.json").utf8)) as? [String: Any]
        #expect(content?["@type"] as? String == "SoftwareSourceCode")
    }
}
