import Records
import Reporting
import Testing

@Suite struct SeedSummaryTests {
    private func record(seed: Int, axes: [String: String] = [:], image: String = "leaves", psnr: Double?, best: Double)
        -> RunRecord
    {
        var summary = ["psnr_best": best]
        summary["psnr"] = psnr
        let provenance = Provenance(
            commit: nil, dirty: nil, compiler: "Swift", dipVersion: "0", numericsVersion: 1, libraries: [:], cpu: "any",
            threads: 1, hostOS: "Linux")
        return RunRecord(
            name: "a", key: "\(seed)", label: "", title: "", dataset: "synthetic", image: image,
            axes: axes.merging(["seed": "\(seed)"]) { $1 }, seed: seed, iterations: 10, recordEvery: 1,
            summary: summary,
            provenance: provenance)
    }

    @Test func meanAndSampleDeviation() throws {
        let spread = try #require(SeedSummary.Spread([20, 24, 28]))
        #expect(spread.mean == 24 && spread.count == 3)
        // (16 + 0 + 16) / 2 = 16.
        #expect(spread.deviation == 4)
        #expect("\(spread)" == "24.00 ± 4.00 dB")
        let single = try #require(SeedSummary.Spread([20.5]))
        #expect(single.mean == 20.5 && single.deviation == nil && "\(single)" == "20.50 dB")
        #expect(SeedSummary.Spread([]) == nil)
    }

    @Test func runsThatDifferInTheirSeedAreOneCase() {
        let groups = SeedSummary.groups([
            record(seed: 0, axes: ["network.lipschitz": "1"], psnr: 20, best: 30),
            record(seed: 5, axes: ["network.lipschitz": "1"], psnr: 22, best: 31),
            record(seed: 0, axes: ["network.lipschitz": "2"], psnr: 10, best: 12),
            record(seed: 5, axes: ["network.lipschitz": "2"], psnr: nil, best: 14),
            record(seed: 0, axes: ["network.lipschitz": "1"], image: "fabric", psnr: 5, best: 6),
        ])
        #expect(
            groups.map(\.label) == [
                "leaves network.lipschitz=1", "leaves network.lipschitz=2", "fabric network.lipschitz=1",
            ])
        #expect(groups.map(\.seeds) == [[0, 5], [0, 5], [0]])
        #expect(groups[0].final?.mean == 21 && groups[0].final?.deviation == 2.0.squareRoot())
        #expect(groups[0].peak?.mean == 30.5)
        // An undefined PSNR is left out of the mean.
        #expect(groups[1].final == SeedSummary.Spread([10]) && groups[1].peak?.count == 2)
        #expect(groups[2].peak?.deviation == nil)
        #expect(groups.allSatisfy { $0.averaged == nil })
    }
}
