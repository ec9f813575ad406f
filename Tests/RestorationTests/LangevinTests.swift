import Imaging
import Testing
@testable import Restoration

/// Langevin dynamics in a fit: which outputs are sampled, their mean, and what is recorded of it.
@Suite struct LangevinTests {
    private static func configuration(iterations: Int = 9, burnIn: Int = 2, every: Int = 3) -> FitConfiguration {
        var configuration = SmallFit.configuration(iterations: iterations)
        configuration.langevin = Langevin(burnIn: burnIn, every: every)
        return configuration
    }

    @Test(arguments: [(7000, 50, 20_000, 7050), (0, 1, 3, 1), (2, 3, 9, 3), (3, 3, 9, 6)])
    func samplesMultiplesAfterTheBurnIn(_ burnIn: Int, _ every: Int, _ iterations: Int, _ first: Int) {
        let langevin = Langevin(burnIn: burnIn, every: every)
        let sampled = (0..<iterations).filter(langevin.samples)
        #expect(sampled.first == first && sampled.allSatisfy { $0.isMultiple(of: every) })
        #expect(sampled == Array(stride(from: first, to: iterations, by: every)))
        #expect(langevin.samplesAny(of: first + 1) && !langevin.samplesAny(of: first))
    }

    @Test func theResultIsTheMeanOfTheSamples() throws {
        let outcome = try SmallFit.run(Self.configuration())
        // Iterations 3 and 6; a shorter fit's last output is this iteration's.
        let samples = try [3, 6].map { try SmallFit.run(Self.configuration(iterations: $0 + 1)).result.output }
        let mean = try #require(outcome.result.posteriorMean)
        let differences = mean.pixels.indices.map {
            abs(mean.pixels[$0] - (samples[0].pixels[$0] + samples[1].pixels[$0]) / 2)
        }
        #expect(differences.max()! < 1e-6)
        let column = outcome.values("psnr_sgld")
        #expect(column.prefix(3).allSatisfy { $0 == nil })
        #expect(column[3] == ImageMetrics.psnr(samples[0], SmallFit.clean) && column[5] == column[3])
        #expect(
            column[6] == ImageMetrics.psnr(mean, SmallFit.clean) && column[8] == column[6] && column[6] != column[5])
    }

    @Test func samplesNeedNotBeRecorded() throws {
        var configuration = Self.configuration()
        let all = try SmallFit.run(configuration)
        configuration.recordEvery = 8
        let some = try SmallFit.run(configuration)
        #expect(
            some.result.posteriorMean == all.result.posteriorMean
                && some.values("psnr_sgld") == [nil, all.values("psnr_sgld")[8]])
    }

    @Test func theNoiseIsOfTheLearningRate() throws {
        let plain = try SmallFit.run(SmallFit.configuration(iterations: 3))
        let noisy = try SmallFit.run(Self.configuration(iterations: 3))
        // The first output is from before any update; the network and its input are those of the plain fit.
        #expect(
            noisy.values("loss")[0] == plain.values("loss")[0] && noisy.values("loss")[1] != plain.values("loss")[1])
        #expect(Self.configuration().optimizer.noise == .init(deviation: 0.02, seed: 3))
        #expect(SmallFit.configuration().optimizer.noise == nil)
        #expect(plain.columns.contains("psnr_sgld") == false && plain.result.posteriorMean == nil)
        var quiet = Self.configuration(iterations: 3)
        quiet.langevin?.noise = 0
        #expect(try SmallFit.run(quiet).values("loss") == plain.values("loss"))
    }

    @Test func threadsDoNotMatter() throws {
        let reference = try SmallFit.run(Self.configuration(), threads: 1)
        let other = try SmallFit.run(Self.configuration(), threads: 3)
        #expect(other.curves == reference.curves && other.result.posteriorMean == reference.result.posteriorMean)
    }

    /// State taken between two samples is enough to end with the same mean.
    @Test func aContinuedFitHasTheSameMean() throws {
        let configuration = Self.configuration()
        let problem = try Problem(task: configuration.task, clean: SmallFit.clean, seed: configuration.seed)
        let whole = try Fit(configuration, problem: problem, threads: 1)
        while whole.iteration < 5 { _ = try whole.step() }
        let continued = try Fit(configuration, problem: problem, threads: 2)
        try continued.restore(whole.state)
        while !whole.isDone { _ = try whole.step() }
        while !continued.isDone { _ = try continued.step() }
        #expect(
            continued.result.posteriorMean == whole.result.posteriorMean
                && continued.result.output == whole.result.output)
    }
}
