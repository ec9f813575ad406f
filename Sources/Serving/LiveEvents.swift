import FlyingFox
import FlyingSocks
import Foundation
import Synchronization

/// Says to all open pages that the server ends.
final class ServerEnd: Sendable {
    private let flag = Atomic<Bool>(false)

    var isNear: Bool { flag.load(ordering: .acquiring) }

    func announce() { flag.store(true, ordering: .releasing) }
}

/// Server-sent events of one open page: what has changed since the last ones.
struct LiveEvents: AsyncBufferedSequence {
    typealias Element = UInt8

    let hub: LiveHub
    let end: ServerEnd
    /// From one look at the records to the next.
    var pause = Duration.seconds(1)

    func makeAsyncIterator() -> Iterator { Iterator(hub: hub, end: end, pause: pause) }

    struct Iterator: AsyncBufferedIteratorProtocol {
        let hub: LiveHub
        let end: ServerEnd
        let pause: Duration
        private var sent: [String: String] = [:]
        private var summary = ""
        private var isFirst = true
        private var hasEnded = false
        private var lastSent = Date()

        /// So often a line is sent that means nothing, else nobody would know that the page is closed.
        private static let secondsBetweenSigns = 10.0

        init(hub: LiveHub, end: ServerEnd, pause: Duration) {
            (self.hub, self.end, self.pause) = (hub, end, pause)
        }

        mutating func next() async throws -> UInt8? {
            preconditionFailure("events are read in pieces")
        }

        mutating func nextBuffer(suggested count: Int) async throws -> [UInt8]? {
            while !hasEnded {
                if !isFirst { try await Task.sleep(for: pause) }
                if end.isNear {
                    hasEnded = true
                    return Array("event: bye\ndata: {}\n\n".utf8)
                }
                let events = await changes()
                isFirst = false
                if !events.isEmpty || Date().timeIntervalSince(lastSent) > Self.secondsBetweenSigns {
                    lastSent = Date()
                    return Array((events.isEmpty ? ": alive\n\n" : events).utf8)
                }
            }
            return nil
        }

        private mutating func changes() async -> String {
            let look = await hub.look(also: Set(sent.keys))
            var events = ""
            for run in look.runs where sent[run.name] != run.json {
                sent[run.name] = run.json
                events += "event: run\ndata: \(run.json)\n\n"
            }
            // Nothing more is to come of those that are done.
            let done = look.runs.filter { $0.stage == .done }.map(\.name)
            for name in done { sent[name] = nil }
            if look.summary != summary {
                summary = look.summary
                events += "event: summary\ndata: \(summary)\n\n"
            }
            return events
        }
    }
}
