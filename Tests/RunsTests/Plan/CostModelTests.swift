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

    /// Virtual machines call processors with and without AVX-512 the same.
    @Test func recordsOfOtherInstructionsSayNothing() throws {
        let bench = try Bench("images: [leaves]\nsize: 64\niterations: 10\n"),
            larger = "images: [leaves]\nsize: 128\niterations: 10\n"
        bench.text = larger
        let unknown = try bench.plan().estimatedSeconds
        bench.text = "images: [leaves]\nsize: 64\niterations: 10\n"
        bench.provenance.instructions = "others"
        try bench.run()
        bench.text = larger
        #expect(try bench.plan().estimatedSeconds == unknown)
        bench.text = "images: [leaves]\nsize: 64\niterations: 10\nseed: 1\n"
        bench.provenance.instructions = "\(VectorLevel.build)"
        try bench.run()
        bench.text = larger
        #expect(try abs(bench.plan().estimatedSeconds - 10 * 0.5 * 2 * 4) < 1e-9)
    }

    /// The stub's half a second is fast for so large a network: 6e11 operations a second and thread.
    @Test func aRecordThatNamesNoInstructionsMayBeOfAFasterProcessor() throws {
        let bench = try Bench("images: [leaves]\nsize: 512\niterations: 10\n")
        try bench.run()
        let run = try bench.plan().runs[0]
        func seconds(_ level: VectorLevel) -> Double {
            CostModel(store: bench.store, threads: 2, cpu: HostMachine.cpu, level: level).seconds(
                run.run.spec.fit.architecture, channels: 3, height: 512, width: 512)
        }
        #expect(abs(seconds(.avx512) - 0.5) < 1e-9)
        #expect(seconds(.avx2) > 1.5)
    }
}
