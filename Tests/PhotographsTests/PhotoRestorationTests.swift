import Imaging
import Testing

@testable import Photographs
@testable import Restoration

/// With a stub whose output is the degraded image itself.
@Suite struct PhotoRestorationTests {
    private let bench: PhotoBench
    private let scene = SyntheticImage.harbour.image(width: 150, height: 100)

    init() throws { bench = try PhotoBench(scene) }

    private func isClose(_ one: Image, _ other: Image, within tolerance: Float = 0.003) -> Bool {
        one.width == other.width && one.height == other.height
            && zip(one.pixels, other.pixels).allSatisfy { abs($0 - $1) <= tolerance }
    }

    @Test func tilesAreRestoredInTurnAndPutTogether() throws {
        let plan = try bench.plan("photo.png", .deblock) { ($0.tile, $0.iterations) = (64, 3) }
        let restored = try bench.restore(plan)
        #expect(plan.grid.count == 6 && restored.tiles.map(\.iterations) == Array(repeating: 3, count: 6))
        #expect(restored.tiles.allSatisfy { $0.ending == .notStopped } && restored.ending == .notStopped)
        #expect(
            restored.tiles[4].left == plan.grid.columns.parts[1].lowerBound && restored.tiles[4].top == 36
                && restored.tiles[4].width == 64)
        #expect(isClose(restored.image, scene))
        #expect(bench.columns == ["tile", "iteration", "loss", "psnr", "seconds"])
        let tiles: [Double?] = bench.rows.map { $0[0] },
            expected: [Double?] = [1, 1, 1, 2, 2, 2, 3, 3, 3, 4, 4, 4, 5, 5, 5, 6, 6, 6]
        #expect(tiles == expected)
        #expect(bench.sink.text.contains("[6/6] photo.png  complete: 0:00\n") && !bench.sink.text.contains("dB"))
    }

    /// The stub's average is the photograph, which is nearer to itself than noise would make it.
    @Test func theTargetEndsATile() throws {
        let restored = try bench.restore(try bench.plan("photo.png", .denoise) { $0.sigma = 5 })
        #expect(
            restored.tiles.map(\.iterations) == [1] && restored.tiles[0].ending == .stopped && !restored.isInterrupted)
    }

    @Test(arguments: [2, 4, 8])
    func superResolutionCutsWhatWasPadded(factor: Int) throws {
        let plan = try bench.plan("photo.png", .superResolve) { ($0.factor, $0.iterations, $0.tile) = (factor, 1, 70) }
        let restored = try bench.restore(plan)
        #expect(plan.grid.count > 1)
        // The stub's output is bicubic; tiles do not know what lies beyond their edges, where they do not count.
        #expect(isClose(restored.image, scene.enlarged(by: factor, .bicubic), within: 0.02))
        #expect(ImageMetrics.psnr(restored.image, scene.enlarged(by: factor, .bicubic))! > 50)
    }

    @Test func knownPixelsStayAsTheyAre() throws {
        var mask = Image(channels: 1, height: 100, width: 150, repeating: 1)
        for y in 20..<40 { for x in 30..<80 { mask[0, y, x] = 0 } }
        let path = try bench.write(mask, to: "mask.png")
        let restored = try bench.restore(try bench.plan("photo.png", .inpaint) { ($0.mask, $0.iterations) = (path, 1) })
        let photo = try PNGFile.read(bench.folder.path + "/photo.png")
        for i in photo.pixels.indices {
            // The stub leaves black what is not known.
            #expect(restored.image.pixels[i] == (mask.pixels[i % mask.pixels.count] == 1 ? photo.pixels[i] : 0))
        }
    }

    @Test func aSignalKeepsWhatIsThere() throws {
        let plan = try bench.plan("photo.png", .deblock) { ($0.tile, $0.iterations) = (96, 500) }
        var asked = 0
        // During the second tile, after 250 of its iterations.
        bench.isInterrupted = {
            asked += 1; return asked > 2 + 500 + 250
        }
        let restored = try bench.restore(plan)
        #expect(restored.isInterrupted && restored.tiles.count == 4)
        #expect(restored.tiles.map(\.ending) == [.notStopped, .interrupted, .untouched, .untouched])
        #expect(
            restored.tiles[1].iterations > 200 && restored.tiles[1].iterations < 260 && restored.restored.count == 2)
        #expect(isClose(restored.image, scene))
        #expect(bench.sink.text.hasSuffix("[1/4] photo.png  interrupted\n"))
    }

    /// The only tile is kept from its first iteration on; beside others the photograph itself is better.
    @Test(arguments: [(nil, 1, 1), (nil, 0, 0), (96, 9, 0), (96, 120, 1)])
    func anEarlySignalKeepsWhatThereIs(tile: Int?, iterations: Int, kept: Int) throws {
        var asked = 0
        bench.isInterrupted = {
            asked += 1; return asked > 1 + iterations
        }
        if iterations == 0 { bench.isInterrupted = { true } }
        let restored = try bench.restore(
            try bench.plan("photo.png", .superResolve) { ($0.factor, $0.tile) = (2, tile) })
        #expect(restored.restored.count == kept && restored.ending == .interrupted && restored.image.width == 300)
        if kept == 1 {
            #expect(restored.tiles[0].iterations == iterations && restored.tiles[0].ending == .interrupted)
        }
    }

    /// The stub's average is the enlarged photograph, black from the collapse.
    @Test(arguments: [nil, 410, 1])
    func aCollapseDoesNotReachTheResult(at iteration: Int?) throws {
        bench.collapsesAt = iteration
        let restored = try bench.restore(
            try bench.plan("photo.png", .superResolve) { ($0.factor, $0.iterations) = (2, 420) })
        #expect(ImageMetrics.psnr(restored.image, scene.enlarged(by: 2, .bicubic))! > 50)
    }

    /// The average once it has settled; an earlier output where a rule has chosen that.
    @Test func theResultIsTheAverageOrWhatTheRuleChose() throws {
        func flat(_ value: Float) -> Image { Image(channels: 1, height: 1, width: 1, repeating: value) }
        func result(chosen iteration: Int?) -> FitResult {
            let choice = iteration.map {
                StopOutcome.Choice(iteration: $0, image: flat(0.3), psnr: nil, outputPSNR: nil)
            }
            let outcome = StopOutcome(
                rule: .ratio(), endsFit: true, decidedAt: iteration, chosen: choice, candidate: choice, ssim: nil,
                bestPSNR: nil)
            return FitResult(
                output: flat(0.1), averaged: flat(0.2), best: nil, finalPSNR: nil, stops: [outcome],
                secondsPerIteration: 1, parameterCount: 1)
        }
        let settings = try bench.plan("photo.png", .deblock).settings
        #expect(settings.picture(result(chosen: nil), settled: nil, iterations: 399) == flat(0.1))
        #expect(settings.picture(result(chosen: nil), settled: flat(0.4), iterations: 399) == flat(0.1))
        #expect(settings.picture(result(chosen: nil), settled: flat(0.4), iterations: 400) == flat(0.4))
        #expect(settings.picture(result(chosen: nil), settled: nil, iterations: 400) == flat(0.2))
        #expect(settings.picture(result(chosen: 499), settled: nil, iterations: 500) == flat(0.2))
        #expect(settings.picture(result(chosen: 400), settled: nil, iterations: 500) == flat(0.3))
        // The record names the iteration of a chosen output only where the picture is that output.
        #expect(PhotoSettings.chosen(result(chosen: 499), iterations: 500) == nil)
        #expect(PhotoSettings.chosen(result(chosen: 400), iterations: 500)?.iteration == 400)
    }
}
