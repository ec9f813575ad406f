import SpecFixtures
import Testing

@testable import Specs

/// `seeds` repeats every case.
@Suite struct SeedsTests {
    private let text =
        "images: [leaves]\nseeds: [0, 7]\nsweep: {network.lipschitz: [1, 2]}\nscale: {crop128: {sweep: {network.width: [8]}}, quick: {seed: 3}}"

    @Test func seedsAreTheLastAxis() throws {
        let runs = try experiment(text).runs
        #expect(
            runs.map(\.label) == [
                "network.lipschitz=1 seed=0", "network.lipschitz=1 seed=7",
                "network.lipschitz=2 seed=0", "network.lipschitz=2 seed=7",
            ])
        #expect(runs.map(\.spec.fit.seed) == [0, 7, 0, 7])
        #expect(runs[1].axes == [.init(key: "network.lipschitz", value: "1"), .init(key: "seed", value: "7")])
        // A run is the same as one that names its seed.
        #expect(try onlyRun("images: [leaves]\nseed: 7\nnetwork: {lipschitz: 2}").hashedText == runs[3].spec.hashedText)
        #expect(!runs[0].spec.resolved.contains("seeds"))
    }

    @Test func aNewSweepLeavesThemASeedEndsThem() throws {
        #expect(
            try experiment(text, scale: .crop128).runs.map(\.label) == [
                "network.width=8 seed=0", "network.width=8 seed=7",
            ])
        #expect(
            try experiment(text, scale: .quick).runs.map(\.label) == ["network.lipschitz=1", "network.lipschitz=2"])
        #expect(try experiment(text, scale: .quick).runs.allSatisfy { $0.spec.fit.seed == 3 })
    }

    @Test func argumentsReplaceThem() throws {
        func seeds(_ override: String) throws -> [UInt32] {
            try experiment(text, overrides: ["network.lipschitz=1", override]).runs.map(\.spec.fit.seed)
        }
        #expect(try seeds("seeds=1,2,3") == [1, 2, 3])
        #expect(try seeds("seeds=[4, 5]") == [4, 5])
        #expect(try seeds("seeds=6") == [6])
        #expect(try seeds("seed=9") == [9])
        #expect(try seeds("seed=1,5") == [1, 5])
        #expect(
            try experiment("images: [leaves]\nseed: 3", overrides: ["seeds=1,2"]).runs.map(\.spec.fit.seed) == [1, 2])
        #expect(refusal(text, overrides: ["seeds=1,1"]) == "argument 'seeds=1,1': 'seeds' lists 1 twice")
    }
}
