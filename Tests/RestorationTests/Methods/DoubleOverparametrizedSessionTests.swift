import Imaging
import Networks
import TestSupport
import Testing
@testable import Restoration

@Suite struct DoubleOverparametrizedSessionTests {
    private static let configuration = MethodFit.configuration(
        .doubleOverparametrized(.init()), task: .impulse(fraction: 0.5))

    /// Of so few samples the published ratio alone would make steps of g and h of 8 times the residual.
    @Test func aSmallImageDoesNotDiverge() throws {
        var configuration = Self.configuration
        configuration.iterations = 40
        let clean = Image.textured(channels: 1, height: 16, width: 16, seed: 1)
        let fit = try Fit(
            configuration, problem: try Problem(task: configuration.task, clean: clean, seed: 3), threads: 1)
        while !fit.isDone { _ = try fit.step() }
        #expect(fit.result.output.pixels.allSatisfy { $0.isFinite })
    }

    @Test func noiseIsLearnedByPlainDescent() throws {
        let (session, problem, initial, _) = try MethodFit.session(Self.configuration)
        let count = problem.degraded.pixels.count
        #expect(session.images.count == 2 * count)
        // Small normal numbers.
        let deviation = meanSquare(doubles(session.images), session.images.map { _ in 0 }).squareRoot()
        #expect(abs(deviation / 1e-5 - 1) < 0.05)
        session.images = (0..<2 * count).map { 0.01 * Float($0 % 17) }
        let g = Array(session.images[..<count]), h = Array(session.images[count...])
        let loss = try session.step()
        let target = problem.degraded.pixels
        let residual = target.indices.map {
            Double(session.output[$0]) + Double(g[$0] * g[$0]) - Double(h[$0] * h[$0]) - Double(target[$0])
        }
        #expect(abs(loss - residual.reduce(0) { $0 + $1 * $1 } / Double(count)) < 1e-6)
        // Of the published ratio.
        let step = 500.0 * 4 / Double(count)
        for i in 0..<count {
            #expect(abs(Double(session.images[i] - g[i]) + step * residual[i] * Double(g[i])) < 1e-7)
            #expect(abs(Double(session.images[count + i] - h[i]) - step * residual[i] * Double(h[i])) < 1e-7)
        }
        // Plain descent at rate 1: the weights moved by their gradient, which differences of the loss give.
        let after = session.parameters.read()
        let network = session.passes[0].network
        let last = network.parameters.count - 1
        let moved = Double(initial[last][0] - after[last][0])
        var parameters = initial.map(doubles)
        let input = MethodFit.input(Self.configuration)
        func value(_ bias: Double) -> Double {
            parameters[last][0] = bias
            let output = DoubleNetwork(network, parameters)(input)
            return target.indices.reduce(0) {
                let r = output[$1] + Double(g[$1] * g[$1]) - Double(h[$1] * h[$1]) - Double(target[$1])
                return $0 + r * r
            } / Double(count)
        }
        let bias = Double(initial[last][0])
        let slope = (value(bias + 1e-6) - value(bias - 1e-6)) / 2e-6
        #expect(abs(moved / slope - 1) < 1e-3)
    }

    /// The rate of g and h is the ratio times that of the weights.
    @Test func theRatioWeighsNoiseAgainstNetwork() throws {
        var options = DoubleOverparametrizationOptions()
        options.ratio = 80
        let configuration = MethodFit.configuration(.doubleOverparametrized(options), task: .impulse(fraction: 0.5))
        let (session, problem, _, _) = try MethodFit.session(configuration)
        let target = problem.degraded.pixels, before = session.images
        _ = try session.step()
        let count = target.count
        for i in 0..<count {
            let residual = Double(session.output[i]) - Double(target[i])
            let move = Double(session.images[i] - before[i])
            #expect(abs(move + 80 * 4 / Double(count) * residual * Double(before[i])) < 1e-8)
        }
    }
}
