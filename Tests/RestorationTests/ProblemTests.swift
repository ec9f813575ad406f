import Imaging
import Kernels
import Testing
@testable import Restoration

/// Degraded images and what they are compared with (METHOD section 5).
@Suite struct ProblemTests {
    @Test func denoising() throws {
        let problem = try Problem(task: .denoise(sigma: 25), clean: SmallFit.clean, seed: 7)
        #expect(problem.clean == SmallFit.clean)
        #expect(problem.degraded == GaussianNoise(sigma: 25, seed: 7).apply(to: SmallFit.clean))
        #expect(problem.mask == nil)
        #expect(problem.objective.target == problem.degraded.pixels)
        #expect(problem.objective.mask == nil)
        #expect(problem.degraded.pixels.allSatisfy { (0...1).contains($0) })
        let deviation = ImageMetrics.meanSquaredError(problem.degraded, SmallFit.clean).squareRoot() * 255
        #expect(deviation > 20 && deviation < 25.5)
    }

    @Test func otherNoise() throws {
        for (task, degraded) in [
            (RestorationTask.poisson(peak: 30), PoissonNoise(peak: 30, seed: 7).apply(to: SmallFit.clean)),
            (.impulse(fraction: 0.1), ImpulseNoise(fraction: 0.1, seed: 7).apply(to: SmallFit.clean)),
        ] {
            let problem = try Problem(task: task, clean: SmallFit.clean, seed: 7)
            #expect(problem.degraded == degraded)
            #expect(problem.degraded != problem.clean)
            #expect(problem.objective.target == degraded.pixels)
            #expect(problem.objective.mask == nil)
        }
    }

    @Test func deblocking() throws {
        let problem = try Problem(task: .deblock(quality: 10), clean: SmallFit.clean, seed: 7)
        #expect(try problem.degraded == JPEGCompression(quality: 10).apply(to: SmallFit.clean))
        #expect(problem.degraded != problem.clean)
        #expect(problem.objective.target == problem.degraded.pixels)
        #expect(problem.objective.mask == nil)
        #expect(throws: ImageFileError.self) {
            _ = try Problem(task: .deblock(quality: 10), clean: Image(channels: 1, height: 16, width: 65504), seed: 0)
        }
    }

    @Test(arguments: [0.5, 0.2])
    func inpainting(keep: Double) throws {
        let problem = try Problem(task: .inpaint(keep: keep), clean: SmallFit.clean, seed: 100)
        let mask = try #require(problem.mask)
        #expect(mask == BernoulliMask(keep: keep, seed: 100).mask(channels: 3, height: 64, width: 64))
        #expect(problem.degraded == BernoulliMask(keep: keep, seed: 100).apply(to: SmallFit.clean))
        #expect(Set(mask.pixels) == [0, 1])
        let kept: Float = mask.pixels.reduce(0, +)
        let share: Double = Double(kept) / Double(mask.pixels.count)
        #expect(abs(share - keep) < 0.02)
        for (place, weight) in mask.pixels.enumerated() {
            #expect(problem.degraded.pixels[place] == (weight == 1 ? SmallFit.clean.pixels[place] : 0))
        }
        #expect(problem.objective.target == problem.degraded.pixels)
        #expect(problem.objective.mask == mask.pixels)
    }

    @Test func inpaintingOfRegions() throws {
        var regions = Image(channels: 3, height: 64, width: 64, repeating: 1)
        for c in 0..<3 { for y in 20..<40 { regions[c, y, 10] = 0 } }
        let problem = try Problem(
            task: .inpaintRegion(mask: "hole.png"), clean: SmallFit.clean, seed: 0, regions: regions)
        #expect(problem.mask == regions)
        #expect(problem.objective.mask == regions.pixels)
        #expect(problem.objective.target == problem.degraded.pixels)
        for i in regions.pixels.indices {
            #expect(problem.degraded.pixels[i] == (regions.pixels[i] == 1 ? SmallFit.clean.pixels[i] : 0))
        }
        #expect(Set(problem.pictures.keys) == ["clean.png", "degraded.png", "mask.png"])
        #expect(problem.pictures["mask.png"] == regions)
    }

    @Test(arguments: [Downsampling(factor: 2), Downsampling(factor: 4, kernel: .lanczos3), Downsampling(factor: 8)])
    func superResolution(_ downsampling: Downsampling) throws {
        let clean = SmallFit.clean, factor = downsampling.factor
        let problem = try Problem(task: .superResolve(downsampling), clean: clean, seed: 0)
        #expect(problem.clean == clean)
        #expect(
            problem.degraded.height == 64 / factor && problem.degraded.width == 64 / factor
                && problem.degraded.channels == 3)
        #expect(problem.degraded.pixels == downsampling.apply(clean.pixels, channels: 3, height: 64, width: 64))
        #expect(problem.objective.target == problem.degraded.pixels)
        #expect(problem.objective.downsampling == downsampling)
        let bicubic = problem.degraded.enlarged(by: factor, .bicubic),
            nearest = problem.degraded.enlarged(by: factor, .nearest)
        #expect(problem.reference == bicubic)
        #expect(
            problem.pictures == [
                "clean.png": clean, "degraded.png": problem.degraded, "bicubic.png": bicubic, "nearest.png": nearest,
            ])
        #expect(
            problem.scores == [
                "psnr_input": ImageMetrics.psnr(bicubic, clean)!, "ssim_input": ImageMetrics.ssim(bicubic, clean)!,
                "psnr_bicubic": ImageMetrics.psnr(bicubic, clean)!,
                "psnr_y_bicubic": ImageMetrics.psnrY(bicubic, clean)!,
                "psnr_nearest": ImageMetrics.psnr(nearest, clean)!,
                "psnr_y_nearest": ImageMetrics.psnrY(nearest, clean)!,
            ])
    }

    @Test func enhancement() throws {
        let clean = SmallFit.clean, output = Image(channels: 3, height: 64, width: 64, repeating: 0.5)
        for detail in DetailEnhancement.allCases {
            let problem = try Problem(task: .enhance(detail), clean: clean, seed: 0)
            #expect(problem.clean == clean && problem.degraded == clean && problem.objective.target == clean.pixels)
            #expect(problem.enhanced(output) == detail.apply(to: clean, smooth: output))
        }
        #expect(try Problem(task: .denoise(sigma: 25), clean: clean, seed: 0).enhanced(output) == nil)
    }

    @Test func reconstruction() throws {
        let clean = SmallFit.clean
        for (target, expected) in [
            (ReconstructionTarget.image, clean),
            (.noisy(sigma: 50), GaussianNoise(sigma: 50, seed: 4).apply(to: clean)),
            (.shuffled, ShuffledPixels(seed: 4).apply(to: clean)),
            (.whiteNoise, WhiteNoise.image(channels: 3, height: 64, width: 64, seed: 4)),
        ] {
            let problem = try Problem(task: .reconstruct(target), clean: clean, seed: 4)
            #expect(problem.clean == expected && problem.degraded == expected && problem.reference == expected)
            #expect(problem.objective.target == expected.pixels)
            #expect(problem.pictures == ["clean.png": expected, "degraded.png": expected] && problem.scores.isEmpty)
        }
    }

    @Test(arguments: [
        RestorationTask.denoise(sigma: 25), .poisson(peak: 30), .impulse(fraction: 0.1), .inpaint(keep: 0.5),
    ])
    func seedsDecide(_ task: RestorationTask) throws {
        func degraded(_ seed: UInt32) throws -> Image {
            try Problem(task: task, clean: SmallFit.clean, seed: seed).degraded
        }
        #expect(try degraded(1) == degraded(1))
        #expect(try degraded(1) != degraded(2))
    }

    @Test func taskNames() {
        #expect(
            RestorationTask.Name.allCases.map(\.rawValue)
                == ["denoise", "poisson", "impulse", "deblock", "inpaint", "super-resolve", "enhance", "reconstruct"])
    }
}
