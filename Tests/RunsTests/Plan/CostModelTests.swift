import Records
import Testing
@testable import Runs

@Suite struct CostModelTests {
    @Test func learnsTheRateFromRecords() throws {
        let bench = try Bench("images: [leaves]\nsize: 64\niterations: 10\n")
        #expect(try bench.plan().estimatedSeconds > 0)
        try bench.run()
        // The stub says half a second an iteration with two threads; a plan for one thread needs twice that.
        bench.text = "images: [leaves]\nsize: 128\niterations: 10\n"
        #expect(abs(try bench.plan().estimatedSeconds - 10 * 0.5 * 2 * 4) < 1e-9)
    }

    /// Most of a small network's time goes elsewhere than into convolutions.
    @Test func smallNetworksSayLittleOfLargeOnes() throws {
        let bench = try Bench("images: [leaves]\nsize: 64\niterations: 10\nnetwork: {width: 8}\n")
        let large = "images: [leaves]\nsize: 256\niterations: 10\n"
        bench.text = large
        let unknown = try bench.plan().estimatedSeconds
        bench.text = "images: [leaves]\nsize: 64\niterations: 10\nnetwork: {width: 8}\n"
        try bench.run()
        bench.text = large
        #expect(try bench.plan().estimatedSeconds == unknown)
        bench.text = "images: [leaves]\nsize: 128\niterations: 10\nnetwork: {width: 8}\n"
        #expect(try abs(bench.plan().estimatedSeconds - 10 * 0.5 * 2 * 4) < 1e-9)
    }
}
