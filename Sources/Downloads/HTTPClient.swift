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
