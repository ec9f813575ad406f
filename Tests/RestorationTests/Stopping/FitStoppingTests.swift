import Architectures
import Imaging
import Testing
@testable import Restoration

/// Stopping rules in a fit.
@Suite struct FitStoppingTests {
    private static let rules: [StoppingRule] = [
        .ratio(window: 5, threshold: 1e9), .windowedVariance(window: 4, patience: 5),
        .exponentialVariance(patience: 5, start: 1),
        .lossTarget(sigma: 60), .oracle, .fixed(iteration: 9),
    ]

    @Test func monitorsChangeNothing() throws {
        var configuration = SmallFit.configuration(iterations: 16)
        let plain = try SmallFit.run(configuration)
        configuration.monitors = Self.rules
        let watched = try SmallFit.run(configuration)
        #expect(watched.curves == plain.curves && watched.result.output == plain.result.output)
        #expect(plain.result.stops.isEmpty)

        let stops = watched.result.stops, psnr = watched.values("psnr").map { $0! }, ssim = watched.values("ssim")
        #expect(stops.map(\.rule) == Self.rules)
        // The variance still falls at the end.
        #expect(stops.filter { $0.chosen == nil }.map(\.rule.name) == [.windowedVariance])
        for stop in stops {
            guard let chosen = stop.chosen else { continue }
            #expect(chosen.outputPSNR == psnr[chosen.iteration] && stop.gap == psnr.max()! - chosen.psnr!)
            // Of an average both are its own.
            let isOutput = stop.rule.name != .exponentialVariance
            #expect(
                (chosen.psnr == psnr[chosen.iteration]) == isOutput && (stop.ssim == ssim[chosen.iteration]) == isOutput
            )
        }
        #expect(
            stops[0].decidedAt == 11,
            "the first iteration after two windows, as every difference is below the threshold")
        #expect(stops[4].chosen?.iteration == psnr.firstIndex(of: psnr.max()!))
        #expect(stops[5].chosen?.iteration == 9)
    }

    @Test func monitorsSeeEveryIterationWhateverIsRecorded() throws {
        var configuration = SmallFit.configuration(iterations: 16)
        configuration.monitors = Self.rules
        let every = try SmallFit.run(configuration)
        configuration.recordEvery = 7
        #expect(try SmallFit.run(configuration).result.stops == every.result.stops)
    }

    @Test func aRuleEndsTheFit() throws {
        var configuration = SmallFit.configuration(iterations: 16)
        let whole = try SmallFit.run(configuration)
        configuration.stop = .fixed(iteration: 9)
        configuration.recordEvery = 4
        configuration.monitors = [.oracle]
        let ended = try SmallFit.run(configuration)
        #expect(ended.rows.map(\.iteration) == [0, 4, 8, 9] && ended.progress.last == 10)
        #expect(ended.curves.last == whole.curves[9])
        let stop = try #require(ended.result.stops.last)
        #expect(stop.endsFit && stop.chosen?.image == ended.result.output)
    }

    @Test func theImageOfThePastIsKept() throws {
        var configuration = SmallFit.configuration(iterations: 40)
        configuration.stop = .windowedVariance(window: 3, patience: 6)
        configuration.learningRate = 0.1
        let outcome = try SmallFit.run(configuration), stop = try #require(outcome.result.stops.first),
            chosen = try #require(stop.chosen)
        #expect(stop.decidedAt == chosen.iteration + 6 && outcome.progress.last == chosen.iteration + 7)
        let fit = try Fit(
            SmallFit.configuration(iterations: 40).with(rate: 0.1),
            problem: Problem(task: configuration.task, clean: SmallFit.clean, seed: 3), threads: 1)
        while fit.iteration <= chosen.iteration { _ = try fit.step() }
        #expect(fit.result.output == chosen.image)
    }

    @Test func aPhotographNeedsNoCleanImage() throws {
        var configuration = SmallFit.configuration(iterations: 20)
        configuration.monitors = [.oracle, .ratio(window: 4, threshold: 1e9)]
        let photograph = try #require(
            Problem(task: configuration.task, clean: SmallFit.clean, seed: 3).degraded as Image?)
        let fit = try Fit(configuration, problem: Problem(photograph: photograph, task: configuration.task), threads: 1)
        var rows: [FitRow] = []
        while !fit.isDone { if let row = try fit.step() { rows.append(row) } }
        #expect(fit.result.best == nil && fit.result.finalPSNR == nil)
        #expect(fit.result.stops.map { $0.chosen?.iteration } == [nil, 9])
        #expect(fit.result.stops[1].gap == nil && fit.result.stops[1].ssim == nil)
        let known = try SmallFit.run(SmallFit.configuration(iterations: 20))
        #expect(rows.map { $0.values[0] } == known.values("loss") && fit.result.output == known.result.output)
    }
}

extension FitConfiguration {
    fileprivate func with(rate: Double) -> FitConfiguration {
        var copy = self
        copy.learningRate = rate
        return copy
    }
}
