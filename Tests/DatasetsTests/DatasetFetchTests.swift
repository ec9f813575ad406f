import Downloads
import Foundation
import LoopbackServer
import Records
import TestTools
import Testing
import Wording

@testable import Datasets

@Suite struct DatasetFetchTests {
    private final class Sink: TextSink {
        var text = ""
        func write(_ text: String) { self.text += text }
    }

    private let folder: TemporaryFolder

    init() throws {
        folder = try TemporaryFolder()
    }

    private func fetch(_ pair: PicturePair, mirror: String? = nil) throws -> (
        summary: DatasetFetch.Summary, heading: String, text: String
    ) {
        let fetch = DatasetFetch([try pair.manifest()], of: pair.datasets, mirror: mirror.flatMap { URL(string: $0) })
        try fetch.prepare()
        let sink = Sink()
        let summary = fetch.run(
            Downloader(patience: .init(pauses: [0.01])), reporter: FetchReporter(sink: sink, isTerminal: false))
        return (summary, fetch.heading, sink.text)
    }

    @Test func whatIsMissingIsFetchedOnce() throws {
        let pair = try PicturePair(in: folder)
        let (sea, sky) = (pair.sea, pair.sky)
        let server = try LoopbackServer { request, _ in
            switch request.path {
            case "/mirror/sets/pair/sea.bmp": .file(sea)
            case "/mirror/sets/pair/sky.png": .file(sky)
            default: .status(404)
            }
        }
        try pair.put(sky, "sky.png")
        let (summary, heading, text) = try fetch(pair, mirror: server.address + "/mirror/")
        #expect(heading == "2 files, 1 present, 1 to fetch, 5 kB")
        #expect(text == "[1/1] pair/sea.bmp  fetched, 5 kB\n")
        #expect(summary == .init(wereThere: 1, fetched: 1))
        #expect(server.requests.map(\.path) == ["/mirror/sets/pair/sea.bmp"])
        let again = try fetch(pair, mirror: server.address + "/mirror")
        #expect(again.heading == "2 files, 2 present, nothing to fetch")
        #expect(again.summary == .init(wereThere: 2))
        #expect(server.requests.count == 1)
    }

    @Test func losslessCopiesNeedNotBeFetched() throws {
        let pair = try PicturePair(in: folder)
        try pair.put(pair.seaAsPNG(), "sea.png")
        try pair.put(pair.sky, "sky.png")
        #expect(DatasetFetch([try pair.manifest()], of: pair.datasets).isDone)
    }

    @Test func aFailureOfOneFileDoesNotStopTheOthers() throws {
        let server = try LoopbackServer { _, _ in .status(404) }
        let pair = try PicturePair(in: folder, address: server.address)
        let (summary, _, text) = try fetch(pair)
        let reasons = ["sea.bmp", "sky.png"].map { "\(server.address)/\($0) answered with status 404 (not found)" }
        #expect(text == "[1/2] pair/sea.bmp  failed: \(reasons[0])\n[2/2] pair/sky.png  failed: \(reasons[1])\n")
        #expect(summary.failures.map(\.label) == ["pair/sea.bmp", "pair/sky.png"])
        #expect(summary.failures.map(\.reason) == reasons)
        #expect(summary.notTried == 0)
    }

    @Test func aServerThatIsNotThereStopsAll() throws {
        let server = try LoopbackServer { _, _ in .nothing }
        server.stop()
        let pair = try PicturePair(in: folder, address: server.address)
        let summary = try fetch(pair).summary
        #expect(summary.failures.map(\.reason) == ["no server answers at 127.0.0.1:\(server.port)"])
        #expect(summary.notTried == 1)
        #expect(!summary.interrupted)
    }

    @Test func anotherAttemptIsTold() throws {
        let pair = try PicturePair(in: folder)
        let (sea, sky) = (pair.sea, pair.sky)
        let server = try LoopbackServer { request, earlier in
            request.path.hasSuffix("sky.png") ? .file(sky) : earlier == 0 ? .cut(sea, after: 1000) : .file(sea)
        }
        let (summary, _, text) = try fetch(pair, mirror: server.address)
        #expect(summary.fetched == 2)
        #expect(
            text.hasPrefix(
                "[1/2] pair/sea.bmp  the connection to 127.0.0.1:\(server.port) was dropped after 1000 of 5174 bytes; "
                    + "trying again in 0.01 s\n[1/2] pair/sea.bmp  fetched, 5 kB\n"))
    }

    @Test func whatWasInTheWayIsTold() throws {
        let pair = try PicturePair(in: folder)
        let sea = pair.sea
        let server = try LoopbackServer { _, _ in .file(sea) }
        try pair.put(pair.sky, "sky.png")
        try pair.put([1], "sea.bmp")
        #expect(
            try fetch(pair, mirror: server.address).text
                == "[1/1] pair/sea.bmp  fetched, 5 kB; the previous file is now sea.bmp.other\n")
    }

    @Test func aFolderThatCannotBeMadeIsRefused() throws {
        let pair = try PicturePair(in: folder)
        try folder.write("", to: "data")
        #expect(throws: RecordError("\(folder.path)/data: cannot be created: a file of that name is in the way")) {
            try DatasetFetch([try pair.manifest()], of: pair.datasets).prepare()
        }
    }
}
