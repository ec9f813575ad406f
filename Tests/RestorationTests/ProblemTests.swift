import Imaging
import Testing
@testable import Restoration

/// Degraded images and what they are compared with (METHOD section 5).
@Suite struct ProblemTests {
    @Test func denoising() {
        let problem = Problem(task: .denoise(sigma: 25), clean: SmallFit.clean, seed: 7)
        #expect(problem.clean == SmallFit.clean)
        #expect(problem.degraded == GaussianNoise(sigma: 25, seed: 7).apply(to: SmallFit.clean))
        #expect(problem.mask == nil)
        #expect(problem.objective.target == problem.degraded.pixels)
        #expect(problem.objective.mask == nil)
        #expect(problem.degraded.pixels.allSatisfy { (0...1).contains($0) })
        let deviation = Measures.meanSquaredError(problem.degraded, problem.clean).squareRoot() * 255
        #expect(deviation > 20 && deviation < 25.5)
    }

    @Test(arguments: [0.5, 0.2])
    func inpainting(keep: Double) throws {
        let problem = Problem(task: .inpaint(keep: keep), clean: SmallFit.clean, seed: 100)
        let mask = try #require(problem.mask)
        #expect(mask == BernoulliMask(keep: keep, seed: 100).mask(channels: 3, height: 64, width: 64))
        #expect(problem.degraded == BernoulliMask(keep: keep, seed: 100).apply(to: SmallFit.clean))
        #expect(Set(mask.pixels) == [0, 1])
        #expect(abs(Double(mask.pixels.reduce(0, +)) / Double(mask.pixels.count) - keep) < 0.02)
        for (place, weight) in mask.pixels.enumerated() {
            #expect(problem.degraded.pixels[place] == (weight == 1 ? problem.clean.pixels[place] : 0))
        }
        #expect(problem.objective.target == problem.degraded.pixels)
        #expect(problem.objective.mask == mask.pixels)
    }

    @Test(arguments: [RestorationTask.denoise(sigma: 25), .inpaint(keep: 0.5)])
    func seedsDecide(_ task: RestorationTask) {
        func degraded(_ seed: UInt32) -> Image { Problem(task: task, clean: SmallFit.clean, seed: seed).degraded }
        #expect(degraded(1) == degraded(1))
        #expect(degraded(1) != degraded(2))
    }

    @Test func taskNames() {
        #expect(RestorationTask.Name.allCases.map(\.rawValue) == ["denoise", "inpaint"])
    }
}
