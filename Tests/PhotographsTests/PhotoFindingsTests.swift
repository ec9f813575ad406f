import Imaging
import Testing
@testable import Photographs

/// What is said about a restoration that did not go as planned.
@Suite struct PhotoFindingsTests {
    private let bench: PhotoBench

    init() throws {
        bench = try PhotoBench()
        let scene = SyntheticImage.harbour.image(width: 150, height: 100)
        try bench.write(GaussianNoise(sigma: 10, seed: 0).apply(to: scene), to: "photo.png")
        try bench.write(SyntheticImage.harbour.image(width: 40, height: 36), to: "small.png")
    }

    private func findings(_ task: PhotoTask, change: @escaping (inout PhotoRequest) -> Void) throws -> [String] {
        let plan = try bench.plan("photo.png", task, change: change)
        return plan.findings(try bench.restore(plan))
    }

    /// Outcomes of tiles of the photograph, without a fit.
    private func findings(
        _ plan: PhotoPlan, _ ending: RestoredTile.Ending, loss: Double? = nil, target: Double? = nil
    ) -> [String] {
        let tile = RestoredTile(
            plan.grid.place(0), iterations: plan.settings.iterations, ending: ending,
            misfit: PhotoMisfit(loss: loss, target: target), secondsPerIteration: nil)
        return plan.findings(RestoredPhoto(image: plan.photograph.image, tiles: [tile]))
    }

    /// The average is black, so that it never comes near the photograph.
    @Test func aTargetThatIsNotReachedIsSaidWithItsNumbers() throws {
        bench.collapsesAt = 0
        let plan = try bench.plan("small.png", .denoise) { ($0.sigma, $0.iterations) = (10, 400) }
        let restored = try bench.restore(plan), tile = restored.tiles[0]
        #expect(restored.ending == .notStopped)
        let black = Image(channels: 3, height: 36, width: 40)
        #expect(tile.loss == ImageMetrics.meanSquaredError(black, plan.photograph.image))
        #expect(tile.target == ClippedNoise(sigma: 10).meanSquare(over: black))
        let sentence = try #require(plan.findings(restored).first)
        #expect(
            try #/not finished: loss 0\.\d+, target 0\.000\d+; try --iterations 3000/#.wholeMatch(in: sentence) != nil)
    }

    @Test func theAdviceDependsOnWhatWasTried() throws {
        let short = try bench.plan("photo.png", .denoise) { ($0.sigma, $0.iterations) = (10, 120) }
        #expect(
            findings(short, .notStopped, loss: 0.004, target: 0.0009)
                == ["not finished: loss 0.004, target 0.0009; try --iterations 3000"])
        #expect(
            findings(short, .interrupted, loss: 0.004, target: 0.0009)
                == ["not finished: loss 0.004, target 0.0009; let it run to its end"])
        let long = try bench.plan("photo.png", .denoise) { ($0.sigma, $0.iterations) = (10, 3000) }
        #expect(
            findings(long, .notStopped, loss: 0.004, target: 0.0009)
                == ["not finished: loss 0.004, target 0.0009; try --iterations 6000, or a larger --sigma"])
        #expect(findings(long, .stopped, loss: 0.0009, target: 0.0009).isEmpty)
        // The picture is an output that is there already; the average is behind.
        #expect(findings(short, .notStopped, loss: 0.0008, target: 0.0009).isEmpty)
    }

    @Test func aRuleThatNeverFiredIsNamed() throws {
        #expect(
            try findings(.deblock) { $0.iterations = 5 }
                == ["not finished: the rule ratio has not fired; try --iterations 3000"])
        let long = try bench.plan("photo.png", .deblock) { $0.iterations = 3000 }
        #expect(
            findings(long, .notStopped)
                == ["not finished: the rule ratio has not fired; try --iterations 6000, or --stop es-wmv"])
        #expect(
            try findings(.deblock) { ($0.iterations, $0.tile) = (5, 96) }
                == ["not finished: 4 of 4 tiles: the rule ratio has not fired; try --iterations 3000"])
    }

    @Test func fewIterationsWithoutARuleAreSaid() throws {
        #expect(
            try findings(.superResolve) { ($0.iterations, $0.factor) = (499, 2) }
                == ["only 499 iterations, so detail may be missing; try --iterations 2000"])
        #expect(try findings(.superResolve) { ($0.iterations, $0.factor) = (500, 2) }.isEmpty)
    }

    @Test func whatRemovesMoreThanTheNoiseIsSaid() throws {
        let plan = try bench.plan("photo.png", .denoise) { ($0.sigma, $0.stop) = (10, .ratio) }
        #expect(
            findings(plan, .stopped, loss: 0.004, target: 0.0015)
                == [
                    "more is removed than noise of sigma 10.0: loss 0.004, expected 0.0015, so detail is lost; "
                        + "try a larger --lipschitz"
                ])
        #expect(findings(plan, .stopped, loss: 0.002, target: 0.0015).isEmpty)
    }

    @Test func aSigmaOfAnotherScaleIsDoubted() throws {
        #expect(
            try bench.plan("photo.png", .denoise) { $0.sigma = 0.1 }.doubts
                == [
                    "sigma counts from 0 to 255, so 0.1 is hardly any noise; 0.1 on a scale of 0 to 1 is --sigma 25.5"
                ])
        #expect(try bench.plan("photo.png", .denoise) { $0.sigma = 1 }.doubts.isEmpty)
        #expect(try bench.plan("photo.png", .denoise).doubts.isEmpty)
    }
}
