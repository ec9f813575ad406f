import Foundation
import LoopbackServer
import Testing
@testable import Downloads

/// Against a server of this process that misbehaves.
@Suite struct DownloaderTests {
    private let folder: DownloadFolder
    private let contents = DownloadFolder.contents

    init() throws {
        folder = try DownloadFolder()
    }

    /// Fetches with three short pauses; returns what was told of attempts that failed.
    @discardableResult
    private func fetch(_ download: Download, silence: Double = 20) throws -> (
        outcome: Downloader.Outcome, retries: [DownloadError]
    ) {
        var retries: [DownloadError] = []
        let downloader = Downloader(patience: .init(silence: silence, pauses: [0.01, 0.02, 0.03]))
        let outcome = try downloader.fetch(download) { event in
            if case .retry(let error, _) = event { retries.append(error) }
        }
        return (outcome, retries)
    }

    private func failure(_ download: Download, silence: Double = 20) -> DownloadError? {
        #expect(throws: DownloadError.self) { try fetch(download, silence: silence) }
    }

    @Test func aGoodFileGetsItsName() throws {
        let server = try LoopbackServer { [contents] _, _ in .file(contents) }
        let download = folder.download(server.address + "/a%20b/picture.bmp")
        var received: [Int] = []
        let outcome = try Downloader().fetch(download) { if case .received(let count) = $0 { received.append(count) } }
        #expect(outcome == .fetched(aside: nil))
        #expect(received.last == contents.count)
        #expect(received == received.sorted())
        #expect(try folder.bytes("picture.bmp") == contents)
        #expect(folder.names == ["picture.bmp"])
        #expect(server.requests == [.init(path: "/a%20b/picture.bmp", rangeStart: nil)])
    }

    @Test func aGoodFileIsNeverFetchedAgain() throws {
        let server = try LoopbackServer { [contents] _, _ in .file(contents) }
        try folder.write(contents, to: "picture.bmp")
        #expect(try fetch(folder.download(server.address)).outcome == .wasThere)
        #expect(server.requests.isEmpty)
        #expect(folder.names == ["picture.bmp"])
    }

    @Test func aWrongFileIsKeptAsideOnceTheRightOneIsThere() throws {
        let server = try LoopbackServer { [contents] _, earlier in earlier == 0 ? .status(404) : .file(contents) }
        try folder.write([1, 2, 3], to: "picture.bmp")
        _ = failure(folder.download(server.address))
        #expect(try folder.bytes("picture.bmp") == [1, 2, 3])
        #expect(
            try fetch(folder.download(server.address)).outcome == .fetched(aside: "\(folder.path)/picture.bmp.other"))
        #expect(try folder.bytes("picture.bmp") == contents)
        #expect(try folder.bytes("picture.bmp.other") == [1, 2, 3])
    }

    @Test func aTruncatedBodyIsContinuedAndThenGivenUp() throws {
        let server = try LoopbackServer { [contents] _, _ in .cut(contents, after: 50_000) }
        let error = failure(folder.download(server.address))
        #expect(
            error?.description == "the connection to 127.0.0.1:\(server.port) was dropped after 200000 of 300000 bytes")
        #expect(folder.names == ["picture.bmp.part"])
        #expect(try folder.bytes("picture.bmp.part") == Array(contents[..<200_000]))
        #expect(server.requests.map(\.rangeStart) == [nil, 50_000, 100_000, 150_000])
    }

    @Test func aDroppedConnectionIsResumed() throws {
        let server = try LoopbackServer { [contents] _, earlier in
            earlier == 0 ? .cut(contents, after: 120_000) : .file(contents)
        }
        let (outcome, retries) = try fetch(folder.download(server.address))
        #expect(outcome == .fetched(aside: nil))
        #expect(retries == [.dropped(host: "127.0.0.1:\(server.port)", received: 120_000, bytes: 300_000)])
        #expect(server.requests.map(\.rangeStart) == [nil, 120_000])
        #expect(try folder.bytes("picture.bmp") == contents)
    }

    @Test func aPartOfAnEarlierTimeIsContinued() throws {
        let server = try LoopbackServer { [contents] _, _ in .file(contents) }
        try folder.write(contents[..<299_999], to: "picture.bmp.part")
        #expect(try fetch(folder.download(server.address)).outcome == .fetched(aside: nil))
        #expect(server.requests.map(\.rangeStart) == [299_999])
        #expect(try folder.bytes("picture.bmp") == contents)
    }

    @Test func aWholePartNeedsNoServer() throws {
        try folder.write(contents, to: "picture.bmp.part")
        #expect(try fetch(folder.download("http://127.0.0.1:1/")).outcome == .fetched(aside: nil))
        #expect(folder.names == ["picture.bmp"])
    }

    @Test(arguments: [1000, 300_000, 300_001])
    func aPartOfAnotherFileIsFetchedAnew(count: Int) throws {
        let server = try LoopbackServer { [contents] _, _ in .file(contents) }
        try folder.write([UInt8](repeating: 7, count: count), to: "picture.bmp.part")
        #expect(try fetch(folder.download(server.address)).outcome == .fetched(aside: nil))
        #expect(server.requests.map(\.rangeStart) == (count == 1000 ? [1000, nil] : [nil]))
        #expect(try folder.bytes("picture.bmp") == contents)
    }

    @Test func aServerThatIgnoresRangesSendsAllAgain() throws {
        let server = try LoopbackServer { [contents] _, earlier in
            earlier == 0 ? .cut(contents, after: 1) : .whole(contents)
        }
        #expect(try fetch(folder.download(server.address)).outcome == .fetched(aside: nil))
        #expect(server.requests.map(\.rangeStart) == [nil, 1])
        #expect(try folder.bytes("picture.bmp") == contents)
    }

    @Test(arguments: [(7, 300_000), (5, 300_001)])
    func aPartThatWasNotAskedForStartsAnew(start: Int, total: Int) throws {
        let server = try LoopbackServer { [contents] request, _ in
            request.rangeStart == nil ? .file(contents) : .part(Array(contents[start...]), start: start, total: total)
        }
        try folder.write(contents[..<5], to: "picture.bmp.part")
        #expect(try fetch(folder.download(server.address)).outcome == .fetched(aside: nil))
        #expect(server.requests.map(\.rangeStart) == [5, nil])
        #expect(try folder.bytes("picture.bmp") == contents)
    }

    @Test func aServerMayNotTellTheLength() throws {
        let server = try LoopbackServer { [contents] _, earlier in
            .unmeasured(earlier == 0 ? Array(contents[..<9]) : contents)
        }
        let (outcome, retries) = try fetch(folder.download(server.address))
        #expect(outcome == .fetched(aside: nil))
        #expect(retries == [.dropped(host: "127.0.0.1:\(server.port)", received: 9, bytes: 300_000)])
        #expect(try folder.bytes("picture.bmp") == contents)
    }

    @Test func aWrongSumIsToldAndRemoved() throws {
        var other = contents
        other[123_456] ^= 1
        let server = try LoopbackServer { [other] _, _ in .file(other) }
        let error = failure(folder.download(server.address + "/x"))
        let (found, expected) = (DownloadFolder.sum(other), DownloadFolder.sum(contents))
        #expect(found.sha256 != expected.sha256)
        #expect(
            error?.description
                == "\(server.address)/x sent 300000 bytes with SHA-256 \(found.sha256), not the expected "
                + "300000 bytes with SHA-256 \(expected.sha256); the received data was removed")
        #expect(folder.names.isEmpty)
        #expect(server.requests.count == 1)
    }

    @Test func aShorterFileIsAWrongFile() throws {
        let server = try LoopbackServer { _, _ in .file([1, 2, 3]) }
        let error = failure(folder.download(server.address))
        #expect(
            error
                == .wrongContents(
                    address: server.address, found: DownloadFolder.sum([1, 2, 3]),
                    expected: DownloadFolder.sum(contents)))
        #expect(folder.names.isEmpty)
    }

    @Test func aLongerFileIsCutOff() throws {
        let server = try LoopbackServer { [contents] _, _ in .unmeasured(contents + contents) }
        let error = failure(folder.download(server.address))
        #expect(
            error?.description
                == "\(server.address) sent more than the expected 300000 bytes; the received data was removed")
        #expect(folder.names.isEmpty)
    }

    @Test(arguments: [
        (404, "404 (not found)", 1), (403, "403 (not allowed)", 1), (418, "418", 1),
        (503, "503 (server error)", 4),
        (429, "429 (too many requests)", 4),
    ])
    func aRefusalIsTold(code: Int, words: String, attempts: Int) throws {
        let server = try LoopbackServer { _, _ in .status(code) }
        let error = failure(folder.download(server.address + "/none.bmp"))
        #expect(error?.description == "\(server.address)/none.bmp answered with status \(words)")
        #expect(server.requests.count == attempts)
        #expect(folder.names.isEmpty)
    }

    @Test func redirectionsAreFollowedWithTheRange() throws {
        let server = try LoopbackServer { [contents] request, _ in
            request.path == "/new" ? .file(contents) : .redirect("/new")
        }
        try folder.write(contents[..<100], to: "picture.bmp.part")
        #expect(try fetch(folder.download(server.address + "/old")).outcome == .fetched(aside: nil))
        // On a loaded machine a connection may be lost, and its request repeated.
        #expect(server.requests.first?.path == "/old" && server.requests.last?.path == "/new")
        #expect(server.requests.allSatisfy { $0.rangeStart == 100 })
        #expect(try folder.bytes("picture.bmp") == contents)
    }

    @Test func redirectionsMustNotLeaveSecureAddresses() throws {
        let server = try LoopbackServer { _, _ in .redirect("http://example.org/picture.bmp") }
        let error = failure(folder.download(server.address + "/old"))
        #expect(
            error?.description
                == "\(server.address)/old redirects to http://example.org/picture.bmp, which is not allowed: "
                + "addresses must be https, or http on this machine")
        #expect(folder.names.isEmpty)
    }

    @Test func redirectionsInACircleEnd() throws {
        let server = try LoopbackServer { _, _ in .redirect("/again") }
        let error = failure(folder.download(server.address + "/again"))
        #expect(error?.description == "\(server.address)/again cannot be fetched: more than 10 redirects")
        #expect(server.requests.count == 11)
    }

    @Test func nobodyListens() throws {
        let server = try LoopbackServer { _, _ in .nothing }
        server.stop()
        let error = failure(folder.download(server.address))
        #expect(error?.description == "no server answers at 127.0.0.1:\(server.port)")
        #expect(error?.concernsAllFiles == true)
        #expect(folder.names.isEmpty)
    }

    @Test func aServerThatOnlyHangsUpIsTriedAgain() throws {
        let server = try LoopbackServer { [contents] _, earlier in earlier < 2 ? .nothing : .file(contents) }
        let (outcome, retries) = try fetch(folder.download(server.address))
        #expect(outcome == .fetched(aside: nil))
        #expect(retries.count >= 1)
        #expect(retries.allSatisfy { $0 == .dropped(host: "127.0.0.1:\(server.port)", received: 0, bytes: 300_000) })
    }

    @Test func aServerThatNeverSendsAnythingConcernsAllFiles() throws {
        let server = try LoopbackServer { _, _ in .nothing }
        let error = failure(folder.download(server.address))
        #expect(error?.concernsAllFiles == true)
        #expect(DownloadError.silent(host: "", seconds: 1).concernsAllFiles)
        #expect(!DownloadError.dropped(host: "", received: 1, bytes: 2).concernsAllFiles)
    }

    @Test func silenceEndsAnAttempt() throws {
        let server = try LoopbackServer { [contents] _, earlier in
            earlier == 0 ? .stall(contents, after: 1000) : .file(contents)
        }
        let (outcome, retries) = try fetch(folder.download(server.address), silence: 1)
        #expect(outcome == .fetched(aside: nil))
        // On a busy machine a connection may be dropped beside.
        #expect(retries.contains(.silent(host: "127.0.0.1:\(server.port)", seconds: 1)))
        #expect(server.requests.first?.rangeStart == nil && server.requests.last?.rangeStart == 1000)
    }

    @Test func aNameThatNobodyHasIsNotFound() {
        let error = failure(folder.download("https://no-such-host.invalid/a"))
        #expect(
            error == .hostNotFound(host: "no-such-host.invalid") || error == .noNetwork(host: "no-such-host.invalid"))
        #expect(error?.concernsAllFiles == true)
    }

    @Test func plainAddressesElsewhereAreRefused() {
        let error = failure(folder.download("http://example.org/a"))
        #expect(error == .addressNotAllowed(address: "http://example.org/a", from: nil))
        #expect(folder.names.isEmpty)
    }

    @Test func anInterruptionLeavesThePart() throws {
        let server = try LoopbackServer { [contents] _, _ in .stall(contents, after: 70_000) }
        let part = folder.path + "/picture.bmp.part"
        let downloader = Downloader { (try? FileSum(ofFileAt: part))?.bytes == 70_000 }
        let error = #expect(throws: DownloadError.self) { try downloader.fetch(folder.download(server.address)) }
        #expect(error == .interrupted)
        #expect(try folder.bytes("picture.bmp.part") == Array(contents[..<70_000]))
    }

    @Test func onlyOneFetchesAFileAtATime() throws {
        let server = try LoopbackServer { [contents] _, _ in .file(contents) }
        let download = folder.download(server.address)
        let part = try PartialFile(for: download.path)
        #expect(failure(download) == .busy(path: download.path))
        _ = part.count
    }

    @Test func aFolderThatCannotBeWrittenIsTold() throws {
        let server = try LoopbackServer { [contents] _, _ in .file(contents) }
        let download = Download(
            url: URL(string: server.address)!, expected: DownloadFolder.sum(contents), path: "/proc/picture.bmp")
        #expect(
            failure(download)?.description == "/proc/picture.bmp.part: cannot be written: no such file or directory")
    }
}
