import TestSupport
import Testing

@testable import Networks

/// Buffers that live at the same time have their own memory, others share it.
@Suite struct ArenaLayoutTests {
    @Test(arguments: 0..<200)
    func simultaneousRequestsDoNotOverlap(seed: Int) {
        var random = TestRandom(seed: UInt64(seed))
        let requests = (0..<Int.random(in: 1...40, using: &random)).map { _ in
            let first = Int.random(in: 0...30, using: &random)
            return ArenaLayout.Request(
                count: Int.random(in: 0...500, using: &random), first: first,
                last: first + Int.random(in: 0...12, using: &random))
        }
        let plan = ArenaLayout(requests)
        #expect(plan.offsets.count == requests.count)
        for a in requests.indices {
            #expect(plan.offsets[a] >= 0 && plan.offsets[a] + requests[a].count <= plan.total)
            #expect(plan.offsets[a] % 16 == 0)
            let end = plan.offsets[a] + requests[a].count
            for b in 0..<a where requests[a].first <= requests[b].last && requests[b].first <= requests[a].last {
                let apart = end <= plan.offsets[b] || plan.offsets[b] + requests[b].count <= plan.offsets[a]
                #expect(apart, "requests \(a) and \(b)")
            }
        }
        #expect(plan.total <= requests.reduce(0) { $0 + ArenaLayout.aligned($1.count) })
        let needed = (0...42).map { step in
            requests.reduce(0) { $0 + ($1.first <= step && step <= $1.last ? ArenaLayout.aligned($1.count) : 0) }
        }
        #expect(plan.total >= needed.max()!)
    }

    @Test func memoryIsUsedAgain() {
        let chain = (0..<20).map { ArenaLayout.Request(count: 160, first: $0, last: $0 + 1) }
        #expect(ArenaLayout(chain).total == 320)
        #expect(ArenaLayout([]).total == 0)
    }

    @Test func placesAreAligned() {
        let plan = ArenaLayout([.init(count: 17, first: 0, last: 1), .init(count: 1, first: 1, last: 2)])
        #expect(plan.offsets == [0, 32])
        #expect(plan.total == 48)
    }

    @Test func guardedBuffersAreApart() {
        let plan = ArenaLayout(
            [
                .init(count: 17, first: 0, last: 1), .init(count: 0, first: 3, last: 3),
                .init(count: 16, first: 5, last: 9),
            ],
            guarded: true)
        #expect(plan.offsets == [0, 64, 96])
        #expect(plan.guards == [17..<64, 64..<96, 112..<144])
        #expect(plan.total == 144)
    }
}
