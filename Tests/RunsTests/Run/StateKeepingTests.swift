import Records
import Testing
@testable import Runs

@Suite struct StateKeepingTests {
    @Test func smallStatesAreKeptWithoutAWord() {
        #expect(StateKeeping(isAsked: nil, runs: 1).limit == 8 << 20)
        #expect(StateKeeping(isAsked: nil, runs: 12).limit == 8 << 20)
        // All states of an experiment take at most 100 MB.
        #expect(StateKeeping(isAsked: nil, runs: 200).limit == (100 << 20) / 200)
        #expect(StateKeeping(isAsked: true, runs: 200).limit == EndState.largest)
        #expect(StateKeeping(isAsked: false, runs: 1).limit == nil && StateKeeping.none.limit == nil)
    }

    @Test func saysWhyAStateIsNotKept() {
        #expect(StateKeeping(isAsked: nil, runs: 1).refusal(of: 8 << 20) == nil)
        #expect(
            StateKeeping(isAsked: nil, runs: 1).refusal(of: 9 << 20)
                == "it takes 9.0 MB, and at most 8.0 MB are kept without --keep-state")
        #expect(StateKeeping(isAsked: true, runs: 1).refusal(of: 9 << 20) == nil)
        for isAsked in [nil, true] {
            let refusal = StateKeeping(isAsked: isAsked, runs: 1).refusal(of: 30 << 20)
            #expect(refusal?.contains("--keep-state") == false && refusal?.hasPrefix("it takes 30.0 MB") == true)
        }
    }
}
