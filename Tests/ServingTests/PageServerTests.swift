import Foundation
import Reporting
import Synchronization
import Testing

@testable import Serving

#if canImport(FoundationNetworking)
import FoundationNetworking
#endif

@Suite struct PageServerTests {
    private let folder: ServedFolder

    init() throws { folder = try ServedFolder() }

    private func get(_ address: String, method: String = "GET") async throws -> (
        status: Int, body: String, policy: String, length: String?
    ) {
        var request = URLRequest(url: try #require(URL(string: address)))
        request.httpMethod = method
        request.cachePolicy = .reloadIgnoringLocalCacheData
        let (data, response) = try await URLSession.shared.data(for: request)
        let answer = try #require(response as? HTTPURLResponse)
        return (
            answer.statusCode, String(decoding: data, as: UTF8.self),
            answer.value(forHTTPHeaderField: "Content-Security-Policy") ?? "",
            answer.value(forHTTPHeaderField: "Content-Length")
        )
    }

    @Test func thePageIsServedAndMadeAgainWhenRecordsChange() async throws {
        try folder.record("1", .complete)
        try folder.write("<svg/>", to: "Plots/tiny/a.svg")
        // So long ago that a later figure changes the folder's date, however coarse the file system's clock is.
        try FileManager.default.setAttributes(
            [.modificationDate: Date(timeIntervalSinceNow: -60)], ofItemAtPath: folder.path + "/Plots/tiny")
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

    @Test func headersAloneHaveTheLengthOfTheBody() async throws {
        try folder.record("1", .complete)
        let server = try await PageServer.start(port: 0, results: folder.results, plots: folder.path + "/Plots") {
            ReportPage(title: "Live & well", experiments: [], isLive: true)
        }
        for path in ["", "runs/tiny/leaves-seed0-1/curves.csv", "runs/tiny/leaves-seed0-1/none.png"] {
            let url = server.address.url + path
            let (body, head) = (try await get(url), try await get(url, method: "HEAD"))
            #expect(head.status == body.status && head.body.isEmpty)
            #expect(body.length == "\(body.body.utf8.count)" && head.length == body.length)
        }
        await server.stop()
    }

    /// On the same port, with the same word, so that an open page comes back.
    @Test func aServerThatEndsByItselfBeginsAgain() async throws {
        let server = try await PageServer.start(port: 0, results: folder.results, plots: folder.path + "/Plots") {
            ReportPage(title: "Again", experiments: [], isLive: true)
        }
        let url = server.address.url
        for _ in 0..<2 {
            #expect(try await get(url).body.contains("<title>Again</title>"))
            await server.breakDown()
            for _ in 0..<600 {
                if (try? await get(url)) != nil { break }
                try await Task.sleep(for: .milliseconds(100))
            }
        }
        #expect(try await get(url).status == 200)
        await server.stop()
        let failure = await server.failure()
        #expect(failure?.description == nil)
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
