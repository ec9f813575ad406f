import Networks
import Testing
import Wording
@testable import Benchmarks

@Suite struct BenchRoomTests {
    private let options = BenchNetwork(size: 64, width: 16)

    @Test func tooLittleIsRefusedWithBothNumbers() throws {
        let network = try options.network()
        let one = PlannedMemory(network, threads: 1).total
        #expect(throws: Never.self) {
            try BenchRoom.check([network], threads: 1, engine: options.engine, room: one + one / 4)
        }
        let refusal = #expect(throws: Refusal.self) {
            try BenchRoom.check([network, network], threads: 1, engine: options.engine, room: one + one / 4)
        }
        #expect(
            refusal?.description.wholeMatch(
                of: #/this needs about \d+ MB of memory, and \d+ MB may be used; take a smaller --size/#) != nil)
    }

    @Test func imagesNeedRoomToo() {
        #expect(throws: Never.self) { try BenchRoom.check(imageOf: 1000, room: 100 << 20) }
        #expect(throws: Refusal.self) { try BenchRoom.check(imageOf: 8192, room: 100 << 20) }
    }
}
