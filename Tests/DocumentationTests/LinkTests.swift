import Foundation
import Testing

/// Every relative link of the documentation, with its anchor.
@Suite struct LinkTests {
    static func pages() throws -> [String] {
        let folder = MarkdownPage.root.appendingPathComponent("Documentation")
        let pages = try FileManager.default.contentsOfDirectory(atPath: folder.path).filter { $0.hasSuffix(".md") }
        return [
            "README.md", "CHANGELOG.md", "Results/README.md", "Results/crops-128.md", "Results/inpainting-256.md",
            "Experiments/README.md",
            "Experiments/datasets/README.md", "Sources/Kernels/README.md",
        ]
            + pages.sorted().map { "Documentation/\($0)" }
    }

    @Test func allLinksResolve() throws {
        var checked = 0
        for path in try Self.pages() {
            let page = try MarkdownPage(path: path)
            for link in page.links where !link.hasPrefix("https://") && !link.hasPrefix("http://") {
                checked += 1
                let parts = link.split(separator: "#", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
                let folder = MarkdownPage.root.appendingPathComponent(path).deletingLastPathComponent()
                let target =
                    parts[0].isEmpty
                    ? MarkdownPage.root.appendingPathComponent(path)
                    : folder.appendingPathComponent(parts[0]).standardizedFileURL
                guard FileManager.default.fileExists(atPath: target.path) else {
                    Issue.record("\(path): '\(link)' leads to nothing")
                    continue
                }
                guard parts.count > 1 else { continue }
                let linked = MarkdownPage(path: link, text: try String(contentsOf: target, encoding: .utf8))
                let isThere = linked.anchors.contains(parts[1])
                #expect(isThere, "\(path): '\(link)' names no heading")
            }
        }
        #expect(checked > 60, "so few links were found that the search must be wrong")
    }

    /// Pages that nothing leads to are not read.
    @Test func theReadmeLeadsToEveryPage() throws {
        let linked = Set(try MarkdownPage(path: "README.md").links.map { String($0.split(separator: "#")[0]) })
        for path in try Self.pages() where path.hasPrefix("Documentation/") {
            let isLinked = linked.contains(path)
            #expect(isLinked, "README.md has no link to \(path)")
        }
    }
}
