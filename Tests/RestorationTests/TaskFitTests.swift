import Imaging
import Kernels
import Restoration
import Spectra
import TestSupport
import Testing

/// Fits of every kind of task.
@Suite struct TaskFitTests {
    static let regions = Image(
        channels: 3, height: 64, width: 64, pixels: (0..<3 * 64 * 64).map { $0 / 64 % 64 < 20 ? 0 : 1 })

    private static func run(_ task: RestorationTask, iterations: Int = 4, threads: Int = 1) throws -> SmallFit.Outcome {
        try SmallFit.run(SmallFit.configuration(task: task, iterations: iterations), threads: threads, regions: regions)
    }

    @Test(
        arguments: [
            .poisson(peak: 30), .impulse(fraction: 0.1), .deblock(quality: 10), .inpaintRegion(mask: "hole.png"),
            .superResolve(Downsampling(factor: 2)), .superResolve(Downsampling(factor: 8, kernel: .lanczos3)),
            .enhance(.published),
            .reconstruct(.image), .reconstruct(.noisy(sigma: 25)), .reconstruct(.shuffled), .reconstruct(.whiteNoise),
        ] as [RestorationTask])
    func theLossFallsAndThreadsChangeNothing(_ task: RestorationTask) throws {
        let outcome = try Self.run(task, iterations: 12)
        let losses = outcome.values("loss").map { $0! }
        #expect(losses[11] < losses[0])
        #expect(try Self.run(task, iterations: 12, threads: 2).curves == outcome.curves)
    }

    /// loss = mean over the small image of (D f - y)^2.
    @Test(arguments: [Downsampling(factor: 2, kernel: .lanczos3), Downsampling(factor: 4), Downsampling(factor: 8)])
    func superResolutionComparesSmallImages(_ downsampling: Downsampling) throws {
        let outcome = try Self.run(.superResolve(downsampling))
        let problem = try Problem(task: .superResolve(downsampling), clean: SmallFit.clean, seed: 3)
        let output = outcome.result.output
        let small = NaiveLayers.downsample(
            NaiveMap(channels: 3, height: 64, width: 64, values: output.pixels.map(Double.init)), downsampling)
        let sum = zip(small.values, problem.degraded.pixels).reduce(0.0) {
            $0 + ($1.0 - Double($1.1)) * ($1.0 - Double($1.1))
        }
        let loss = try #require(outcome.values("loss").last!)
        #expect(abs(loss * Double(small.values.count) / sum - 1) < 1e-5)
    }

    @Test func superResolutionIsMeasuredAgainstTheBicubicEnlargement() throws {
        let task = RestorationTask.superResolve(Downsampling(factor: 4))
        let outcome = try Self.run(task)
        let problem = try Problem(task: task, clean: SmallFit.clean, seed: 3), output = outcome.result.output
        let bands = try Bands(count: 5, geometry: .published, width: 64, height: 64)
        let expected = MetricSet(
            clean: SmallFit.clean, degraded: problem.reference, reference: problem.reference, bands: bands
        ).measure(output)
        #expect(outcome.columns.prefix(6) == ["iteration", "loss", "psnr", "psnr_y", "psnr_degraded", "ssim"])
        #expect(outcome.values("psnr_y").last == ImageMetrics.psnrY(output, SmallFit.clean))
        #expect(outcome.values("psnr_degraded").last == expected.psnrDegraded)
        #expect((1...5).map { outcome.values("fbc_\($0)").last! } == expected.fbc)
        #expect(outcome.values("psnr_y").last! != outcome.values("psnr").last!)
    }

    @Test(arguments: [RestorationTask.denoise(sigma: 25), .enhance(.signed), .reconstruct(.image)])
    func theLumaIsForSuperResolutionOnly(_ task: RestorationTask) throws {
        #expect(try !Self.run(task, iterations: 1).columns.contains("psnr_y"))
    }

    /// PSNR is to the target, which is the degraded image too.
    @Test(arguments: [ReconstructionTarget.noisy(sigma: 25), .shuffled, .whiteNoise])
    func reconstructionIsMeasuredAgainstItsTarget(_ target: ReconstructionTarget) throws {
        let outcome = try Self.run(.reconstruct(target))
        let problem = try Problem(task: .reconstruct(target), clean: SmallFit.clean, seed: 3)
        #expect(outcome.values("psnr").last == ImageMetrics.psnr(outcome.result.output, problem.degraded))
        #expect(outcome.values("psnr") == outcome.values("psnr_degraded"))
        #expect(problem.clean != SmallFit.clean)
    }

    /// Grey images of other sides than a square's.
    @Test(arguments: [RestorationTask.deblock(quality: 30), .superResolve(Downsampling(factor: 8))])
    func greyPortraits(_ task: RestorationTask) throws {
        let clean = Image.textured(channels: 1, height: 96, width: 64, seed: 2)
        let outcome = try SmallFit.run(SmallFit.configuration(task: task, iterations: 8), clean: clean)
        let losses = outcome.values("loss").map { $0! }
        #expect(losses[7] < losses[0])
        #expect(outcome.result.output.height == 96 && outcome.result.output.width == 64)
    }
}
