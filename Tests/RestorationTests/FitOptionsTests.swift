import Foundation
import Imaging
import Networks
import Randomness
import Testing
@testable import Restoration

/// Moving average, input noise and backtracking.
@Suite struct FitOptionsTests {
    /// The deep decoder's published choice: the output of the lowest training loss, whether it was recorded or not.
    @Test func theDeepDecoderKeepsTheOutputOfTheLowestLoss() throws {
        var configuration = SmallFit.configuration(iterations: 12)
        configuration.architecture = .deepDecoder(.init(width: 8))
        configuration.input = .noise
        // So large a rate that the loss does not only fall; some draws end with their lowest all the same.
        configuration.learningRate = 0.3
        var every = try SmallFit.run(configuration), losses: [Double] = [], place = 11
        for seed in UInt32(0)..<6 where place == 11 {
            configuration.seed = seed
            every = try SmallFit.run(configuration)
            losses = every.values("loss").compactMap(\.self)
            place = try #require(losses.indices.min { losses[$0] < losses[$1] })
        }
        #expect(place < 11 && losses.count == 12)
        let kept = try #require(every.result.lowestLoss)
        #expect(kept.iteration == place && kept.loss == losses[place] && kept.psnr == every.values("psnr")[place])
        configuration.recordEvery = 11
        #expect(try SmallFit.run(configuration).result.lowestLoss?.image == kept.image)
        configuration.architecture = SmallFit.configuration().architecture
        #expect(try SmallFit.run(configuration).result.lowestLoss == nil)
    }

    @Test func theAverageFollowsItsRecursion() throws {
        var configuration = SmallFit.configuration()
        configuration.ema = 0.8
        var expected: Image?
        for iterations in 1...4 {
            // A shorter fit's last output is this iteration's.
            configuration.iterations = iterations
            let outcome = try SmallFit.run(configuration)
            let output = outcome.result.output
            if var average = expected {
                for i in average.pixels.indices {
                    average.pixels[i] = 0.8 * average.pixels[i] + (1 - 0.8) * output.pixels[i]
                }
                expected = average
            } else {
                expected = output
            }
            #expect(outcome.result.averaged == expected)
            #expect(outcome.values("psnr_ema").last == ImageMetrics.psnr(expected!, SmallFit.clean))
            #expect(outcome.values("psnr_ema")[0] == outcome.values("psnr")[0])
            if iterations > 1 { #expect(outcome.values("psnr_ema").last != outcome.values("psnr").last) }
        }
    }

    @Test func theAverageTakesUnrecordedIterationsToo() throws {
        var configuration = SmallFit.configuration(iterations: 6)
        configuration.ema = 0.9
        let all = try SmallFit.run(configuration)
        configuration.recordEvery = 5
        let some = try SmallFit.run(configuration)
        #expect(some.result.averaged == all.result.averaged)
        configuration.ema = nil
        #expect(try SmallFit.run(configuration).result.averaged == nil)
    }

    @Test func inputNoiseIsDrawnAnewAtEachIteration() throws {
        var configuration = SmallFit.configuration(iterations: 4)
        configuration.learningRate = 0
        #expect(Set(try SmallFit.run(configuration).values("loss")).count == 1)
        configuration.inputNoise = 0.1
        let noisy = try SmallFit.run(configuration)
        #expect(Set(noisy.values("loss")).count == 4)
        #expect(try SmallFit.run(configuration).curves == noisy.curves)
    }

    @Test func inputNoiseContinuesTheNetworksStream() throws {
        var configuration = SmallFit.configuration(iterations: 3)
        configuration.learningRate = 0
        configuration.inputNoise = 0.25
        let outcome = try SmallFit.run(configuration)

        let network = try configuration.architecture.network(channels: 3, height: 64, width: 64)
        let problem = try Problem(task: configuration.task, clean: SmallFit.clean, seed: configuration.seed)
        var random = TorchRandom(seed: configuration.seed)
        let input = configuration.input.draw(network.input, from: &random)
        let session = try CPUSession(
            network, objective: problem.objective, input: input,
            parameters: network.initialParameters(from: &random), learningRate: 0, threads: 1)
        for loss in outcome.values("loss") {
            var after = random
            session.renewInput(input, deviation: 0.25) { random.fillUniform($0) }
            let own = session.step()
            #expect(own == loss)
            // PyTorch's noise, of which the engine's is within 2e-6, leaves the stream at the same place.
            session.setInput(zip(input, after.normal(count: input.count)).map { $0 + 0.25 * $1 })
            #expect(abs(session.step() - own) < 1e-5 * own)
            #expect(after == random)
        }
    }

    /// A flat image: the first outputs are close to it, and a huge step leaves them saturated.
    private static let flat = Image.textured(channels: 3, height: 64, width: 64, seed: 5, noise: 0.02).flattened

    private static func leaping(_ task: RestorationTask, backtrack: Double?) -> FitConfiguration {
        var configuration = SmallFit.configuration(task: task, lipschitz: nil, iterations: 12)
        configuration.learningRate = 10
        // With these draws hidden samples come no further from black when the known ones collapse, so that only the known ones show it.
        configuration.seed = 1
        configuration.backtrack = backtrack
        return configuration
    }

    @Test(arguments: [RestorationTask.denoise(sigma: 5), .inpaint(keep: 0.5)])
    func backtrackingTakesCollapsesBack(task: RestorationTask) throws {
        let outcome = try SmallFit.run(Self.leaping(task, backtrack: 5), clean: Self.flat)
        let losses = outcome.values("loss").map { $0! }, psnr = losses.map { -10 * log10($0) }
        var accepted = 0, collapses = 0
        for i in 1..<losses.count {
            if i > 1, psnr[i - 1] < psnr[accepted] - 5 {
                #expect(losses[i] == losses[accepted], "iteration \(i)")
                collapses += 1
            }
            if psnr[i] >= psnr[accepted] - 5 { accepted = i }
        }
        #expect(collapses > 0)

        let free = try SmallFit.run(Self.leaping(task, backtrack: nil), clean: Self.flat)
        #expect(free.values("loss").prefix(2) == outcome.values("loss").prefix(2))
        #expect(free.values("loss")[2] != outcome.values("loss")[2])
        #expect(try SmallFit.run(Self.leaping(task, backtrack: 1000), clean: Self.flat).curves == free.curves)
    }

    @Test func backtrackingKeepsTheOptimisersState() throws {
        let network = try SmallFit.configuration().architecture.network(channels: 3, height: 64, width: 64)
        var random = TorchRandom(seed: 1)
        let target = random.uniform(count: network.output.count), input = random.uniform(count: network.input.count)
        let session = try CPUSession(
            network, objective: Objective(target: target), input: input,
            parameters: network.initialParameters(from: &random), learningRate: 0.01, threads: 1)
        var backtracking = Backtracking(threshold: 5)
        func step(psnr: Double) throws {
            try backtracking.willStep(session)
            _ = session.step()
            try backtracking.didStep(session, dataLoss: pow(10, -psnr / 10))
        }
        let start = session.snapshot()
        try step(psnr: 20)
        let second = session.snapshot()
        #expect(second.parameters != start.parameters)
        try step(psnr: 14.999)
        let restored = session.snapshot()
        #expect(restored.parameters == start.parameters)
        #expect(restored.firstMoments != second.firstMoments && restored.secondMoments != second.secondMoments)
        #expect(restored.iterations == 2)
        // A fall of less than the threshold is accepted.
        try step(psnr: 15.001)
        #expect(session.snapshot().parameters != start.parameters)
    }
}

extension Image {
    /// A fifth of the contrast about 0.5.
    fileprivate var flattened: Image {
        Image(channels: channels, height: height, width: width, pixels: pixels.map { 0.5 + 0.2 * ($0 - 0.5) })
    }
}
