import Foundation
import Records
import Reporting
import Synchronization
import Testing

@testable import Serving

/// What the live page is told of runs.
@Suite struct LiveHubTests {
    private let folder: ServedFolder

    init() throws { folder = try ServedFolder() }

    private func object(_ json: String) throws -> [String: Any] {
        try #require(try JSONSerialization.jsonObject(with: Data(json.utf8)) as? [String: Any])
    }

    @Test func runsThatAreNotDoneAreTold() async throws {
        try folder.record("1", .complete)
        try folder.record("2", .failed, error: "the loss is not finite")
        try folder.write(
            "2026-01-01T00:00:00Z started\n2026-01-01T00:00:01Z failed: <loss>\n",
            to: "Results/runs/tiny/leaves-seed0-2/log.txt")
        try folder.record("3", .interrupted, rows: 5)
        let look = await LiveHub(results: folder.results).look(also: [])
        #expect(look.counts == [.done: 1, .failed: 1, .interrupted: 1])
        #expect(look.runs.map(\.name) == ["tiny/leaves-seed0-2", "tiny/leaves-seed0-3"])
        let failed = try object(look.runs[0].json), stopped = try object(look.runs[1].json)
        #expect((failed["log"] as? String)?.hasSuffix("failed: <loss>") == true)
        #expect(failed["reason"] as? String == "the loss is not finite" && !look.runs[0].json.contains("<"))
        // Without a checkpoint the next run begins anew.
        #expect(stopped["done"] as? Int == 0 && stopped["psnr"] as? Double == 20.5 && stopped["log"] == nil)
        #expect(((stopped["curve"] as? [String: Any])?["psnr"] as? [Double])?.count == 5)
        // Why there is no output is said.
        #expect((stopped["why"] as? String)?.hasPrefix("No output yet") == true)
        #expect(try object(look.summary)["throughput"] as? Int == 0)
    }

    @Test func runsUnderWayComeFirst() async throws {
        for index in 10..<75 { try folder.record("\(index)", .failed) }
        let directory = try folder.record("z", .running)
        guard case .taken(let lock) = try RunLock.attempt(in: directory) else {
            Issue.record("cannot be locked"); return
        }
        defer { lock.release() }
        let look = await LiveHub(results: folder.results).look(also: [])
        #expect(look.runs.count == 60 && look.counts == [.failed: 65, .running: 1])
        #expect(look.runs.first?.name == "tiny/leaves-seed0-z" && look.runs[1].name == "tiny/leaves-seed0-10")
        #expect(look.throughput == 1 && look.secondsLeft != nil)
    }

    /// The record of a run under way is written every few seconds.
    @Test func thePageIsMadeAnewForCompleteRunsOnly() async throws {
        let made = Mutex(0)
        let cache = PageCache(results: folder.results, plots: folder.path + "/Plots") {
            made.withLock { $0 += 1 }
            return ReportPage(title: "t", experiments: [])
        }
        func pages() async throws -> Int {
            _ = try await cache.html()
            return made.withLock { $0 }
        }
        try folder.record("1", .running)
        #expect(try await pages() == 1)
        try folder.record("1", .running, rows: 5)
        #expect(try await pages() == 1)
        try folder.record("1", .complete)
        #expect(try await pages() == 2)
        #expect(try await pages() == 2)
    }

    /// A page that has shown a run is told of its end, once.
    @Test func theEndOfARunIsToldOnce() async throws {
        try folder.record("1", .interrupted)
        let events = LiveEvents(hub: LiveHub(results: folder.results), end: ServerEnd(), pause: .milliseconds(300))
        var iterator = events.makeAsyncIterator()
        func next() async throws -> String {
            String(decoding: try #require(try await iterator.nextBuffer(suggested: 1)), as: UTF8.self)
        }
        let first = try await next()
        #expect(
            first.hasPrefix("event: run\ndata: {\"name\":\"tiny/leaves-seed0-1\"")
                && first.contains("event: summary\n"))
        #expect(first.contains("\"stage\":\"interrupted\""))
        try folder.record("1", .complete, rows: 9)
        let second = try await next()
        #expect(second.contains("\"stage\":\"done\"") && second.contains("\"done\":1"))
        try folder.record("2", .interrupted)
        let third = try await next()
        #expect(third.contains("seed0-2") && !third.contains("seed0-1"))
    }

    @Test func theEndOfTheServerIsTheLastEvent() async throws {
        let end = ServerEnd()
        let events = LiveEvents(hub: LiveHub(results: folder.results), end: end, pause: .milliseconds(10))
        var iterator = events.makeAsyncIterator()
        _ = try await iterator.nextBuffer(suggested: 1)
        end.announce()
        let last = try await iterator.nextBuffer(suggested: 1)
        #expect(last.map { String(decoding: $0, as: UTF8.self) } == "event: bye\ndata: {}\n\n")
        #expect(try await iterator.nextBuffer(suggested: 1) == nil)
    }
}
