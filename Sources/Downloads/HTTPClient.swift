import Foundation

#if canImport(FoundationNetworking)
import FoundationNetworking
#endif

/// Requests files over HTTP, one at a time, and passes on the data as it arrives.
final class HTTPClient: NSObject, URLSessionDataDelegate, @unchecked Sendable {
    /// The head of a response.
    struct Response {
        let status: Int
        /// The address that answered, after all redirections.
        let address: String
        /// Bytes that follow; nil if the server does not say.
        let length: Int?
        /// For a range of a file: its start, and the size of the whole file if given.
        let range: (start: Int, total: Int?)?
    }

    /// One request under way. Touched on the session's queue, and by the waiting thread when it is over.
    private final class Exchange: @unchecked Sendable {
        let offset: Int
        let begin: (Response) throws -> Void
        let receive: (Data) throws -> Void
        let ended = DispatchSemaphore(value: 0)
        var hasBegun = false
        var redirections = 0
        var failure: (any Error)?
        var sessionError: (any Error)?

        init(offset: Int, begin: @escaping (Response) throws -> Void, receive: @escaping (Data) throws -> Void) {
            self.offset = offset
            self.begin = begin
            self.receive = receive
        }

        /// Runs a step unless one before it failed, and keeps why it fails.
        func attempt(_ step: () throws -> Void) -> Bool {
            guard failure == nil else { return false }
            do { try step() } catch { failure = error }
            return failure == nil
        }
    }

    private static let mostRedirections = 10
    /// How long a cancelled request may take to end.
    private static let grace = 5.0

    private let queue = OperationQueue()
    private let lock = NSLock()
    private var current: (task: Int, exchange: Exchange)?
    /// When the last byte or answer came.
    private var lastSign = 0.0
    private var session: URLSession!

    override init() {
        super.init()
        queue.maxConcurrentOperationCount = 1
        let configuration = URLSessionConfiguration.ephemeral
        configuration.urlCache = nil
        configuration.httpCookieStorage = nil
        // Silence is watched here, as sessions of different systems mean different things by their limits.
        configuration.timeoutIntervalForRequest = 3600
        configuration.timeoutIntervalForResource = 7 * 86400
        session = URLSession(configuration: configuration, delegate: self, delegateQueue: queue)
    }

    /// Ends the session, which keeps its delegate alive till then.
    func close() {
        session.invalidateAndCancel()
    }

    /// Requests a file from byte `offset` on, and returns when the response is complete.
    ///
    /// `begin` gets the head of the answer and `receive` the bytes, on another thread; what they throw ends the request. Throws that,
    /// or a `DownloadError`: also when nothing comes for `silence` seconds, or `shouldStop` says so.
    func get(
        _ url: URL, from offset: Int, silence: Double, shouldStop: () -> Bool,
        begin: @escaping (Response) throws -> Void, receive: @escaping (Data) throws -> Void
    ) throws {
        let exchange = Exchange(offset: offset, begin: begin, receive: receive)
        let task = session.dataTask(with: request(url, from: offset))
        lock.withLock {
            current = (task.taskIdentifier, exchange)
            lastSign = Self.now
        }
        task.resume()
        var cancelled: Double?
        while exchange.ended.wait(timeout: .now() + 0.05) == .timedOut {
            if let cancelled {
                if Self.now - cancelled > Self.grace { break }
                continue
            }
            let isSilent = Self.now - lock.withLock { lastSign } > silence
            guard isSilent || shouldStop() else { continue }
            let reason =
                isSilent
                ? DownloadError.silent(host: WebAddress.server(url), seconds: Int(silence.rounded())) : .interrupted
            queue.addOperation { if exchange.failure == nil { exchange.failure = reason } }
            task.cancel()
            cancelled = Self.now
        }
        lock.withLock { current = nil }
        // Whatever still runs on the queue ends before the bytes' owner goes on.
        queue.waitUntilAllOperationsAreFinished()
        if let failure = exchange.failure { throw failure }
        if let error = exchange.sessionError {
            throw SessionError.translated(error, url: url, hasBegun: exchange.hasBegun)
        }
    }

    private func request(_ url: URL, from offset: Int) -> URLRequest {
        var request = URLRequest(url: url, cachePolicy: .reloadIgnoringLocalCacheData)
        // Bytes are counted, so they must come as they are.
        request.setValue("identity", forHTTPHeaderField: "Accept-Encoding")
        if offset > 0 { request.setValue("bytes=\(offset)-", forHTTPHeaderField: "Range") }
        return request
    }

    private static var now: Double { ProcessInfo.processInfo.systemUptime }

    /// The exchange of a task, unless that was given up.
    private func exchange(_ task: URLSessionTask) -> Exchange? {
        lock.withLock {
            lastSign = Self.now
            return current?.task == task.taskIdentifier ? current?.exchange : nil
        }
    }

    func urlSession(
        _ session: URLSession, task: URLSessionTask, willPerformHTTPRedirection response: HTTPURLResponse,
        newRequest: URLRequest, completionHandler: @escaping @Sendable (URLRequest?) -> Void
    ) {
        guard let exchange = exchange(task), let url = newRequest.url else { return completionHandler(nil) }
        exchange.redirections += 1
        let from = response.url?.absoluteString ?? task.originalRequest?.url?.absoluteString ?? ""
        let goesOn = exchange.attempt {
            guard WebAddress.isAllowed(url) else {
                throw DownloadError.addressNotAllowed(address: url.absoluteString, from: from)
            }
            guard exchange.redirections <= Self.mostRedirections else {
                throw DownloadError.failed(
                    address: from, reason: "more than \(Self.mostRedirections) redirects")
            }
        }
        completionHandler(goesOn ? request(url, from: exchange.offset) : nil)
        if !goesOn { task.cancel() }
    }

    func urlSession(
        _ session: URLSession, dataTask: URLSessionDataTask, didReceive response: URLResponse,
        completionHandler: @escaping @Sendable (URLSession.ResponseDisposition) -> Void
    ) {
        guard let exchange = exchange(dataTask), let response = response as? HTTPURLResponse else {
            return completionHandler(.cancel)
        }
        let head = Response(
            status: response.statusCode, address: response.url?.absoluteString ?? "",
            length: response.expectedContentLength >= 0 ? Int(response.expectedContentLength) : nil,
            range: response.value(forHTTPHeaderField: "Content-Range").flatMap(ContentRange.read))
        exchange.hasBegun = true
        let goesOn = exchange.attempt { try exchange.begin(head) }
        completionHandler(goesOn ? .allow : .cancel)
        if !goesOn { dataTask.cancel() }
    }

    func urlSession(_ session: URLSession, dataTask: URLSessionDataTask, didReceive data: Data) {
        guard let exchange = exchange(dataTask) else { return }
        if !exchange.attempt({ try exchange.receive(data) }) { dataTask.cancel() }
    }

    func urlSession(_ session: URLSession, task: URLSessionTask, didCompleteWithError error: (any Error)?) {
        guard let exchange = exchange(task) else { return }
        exchange.sessionError = error
        exchange.ended.signal()
    }
}

/// Parses the HTTP header `Content-Range`.
enum ContentRange {
    /// Reads `bytes 100-199/5000` or `bytes 100-199/*`; nil for anything else.
    static func read(_ text: String) -> (start: Int, total: Int?)? {
        let words = text.split(separator: " ")
        guard words.count == 2, words[0].lowercased() == "bytes" else { return nil }
        let halves = words[1].split(separator: "/")
        let ends = halves.first?.split(separator: "-") ?? []
        guard halves.count == 2, ends.count == 2, let start = Int(ends[0]), Int(ends[1]) != nil else { return nil }
        return (start, Int(halves[1]))
    }
}

/// The addresses that files may come from: HTTPS anywhere, plain HTTP on this machine only.
package enum WebAddress {
    /// Parses a URL; nil if the text is not a URL or the address is not allowed.
    package static func url(_ text: String) -> URL? {
        URL(string: text).flatMap { isAllowed($0) ? $0 : nil }
    }

    /// Whether files may be fetched from this address; it must not contain a user name or password.
    package static func isAllowed(_ url: URL) -> Bool {
        guard let host = url.host(), !host.isEmpty, url.user() == nil, url.password() == nil else { return false }
        return switch url.scheme?.lowercased() {
        case "https": true
        case "http": isLoopback(host)
        default: false
        }
    }

    private static func isLoopback(_ host: String) -> Bool {
        let numbers = host.split(separator: ".", omittingEmptySubsequences: false).map { UInt8($0) }
        return host.lowercased() == "localhost" || host == "::1" || host == "[::1]"
            || (numbers.count == 4 && numbers[0] == 127
                && !numbers.contains(nil))
    }

    /// The host and, if given, the port, as errors name them.
    static func server(_ url: URL) -> String {
        (url.host() ?? "") + (url.port.map { ":\($0)" } ?? "")
    }
}
