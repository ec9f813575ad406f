import Foundation
import Records
import Testing

@testable import Reporting

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
        #expect(spread.mean == 24)
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
        #expect(groups[1].final == SeedSummary.Spread([10]) && groups[1].peak == SeedSummary.Spread([12, 14]))
        #expect(groups[2].peak?.deviation == nil)
        #expect(groups.allSatisfy { $0.averaged == nil })
    }
}

/// Means over runs, and the figures that show them.
@Suite struct MeanCurvesTests {
    private let folder: PlotFolder

    init() throws { folder = try PlotFolder() }

    private func run(_ name: String, _ rows: String) throws -> String {
        let directory = "\(folder.path)/Results/runs/\(name)"
        try Folder.create(directory)
        try AtomicFile.write("iteration,psnr,fbc_1\n" + rows, to: directory + "/curves.csv")
        return directory
    }

    @Test func meansAreOfWhatAllRunsHave() throws {
        let table = try MeanCurves.table(
            of: [run("a", "0,20,0\n10,22,0.5\n20,,1\n25,9,9\n"), run("b", "0,24,0\n10,23,0.5\n20,30,1\n30,9,9\n")],
            columns: ["psnr"])
        #expect(table.columns == ["iteration", "psnr", "psnr_deviation"])
        #expect(table["iteration"] == [0, 10, 20])
        #expect(table["psnr"] == [22, 22.5, nil])
        // Of 20 and 24, and of 22 and 23, with the divisor n - 1.
        let deviations = try #require(table["psnr_deviation"])
        #expect(abs(deviations[0]! - 8.0.squareRoot()) < 1e-12 && abs(deviations[1]! - 0.5.squareRoot()) < 1e-12)
        #expect(deviations[2] == nil)
    }

    @Test func whatCannotBeAveragedIsTold() throws {
        let a = try run("a", "0,20,0\n10,22,0.5\n"), b = try run("b", "5,20,0\n15,22,0.5\n")
        #expect(
            throws: FigureError(
                "\(a) and 1 other runs have 0 recorded iterations in common; their mean needs at least two")
        ) { try MeanCurves.table(of: [a, b], columns: ["psnr"]) }
        #expect(throws: FigureError("\(a)/curves.csv: has no column 'loss'; it has iteration, psnr, fbc_1")) {
            try MeanCurves.table(of: [a, b], columns: ["loss"])
        }
        let c = try run("c", "0,20,0\n10,1e200,0.5\n")
        #expect(
            throws: FigureError(
                "\(c)/curves.csv:3: the value 1e+200 in column 'psnr' cannot be drawn; the largest is 1e+150")
        ) { try MeanCurves.table(of: [a, c], columns: ["psnr"]) }
    }

    @Test(.enabled(if: isGnuplotInstalled)) func aMeanHasABandOfOneDeviation() throws {
        var figure = try folder.figure(series: 2)
        let pair = [try folder.run("one", peak: 24), try folder.run("two", peak: 28)]
        figure.series[1].mean = try MeanCurves.table(of: pair, columns: ["psnr"] + (1...5).map { "fbc_\($0)" })
        figure.averagedOver = "2 seeds"
        let script = try figure.script(in: folder.plots)
        #expect(script.contains("run_2 = 'fake-small-2.csv'") && script.contains("run_1 = '../Results"))
        #expect(script.components(separatedBy: "with filledcurves").count == 2)
        _ = try Gnuplot().render(script: figure.writeScript(in: folder.plots))
        let svg = try folder.svg()
        #expect(svg.contains("Means over 2 seeds; shaded: one standard deviation."))
        #expect(svg.contains("26.0 dB at 40"), "the best of the mean")
        #expect(
            try TextFile.read(folder.plots + "/fake-small-2.csv").hasPrefix("iteration,psnr,psnr_deviation,fbc_1,"))
    }
}
