import Foundation
import Testing

/// The notebook as it is committed; Tests/Python/check_notebook.py runs it.
@Suite struct NotebookTests {
    private struct Notebook: Decodable {
        struct Output: Decodable {
            let outputType: String
            let data: [String: Lines]?

            enum CodingKeys: String, CodingKey { case outputType = "output_type", data }
        }

        struct Cell: Decodable {
            let cellType: String
            let source: Lines
            let outputs: [Output]?

            enum CodingKeys: String, CodingKey { case cellType = "cell_type", source, outputs }
        }

        let cells: [Cell]
        let nbformat: Int
    }

    /// Text in one piece, or in lines.
    private struct Lines: Decodable {
        let text: String

        init(from decoder: any Decoder) throws {
            let container = try decoder.singleValueContainer()
            text = try (try? container.decode([String].self))?.joined() ?? container.decode(String.self)
        }
    }

    private static let file = MarkdownPage.root.appendingPathComponent("Documentation/notebook.ipynb")
    private let text: String
    private let notebook: Notebook

    init() throws {
        text = try String(contentsOf: Self.file, encoding: .utf8)
        notebook = try JSONDecoder().decode(Notebook.self, from: Data(text.utf8))
    }

    private var outputs: [Notebook.Output] { notebook.cells.flatMap { $0.outputs ?? [] } }

    @Test func itHasItsOutputs() throws {
        #expect(notebook.nbformat == 4)
        #expect(outputs.filter { $0.outputType == "error" }.isEmpty)
        #expect(outputs.count { $0.data?["text/html"] != nil } == 3, "the tables")
        let pictures = outputs.compactMap { $0.data?["image/png"]?.text }
        let sizes = try pictures.map {
            try #require(Data(base64Encoded: $0.filter { !$0.isWhitespace })).count
        }
        #expect(sizes.count == 1 && sizes.allSatisfy { (1000...100_000).contains($0) }, "\(sizes) bytes")
    }

    @Test func nothingOfAMachineIsInIt() {
        for outputs in outputs {
            for (type, value) in outputs.data ?? [:] where type != "image/png" {
                #expect(value.text.firstMatch(of: #/(^|[\s'"])/[a-z]+//#) == nil, "an absolute path: \(value.text)")
            }
        }
        for word in ["/home/", "/root", "/tmp/", "/Users/"] { #expect(!text.contains(word), "it names \(word)") }
    }

    @Test func linksAndSpecAreRight() throws {
        let markdown = notebook.cells.filter { $0.cellType == "markdown" }.map(\.source.text).joined(separator: "\n")
        let links = markdown.matches(of: #/\]\(([^)#]+)\)/#).map { String($0.1) }
        #expect(!links.isEmpty)
        for link in links {
            let target = Self.file.deletingLastPathComponent().appendingPathComponent(link)
            #expect(FileManager.default.fileExists(atPath: target.path), "'\(link)' leads to nothing")
        }
        let code = notebook.cells.filter { $0.cellType == "code" }.map(\.source.text).joined()
        #expect(code.contains("dataset: synthetic"), "it needs no photograph")
    }
}
