import FlyingFox
import FlyingSocks
import Foundation
import Publishing
import Reporting
import Wording

/// Serves the report on 127.0.0.1 while runs go on: the page, the files that it shows, and what changes. It only reads.
package final class PageServer: Sendable {
    package let address: ServedAddress
    private let server: HTTPServer
    private let end: ServerEnd

    /// Begins to listen; throws a `CommandFailure` when the port is taken.
    /// - Parameters:
    ///   - port: 0 for any that is free.
    ///   - page: what makes the page; called when records have changed since the last call.
    package static func start(
        port: UInt16, results: String, plots: String, token: String = ServedAddress.randomToken(),
        page: @escaping @Sendable () throws -> ReportPage
    ) async throws -> PageServer {
        let answers = PageAnswers(results: results, plots: plots, page: page)
        let server = HTTPServer(
            config: .init(address: try .inet(ip4: "127.0.0.1", port: port), timeout: 300, logger: .disabled),
            handler: answers)
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
        return PageServer(address: address, server: server, end: answers.end)
    }

    private init(address: ServedAddress, server: HTTPServer, end: ServerEnd) {
        (self.address, self.server, self.end) = (address, server, end)
    }

    private static func words(_ result: Result<Void, any Error>) -> String {
        guard case .failure(let error) = result else { return "the server ended" }
        guard case SocketError.failed(_, let code, _) = error else { return "\(error)" }
        return SystemReason.text(code)
    }

    /// Tells the open pages, closes the port, and returns within a few seconds.
    package func stop() async {
        end.announce()
        await server.stop(timeout: 2)
    }
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
