import Foundation
import Records
import RunFixtures
import Testing
@testable import Runs

@Suite struct StateKeepingTests {
    @Test func saysWhyAStateIsNotKept() {
        let room = StateKeeping(isAsked: nil, taken: 280 << 20)
        #expect(room.isOn && room.refusal(of: 20 << 20) == nil)
        #expect(
            room.refusal(of: 21 << 20)
                == "with it states would take 301.0 MB, and without --keep-state they take at most 300.0 MB")
        #expect(StateKeeping(isAsked: true, taken: 280 << 20).refusal(of: 21 << 20) == nil)
        for isAsked in [nil, true] {
            #expect(
                StateKeeping(isAsked: isAsked, taken: 0).refusal(of: 30 << 20)
                    == "it takes 30.0 MB, and at most 25.0 MB are kept")
        }
        #expect(!StateKeeping.none.isOn && !StateKeeping(isAsked: false, taken: 0).isOn)
    }

    @Test func whatIsThereCounts() throws {
        let bench = try Bench("images: [leaves]\nsize: 64\nrecord_every: 4\nsweep: {seed: [1, 2]}\n")
        #expect(EndState.bytes(in: bench.store) == 0)
        bench.keeping = StateKeeping(isAsked: nil, in: bench.store)
        try bench.run()
        let sizes = try bench.plan().runs.map { planned in
            try Data(contentsOf: URL(fileURLWithPath: EndState(of: planned.directory).path)).count
        }
        #expect(sizes.count == 2 && EndState.bytes(in: bench.store) == sizes.reduce(0, +))
    }
}
