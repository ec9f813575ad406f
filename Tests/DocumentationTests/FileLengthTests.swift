import Foundation
import Testing

/// The limit of CONTRIBUTING.md, section Style.
@Suite struct FileLengthTests {
    @Test func noSourceIsLongerThan300Lines() throws {
        let folder = MarkdownPage.root.appendingPathComponent("Sources").path
        let files = FileManager.default.enumerator(atPath: folder)?.compactMap { $0 as? String } ?? []
        let sources = files.filter { $0.hasSuffix(".swift") }
        #expect(sources.count > 300, "so few files were found that the search must be wrong")
        for source in sources {
            let text = try String(contentsOfFile: "\(folder)/\(source)", encoding: .utf8)
            let lines = text.utf8.count { $0 == UInt8(ascii: "\n") }
            #expect(lines <= 300, "Sources/\(source) has \(lines) lines")
        }
    }
}
