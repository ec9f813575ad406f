import Architectures
import Imaging
import Networks
import Randomness
import Testing
@testable import Restoration

/// Images whose sides don't suit the network (METHOD section 1, `size: pad`).
@Suite struct PaddedFrameTests {
    private static let clean = Image.textured(channels: 3, height: 70, width: 93, seed: 4)

    private static func configuration(_ task: RestorationTask = .denoise(sigma: 25), iterations: Int = 3)
        -> FitConfiguration
    {
        var configuration = SmallFit.configuration(task: task, iterations: iterations)
        configuration.padsImage = true
        return configuration
    }

    @Test func theImageLiesWherePaddingPutsIt() throws {
        let frame = PaddedFrame(.decoder(.init()), height: 70, width: 93)
        let (padded, original) = try Self.clean.padded(toMultipleOf: 32)
        #expect(frame.height == padded.height && frame.width == padded.width)
        var cut = [Float](repeating: 0, count: Self.clean.pixels.count)
        frame.cut(padded.pixels, into: &cut)
        #expect(cut == Self.clean.pixels)
        #expect(try padded.cropped(original).pixels == cut)
    }

    /// The loss is the mean over the image's own samples, whatever the network puts on the frame, and masks stay masks.
    @Test(arguments: [RestorationTask.denoise(sigma: 25), .inpaint(keep: 0.5)])
    func theLossCountsTheImagesSamplesOnly(_ task: RestorationTask) throws {
        let configuration = Self.configuration(task)
        let outcome = try SmallFit.run(configuration, clean: Self.clean)
        let problem = try Problem(task: task, clean: Self.clean, seed: configuration.seed)
        let output = outcome.result.output
        #expect(output.height == 70 && output.width == 93)
        let mask = problem.mask?.pixels ?? [Float](repeating: 1, count: output.pixels.count)
        let sum = output.pixels.indices.reduce(0.0) { sum, i in
            let difference = Double(mask[i]) * Double(output.pixels[i]) - Double(problem.degraded.pixels[i])
            return sum + difference * difference
        }
        let loss = try #require(outcome.values("loss").last!)
        #expect(abs(loss * Double(output.pixels.count) / sum - 1) < 1e-6)
        #expect(outcome.values("psnr").last == ImageMetrics.psnr(output, Self.clean))
        #expect(outcome.result.best?.image.width == 93)
        let losses = outcome.values("loss").compactMap(\.self)
        #expect(losses.count == 3 && losses[2] < losses[0])
    }

    /// The gradient does not see the frame: another target there changes nothing.
    @Test func whatLiesOnTheFrameDoesNotMatter() throws {
        let configuration = Self.configuration()
        let problem = try Problem(task: configuration.task, clean: Self.clean, seed: 3)
        let network = try configuration.network(channels: 3, height: 70, width: 93)
        #expect(network.output == Shape(channels: 3, height: 96, width: 96))
        let frame = PaddedFrame(configuration.architecture, height: 70, width: 93)
        let objective = frame.objective(problem.objective)
        var shifted = objective.target
        let mask = try #require(objective.mask)
        var moved = 0
        for i in mask.indices where mask[i] == 0 {
            #expect(objective.target[i] == 0)
            shifted[i] = 5
            moved += 1
        }
        #expect(moved == 3 * (96 * 96 - 70 * 93))
        func gradients(_ target: [Float]) throws -> [[Float]] {
            var random = TorchRandom(seed: 1)
            let input = configuration.input.draw(network.input, from: &random)
            let session = try CPUSession(
                network, objective: Objective(target: target, mask: mask), input: input,
                parameters: network.initialParameters(from: &random), learningRate: 0, threads: 1)
            _ = session.step()
            return session.readGradients()
        }
        #expect(try gradients(objective.target) == gradients(shifted))
    }

    @Test func anImageThatSuitsTheNetworkHasNoFrame() throws {
        var configuration = SmallFit.configuration(iterations: 3)
        let plain = try SmallFit.run(configuration)
        configuration.padsImage = true
        #expect(try SmallFit.run(configuration).curves == plain.curves)
    }

    @Test func theAverageIsOfTheImagesSizeToo() throws {
        var configuration = Self.configuration(iterations: 2)
        configuration.ema = 0.9
        let outcome = try SmallFit.run(configuration, clean: Self.clean)
        #expect(outcome.result.averaged?.pixels.count == Self.clean.pixels.count)
        #expect(
            outcome.values("psnr_ema").last == outcome.result.averaged.flatMap { ImageMetrics.psnr($0, Self.clean) })
    }
}
