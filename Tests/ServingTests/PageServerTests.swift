import Foundation
#if canImport(FoundationNetworking)
import FoundationNetworking
#endif
import Reporting
@testable import Serving
import Synchronization
import Testing

@Suite struct PageServerTests {
    private let folder: ServedFolder

    init() throws { folder = try ServedFolder() }

    private func get(_ address: String, method: String = "GET") async throws -> (
        status: Int, body: String, policy: String
    ) {
        var request = URLRequest(url: try #require(URL(string: address)))
        request.httpMethod = method
        request.cachePolicy = .reloadIgnoringLocalCacheData
        let (data, response) = try await URLSession.shared.data(for: request)
        let answer = try #require(response as? HTTPURLResponse)
        return (
            answer.statusCode, String(decoding: data, as: UTF8.self),
            answer.value(forHTTPHeaderField: "Content-Security-Policy") ?? ""
        )
    }

    @Test func thePageIsServedAndMadeAgainWhenRecordsChange() async throws {
        try folder.record("1", .complete)
        try folder.write("<svg/>", to: "Plots/tiny/a.svg")
        let made = Mutex(0)
        let server = try await PageServer.start(port: 0, results: folder.results, plots: folder.path + "/Plots") {
            made.withLock { $0 += 1 }
            return ReportPage(title: "Live & well", experiments: [], isLive: true)
        }
        let url = server.address.url
        let page = try await get(url)
        #expect(page.status == 200 && page.body.contains("<title>Live &amp; well</title>"))
        #expect(page.policy.contains("connect-src 'self'") && page.policy.hasSuffix("frame-ancestors 'none'"))
        _ = try await get(url)
        #expect(made.withLock { $0 } == 1)
        try folder.record("2", .complete)
        _ = try await get(url)
        #expect(made.withLock { $0 } == 2)
        // A figure of a folder that is there.
        try await Task.sleep(for: .milliseconds(20))
        try folder.write("<svg/>", to: "Plots/tiny/b.svg")
        _ = try await get(url)
        #expect(made.withLock { $0 } == 3)
        #expect(try await get(url + "plots/tiny/a.svg").body == "<svg/>")
        #expect(try await get(url + "runs/tiny/leaves-seed0-1/curves.csv").body.hasPrefix("iteration,psnr"))
        #expect(try await get(url + "runs/tiny/leaves-seed0-1/none.png").status == 404)
        #expect(try await get(url, method: "POST").status == 405)
        #expect(try await get(url.replacing(server.address.token, with: "word")).status == 404)
        await server.stop()
        await #expect(throws: (any Error).self) { _ = try await get(url) }
    }

    /// A link in the folder of records leads to nothing outside.
    @Test func aLinkOutOfTheFolderIsNotFollowed() throws {
        try folder.write("secret", to: "secret.txt")
        let directory = try folder.record("1", .complete)
        try FileManager.default.createSymbolicLink(
            atPath: directory + "/link.txt", withDestinationPath: folder.path + "/secret.txt")
        #expect(ServedFile.data(["tiny", "leaves-seed0-1", "link.txt"], in: folder.results + "/runs") == nil)
        #expect(ServedFile.data(["tiny", "leaves-seed0-1", "curves.csv"], in: folder.results + "/runs") != nil)
    }

    @Test func aPortThatIsTakenIsASentence() async throws {
        let one = try await PageServer.start(port: 0, results: folder.results, plots: "") {
            ReportPage(title: "", experiments: [])
        }
        let port = one.address.port
        await #expect(throws: (any Error).self) {
            _ = try await PageServer.start(port: port, results: folder.results, plots: "") {
                ReportPage(title: "", experiments: [])
            }
        }
        await one.stop()
    }
}
