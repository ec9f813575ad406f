import Foundation

/// A file to fetch, with its expected size and SHA-256.
package struct Download: Sendable {
    package let url: URL
    package let expected: FileSum
    /// The path where it is stored.
    package let path: String

    package init(url: URL, expected: FileSum, path: String) {
        self.url = url
        self.expected = expected
        self.path = path
    }
}

/// Fetches files over HTTPS: a file gets its name only after its SHA-256 has been verified, and an interrupted download is resumed.
package final class Downloader {
    /// How long to wait, and how often to try again.
    package struct Patience: Sendable {
        /// Seconds without a byte after which a connection counts as dropped.
        package var silence = 30.0
        /// Seconds before each further attempt.
        package var pauses = [1.0, 3, 9]

        package init(silence: Double = 30, pauses: [Double] = [1, 3, 9]) {
            self.silence = silence
            self.pauses = pauses
        }
    }

    package enum Outcome: Equatable, Sendable {
        /// The correct file already existed.
        case wasThere
        /// The file was fetched; `aside` is the new path of a different file that had its name, if there was one.
        case fetched(aside: String?)
    }

    package enum Event: Equatable, Sendable {
        /// Number of bytes received so far.
        case received(Int)
        /// An attempt failed, and another follows after a pause.
        case retry(DownloadError, seconds: Double)
    }

    private let client = HTTPClient()
    private let patience: Patience
    private let shouldStop: () -> Bool

    package init(patience: Patience = Patience(), shouldStop: @escaping () -> Bool = { false }) {
        self.patience = patience
        self.shouldStop = shouldStop
    }

    deinit {
        client.close()
    }

    /// Fetches one file into an existing folder; throws `DownloadError`.
    ///
    /// `tell` may be called from another thread.
    package func fetch(_ download: Download, tell: @escaping (Event) -> Void = { _ in }) throws -> Outcome {
        guard WebAddress.isAllowed(download.url) else {
            throw DownloadError.addressNotAllowed(address: download.url.absoluteString, from: nil)
        }
        if try FileSum(ofFileAt: download.path) == download.expected { return .wasThere }
        let part = try PartialFile(for: download.path)
        // Another process may have fetched it before the part was this one's.
        if try FileSum(ofFileAt: download.path) == download.expected {
            part.remove()
            return .wasThere
        }
        do {
            try complete(part, download, tell)
            return .fetched(aside: try part.finish())
        } catch {
            if part.count == 0 { part.remove() }
            throw error
        }
    }

    /// Returns when the partial file has the expected contents.
    private func complete(_ part: PartialFile, _ download: Download, _ tell: @escaping (Event) -> Void) throws {
        var pauses = patience.pauses[...]
        while true {
            if part.count > download.expected.bytes { try part.restart() }
            if part.count == download.expected.bytes {
                let found = try part.sum()
                if found == download.expected { return }
                let wasInherited = part.isInherited
                try part.restart()
                guard wasInherited else {
                    throw DownloadError.wrongContents(
                        address: download.url.absoluteString, found: found, expected: download.expected)
                }
            }
            do {
                try receive(part, download, tell)
            } catch let error as DownloadError where error.isPassing {
                guard let pause = pauses.popFirst() else { throw error }
                tell(.retry(error, seconds: pause))
                try rest(pause)
            }
        }
    }

    /// One request; returns when the partial file has all bytes, or must be requested again from the start.
    private func receive(_ part: PartialFile, _ download: Download, _ tell: @escaping (Event) -> Void) throws {
        let expected = download.expected, address = download.url.absoluteString
        var isWhole = false
        do {
            try client.get(download.url, from: part.count, silence: patience.silence, shouldStop: shouldStop) {
                response in
                switch response.status {
                case 206:
                    guard let range = response.range, range.start == part.count,
                        range.total ?? expected.bytes == expected.bytes
                    else {
                        throw StartAnew()
                    }
                case 200:
                    // Also the answer of a server that does not know ranges.
                    try part.restart()
                    isWhole = response.length != nil
                case 416:
                    throw StartAnew()
                default:
                    throw DownloadError.status(code: response.status, address: response.address)
                }
            } receive: { data in
                guard part.count + data.count <= expected.bytes else {
                    try part.restart()
                    throw DownloadError.tooLong(address: address, bytes: expected.bytes)
                }
                try part.append(data)
                tell(.received(part.count))
            }
        } catch is StartAnew {
            // A request from the start is never answered in this way.
            guard part.count > 0 else {
                throw DownloadError.failed(address: address, reason: "the server sent a range that was not requested")
            }
            return try part.restart()
        } catch DownloadError.dropped(let host, _, _) {
            throw DownloadError.dropped(host: host, received: part.count, bytes: expected.bytes)
        }
        guard part.count < expected.bytes else { return }
        guard isWhole else {
            throw DownloadError.dropped(
                host: WebAddress.server(download.url), received: part.count, bytes: expected.bytes)
        }
        // The server's file is shorter, and it sent all of it.
        let found = try part.sum()
        try part.restart()
        throw DownloadError.wrongContents(address: address, found: found, expected: expected)
    }

    private struct StartAnew: Error {}

    private func rest(_ seconds: Double) throws {
        let end = ProcessInfo.processInfo.systemUptime + seconds
        while ProcessInfo.processInfo.systemUptime < end {
            if shouldStop() { throw DownloadError.interrupted }
            Thread.sleep(forTimeInterval: min(0.05, max(end - ProcessInfo.processInfo.systemUptime, 0)))
        }
    }
}
