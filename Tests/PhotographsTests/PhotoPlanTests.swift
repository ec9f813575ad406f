import Imaging
import Networks
import Restoration
import Runs
import Testing

@testable import Photographs

@Suite struct PhotoPlanTests {
    private let bench: PhotoBench
    private let scene = SyntheticImage.leaves.image(width: 90, height: 70)

    init() throws {
        bench = try PhotoBench(GaussianNoise(sigma: 25, seed: 0).apply(to: scene), as: "noisy.png")
        try bench.write(SyntheticImage.harbour.image(width: 400, height: 300), to: "large.png")
    }

    @Test func theNoiseChoosesTheCeilingAndTheStop() throws {
        let plan = try bench.plan("noisy.png", .denoise)
        let sigma = try #require(plan.estimate.sigma)
        #expect(abs(sigma - 25) < 5 && plan.settings.sigma == sigma)
        #expect(plan.settings.stop == .averageTarget(sigma: sigma))
        #expect(plan.settings.lipschitz == PhotoDefaults.ceiling(.denoise, sigma: sigma))
        #expect(plan.settings.iterations == 3000 && plan.settings.ema == 0.99)
        #expect(plan.grid.count == 1 && plan.configuration.padsImage && plan.configuration.stop == nil)

        let given = try bench.plan("noisy.png", .denoise) {
            ($0.sigma, $0.stop, $0.iterations, $0.seed) = (40, .windowedVariance, 17, 5)
        }
        #expect(
            given.settings.sigma == 40 && given.configuration.stop == .windowedVariance()
                && given.configuration.seed == 5)
        #expect(given.configuration.iterations == 17 && given.settings.lipschitz! < plan.settings.lipschitz!)
        #expect(try bench.plan("noisy.png", .denoise) { $0.lipschitz = 0 }.settings.lipschitz == nil)
    }

    @Test func theCeilingFallsWithTheNoise() {
        #expect(PhotoDefaults.ceiling(.denoise, sigma: 25) == 1.4)
        let ceilings = [0, 5, 10, 25, 50, 255].map { PhotoDefaults.ceiling(.denoise, sigma: $0) }
        #expect(zip(ceilings, ceilings.dropFirst()).allSatisfy { $0 >= $1 } && ceilings.first == 3)
        #expect(ceilings.last! > 0.7 && ceilings.last! < 1)
        #expect(PhotoDefaults.ceiling(.denoise, sigma: nil) == 1.4)
        #expect(
            PhotoDefaults.stopName(.denoise, sigma: 0) == .ratio && PhotoDefaults.stopName(.deblock, sigma: 9) == .ratio
        )
    }

    @Test func tasksHaveTheirOwnChoices() throws {
        #expect(try bench.plan("noisy.png", .enhance).settings.iterations == 100)
        #expect(try bench.plan("noisy.png", .enhance).settings.ema == nil)
        #expect(try bench.plan("noisy.png", .deblock).configuration.stop == .ratio())
        let large = try bench.plan("noisy.png", .superResolve) { $0.factor = 2 }
        #expect(
            large.configuration.task == .superResolve(.init(factor: 2)) && !large.configuration.padsImage
                && large.settings.stop == .never)
    }

    @Test func previewsAreReduced() throws {
        let plan = try bench.plan("large.png", .denoise) { $0.previewSide = 100 }
        #expect(
            plan.photograph.image.width == 100 && plan.photograph.image.height == 75 && plan.settings.iterations == 800)
    }

    @Test func littleMemoryAsksForTiles() throws {
        let whole = try bench.plan("large.png", .denoise)
        #expect(whole.grid.count == 1 && whole.memory < whole.memoryLimit)
        let tiled = try bench.plan("large.png", .denoise) { $0.memory = whole.memory * 2 / 3 }
        #expect(tiled.grid.count > 1 && tiled.memory <= whole.memory * 2 / 3)
        let network = try #require(
            try tiled.configuration.network(
                channels: 3, height: tiled.grid.tileHeight, width: tiled.grid.tileWidth))
        #expect(tiled.memory > PlannedMemory(network, threads: 1).total)
        let sentence = bench.sentence { _ = try bench.plan("large.png", .denoise) { $0.memory = 100 << 20 } }
        #expect(
            sentence?.contains("large.png: restoring 400 x 300 pixels with the smallest tile, 128 x 128 pixels, needs ")
                == true)
        #expect(
            sentence?.contains(" MB, more than the limit of 100 MB; raise the limit with --memory ") == true
                && sentence?.hasSuffix("with --preview") == true)
    }

    /// The memory that a refusal names is enough.
    @Test func theRefusalNamesWhatWouldWork() throws {
        let sentence = try #require(
            bench.sentence { _ = try bench.plan("large.png", .denoise) { $0.memory = 100 << 20 } })
        let named = try #require(sentence.firstMatch(of: #/--memory (\d+)MB/#).flatMap { Int($0.1) })
        #expect(try bench.plan("large.png", .denoise) { $0.memory = named << 20 }.grid.tileWidth == 128)
    }

    @Test func tilesMayBeGiven() throws {
        let plan = try bench.plan("large.png", .denoise) { $0.tile = 150 }
        #expect(plan.grid.tileHeight == 160 && plan.grid.tileWidth == 160 && plan.grid.count == 9)
        let sentence = bench.sentence {
            _ = try bench.plan("large.png", .denoise) { ($0.tile, $0.memory) = (256, 150 << 20) }
        }
        #expect(
            sentence?.contains("with a tile of 256 x 256 pixels needs ") == true
                && sentence?.hasSuffix("use smaller tiles with --tile") == true)
    }

    @Test func masksMustSuitThePhotograph() throws {
        var mask = Image(channels: 1, height: 300, width: 400, repeating: 1)
        for y in 0..<140 { for x in 0..<140 { mask[0, y, x] = 0 } }
        let path = try bench.write(mask, to: "mask.png")
        let plan = try bench.plan("large.png", .inpaint) { $0.mask = path }
        #expect(plan.unknownPixels == 140 * 140 && plan.mask?.channels == 3)
        #expect(
            bench.sentence { _ = try bench.plan("large.png", .inpaint) { ($0.mask, $0.tile) = (path, 128) } }?
                .contains("no pixel is known in tile 1 of ") == true)
        #expect(
            bench.sentence { _ = try bench.plan("noisy.png", .inpaint) { $0.mask = path } }
                == "mask.png: the mask is 400 x 300, its image 90 x 70; they must have the same size")
        let white = try bench.write(Image(channels: 1, height: 300, width: 400, repeating: 1), to: "white.png")
        #expect(
            bench.sentence { _ = try bench.plan("large.png", .inpaint) { $0.mask = white } }?.contains(
                "white.png: the mask is white everywhere") == true)
        // Where a pixel of a preview is made of known and unknown ones, it is unknown.
        let small = try bench.plan("large.png", .inpaint) { ($0.mask, $0.previewSide) = (path, 133) }
        #expect(small.unknownPixels == 47 * 47)
    }

    @Test(arguments: [(PhotoTask.denoise, 4, 33), (.superResolve, 2, 17), (.superResolve, 4, 9), (.superResolve, 8, 5)])
    func smallPhotographsAreRefused(task: PhotoTask, factor: Int, least: Int) throws {
        try bench.write(Image(channels: 1, height: least, width: least + 3, repeating: 0.5), to: "least.png")
        #expect(try bench.plan("least.png", task) { $0.factor = factor }.grid.count == 1)
        try bench.write(Image(channels: 1, height: 64, width: least - 1, repeating: 0.5), to: "tiny.png")
        #expect(
            bench.sentence { _ = try bench.plan("tiny.png", task) { $0.factor = factor } }
                == "tiny.png: is \(least - 1) x 64 pixels; at least \(least) x \(least) are needed")
    }

    /// A run and a photograph of the same network and size: the photograph takes itself beside.
    @Test func aPhotographNeedsAsMuchAsARunAndItself() throws {
        let needs = MemoryEstimate(), bench = try PhotoBench()
        try bench.write(SyntheticImage.harbour.image(width: 256, height: 192), to: "photo.png")
        let plan = try bench.plan("photo.png", .denoise)
        let fit = try needs.bytes(plan.configuration, channels: 3, height: 192, width: 256, threads: 1)
        #expect(plan.memory - fit == 256 * 192 * 4 * (3 * 3 + 3 + 2))
    }
}
