import FlyingFox
import FlyingSocks
import Foundation
import Publishing
import Reporting
import Synchronization
import Wording

/// Serves the report on 127.0.0.1 while runs go on: the page, the files that it shows, and what changes. It only reads.
package final class PageServer: Sendable {
    package let address: ServedAddress
    private let current: CurrentServer
    private let end: ServerEnd
    /// Begins the server again when it ends by itself; the value is nil after `stop()`, else how it ended last.
    private let upkeep: Task<Result<Void, any Error>?, Never>

    /// Begins to listen; throws a `CommandFailure` when the port is taken.
    /// - Parameters:
    ///   - port: 0 for any that is free.
    ///   - page: what makes the page; called when records have changed since the last call.
    package static func start(
        port: UInt16, results: String, plots: String, token: String = ServedAddress.randomToken(),
        page: @escaping @Sendable () throws -> ReportPage
    ) async throws -> PageServer {
        let answers = PageAnswers(results: results, plots: plots, page: page)
        let server = try makeServer(port: port, answers: answers)
        // A machine that is busy takes its time.
        let listening = Task { try await server.waitUntilListening(timeout: 60) }
        let task = Task {
            do {
                try await server.run()
            } catch {
                listening.cancel()
                throw error
            }
        }
        do {
            try await listening.value
        } catch {
            task.cancel()
            let reason = await task.result
            throw CommandFailure(
                "port \(port) of 127.0.0.1 cannot be opened: \(Self.words(reason)); choose another with --port")
        }
        guard case .ip4(_, let actual) = await server.listeningAddress else {
            task.cancel()
            throw CommandFailure("port \(port) of 127.0.0.1 cannot be opened")
        }
        let address = ServedAddress(port: actual, token: token)
        answers.begin(address)
        return PageServer(address: address, server: server, run: task, answers: answers)
    }

    private init(address: ServedAddress, server: HTTPServer, run: Task<Void, any Error>, answers: PageAnswers) {
        let (current, end) = (CurrentServer(server), answers.end)
        (self.address, self.current, self.end) = (address, current, end)
        upkeep = Task {
            await ServerRestarts().keep(
                isOver: { end.isNear },
                run: { number in
                    guard number > 0 else {
                        return try await withTaskCancellationHandler {
                            try await run.value
                        } onCancel: {
                            run.cancel()
                        }
                    }
                    // Another one, as the first may have been told to take any port.
                    let next = try PageServer.makeServer(port: address.port, answers: answers)
                    current.replace(by: next)
                    try await next.run()
                })
        }
    }

    /// FlyingFox limits neither the number of connections nor the length of a request's lines, and offers no place to do so: it
    /// accepts and parses by itself, and a pool of sockets sees neither.
    private static func makeServer(port: UInt16, answers: PageAnswers) throws -> HTTPServer {
        HTTPServer(
            config: .init(address: try .inet(ip4: "127.0.0.1", port: port), timeout: 300, logger: .disabled),
            handler: answers)
    }

    private static func words(_ result: Result<Void, any Error>) -> String {
        guard case .failure(let error) = result else { return "the server ended" }
        guard case SocketError.failed(_, let code, _) = error else { return "\(error)" }
        return SystemReason.text(code)
    }

    /// Waits until the server has ended for good; returns why it did, nil after `stop()`.
    package func failure() async -> CommandFailure? {
        guard let last = await upkeep.value else { return nil }
        return CommandFailure("port \(address.port) of 127.0.0.1 closed again and again: \(Self.words(last))")
    }

    /// Tells the open pages and closes the port; returns within a few seconds, unless a long line of a request is being read.
    package func stop() async {
        end.announce()
        await current.value.stop(timeout: 2)
        // Between two runs there was nothing to stop, and the next one must not begin.
        upkeep.cancel()
        _ = await upkeep.value
    }

    /// Ends the server as a failure to accept a connection does; for tests.
    func breakDown() async { await current.value.stop() }
}

/// The server that listens now, or did last.
private final class CurrentServer: Sendable {
    private let server: Mutex<HTTPServer>

    init(_ server: HTTPServer) { self.server = Mutex(server) }

    var value: HTTPServer { server.withLock { $0 } }

    func replace(by next: HTTPServer) { server.withLock { $0 = next } }
}

/// Where the live page is: a port of this machine, and a random word without which nothing is answered.
package struct ServedAddress: Equatable, Sendable {
    package let port: UInt16
    /// 128 random bits in hexadecimal digits.
    package let token: String

    package init(port: UInt16, token: String) {
        self.port = port
        self.token = token
    }

    /// A new word from the system's source of random numbers.
    package static func randomToken() -> String {
        var generator = SystemRandomNumberGenerator()
        return (0..<2).map { _ in
            let digits = String(generator.next(), radix: 16)
            return String(repeating: "0", count: 16 - digits.count) + digits
        }.joined()
    }

    /// The address for a browser.
    package var url: String { "http://127.0.0.1:\(port)/\(token)/" }

    /// The values of `Host` that name this server. Another name that leads here is one of a page that wants to read this one.
    var hosts: [String] { ["127.0.0.1:\(port)", "localhost:\(port)"] }
}
