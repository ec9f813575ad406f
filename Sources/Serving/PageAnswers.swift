import FlyingFox
import Foundation
import Publishing
import Reporting
import Synchronization

/// Answers the requests of the live page.
final class PageAnswers: HTTPHandler {
    let end = ServerEnd()
    private let results: String
    private let plots: String
    private let hub: LiveHub
    private let pages: PageCache
    private let address = Mutex<ServedAddress?>(nil)

    init(results: String, plots: String, page: @escaping @Sendable () throws -> ReportPage) {
        self.results = results
        self.plots = plots
        hub = LiveHub(results: results)
        pages = PageCache(results: results, plots: plots, make: page)
    }

    /// Answers from now on, to this address.
    func begin(_ address: ServedAddress) { self.address.withLock { $0 = address } }

    func handleRequest(_ request: HTTPRequest) async throws -> HTTPResponse {
        let answer = await respond(to: request)
        return request.method == .HEAD ? Self.head(of: answer) : answer
    }

    /// Status and headers alone, with the length that the body has. Events have none; FlyingFox then says 0.
    private static func head(of answer: HTTPResponse) -> HTTPResponse {
        var head = HTTPResponse(statusCode: answer.statusCode, headers: answer.headers)
        if case .httpBody(let body) = answer.payload, let length = body.count {
            head.headers[.contentLength] = String(length)
        }
        return head
    }

    private func respond(to request: HTTPRequest) async -> HTTPResponse {
        guard let address = address.withLock({ $0 }) else { return Self.text(503, "the server is not ready yet") }
        do {
            let headers = Dictionary(
                request.headers.map { ($0.key.rawValue.lowercased(), $0.value) }, uniquingKeysWith: { _, last in last })
            let wanted = try ServedRequest(
                method: request.method.rawValue, path: request.target.path(), headers: headers, address: address)
            return try await answer(wanted)
        } catch let refused as ServedRequest.Refused {
            return Self.text(refused.status, refused.reason)
        } catch {
            return Self.text(500, "\(error)")
        }
    }

    private func answer(_ wanted: ServedRequest) async throws -> HTTPResponse {
        switch wanted {
        case .page:
            return Self.data(
                try await pages.html(), type: "text/html; charset=utf-8", policy: ReportPage.policy(isLive: true))
        case .events:
            var response = HTTPResponse(
                statusCode: .ok, headers: Self.headers(type: "text/event-stream", policy: Self.closed),
                body: HTTPBodySequence(from: LiveEvents(hub: hub, end: end)))
            response.headers[HTTPHeader("X-Accel-Buffering")] = "no"
            return response
        case .file(let root, let names):
            guard let type = names.last.flatMap(ServedFile.contentType),
                let data = ServedFile.data(names, in: root == "plots" ? plots : "\(results)/runs")
            else { throw ServedRequest.nothing }
            return Self.data(data, type: type)
        case .output(let run):
            guard let png = LivePictures.output(of: "\(results)/runs/\(run)") else { throw ServedRequest.nothing }
            return Self.data(Data(png), type: "image/png")
        }
    }

    /// For files: a picture of lines may have its styles, nothing runs.
    private static let closed = "default-src 'none'; style-src 'unsafe-inline'; sandbox"

    private static func headers(type: String, policy: String) -> HTTPHeaders {
        [
            .contentType: type, .cacheControl: "no-store",
            HTTPHeader("Content-Security-Policy"): policy + "; frame-ancestors 'none'",
            HTTPHeader("X-Content-Type-Options"): "nosniff", HTTPHeader("Referrer-Policy"): "no-referrer",
            HTTPHeader("Cross-Origin-Resource-Policy"): "same-origin",
            HTTPHeader("Cross-Origin-Opener-Policy"): "same-origin",
        ]
    }

    private static func data(_ data: Data, type: String, policy: String = closed) -> HTTPResponse {
        HTTPResponse(
            statusCode: .ok, headers: headers(type: type, policy: policy),
            body: HTTPBodySequence(data: data, suggestedBufferSize: 1 << 16))
    }

    private static func text(_ status: Int, _ sentence: String) -> HTTPResponse {
        let phrases = [403: "Forbidden", 404: "Not Found", 405: "Method Not Allowed", 421: "Misdirected Request"]
        return HTTPResponse(
            statusCode: HTTPStatusCode(status, phrase: phrases[status] ?? "Error"),
            headers: headers(type: "text/plain; charset=utf-8", policy: closed), body: Data("\(sentence)\n".utf8))
    }
}
