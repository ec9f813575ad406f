import Imaging
import Networks
import Randomness
import Testing
@testable import Restoration

@Suite struct UnbiasedRiskSessionTests {
    private static let clean = Image.textured(channels: 3, height: 8, width: 8, seed: 5)
    private static let sigma = 25.0 / 255

    private func options(_ input: UnbiasedRiskOptions.Input, epsilon: Double = 0.5) -> UnbiasedRiskOptions {
        var options = UnbiasedRiskOptions()
        (options.input, options.epsilon) = (input, epsilon)
        return options
    }

    /// A session with what it draws for its first step, its network in Double, and y.
    private struct Made {
        let session: UnbiasedRiskSession
        let network: Network
        let parameters: [[Double]]
        let noisy: [Double]
        var input: [Double] { doubles(session.input) }
        var direction: [Double] { doubles(session.direction) }
    }

    private func made(_ options: UnbiasedRiskOptions) throws -> Made {
        var configuration = MethodFit.configuration(.unbiasedRisk(options))
        configuration.architecture = .skip(
            .init(downChannels: [5], upChannels: [5], skipChannels: [3], inputChannels: 32))
        // The parameters' first step then is the gradient itself.
        (configuration.rule, configuration.learningRate, configuration.schedule) = (.descent, 1, .constant)
        let made = try MethodFit.session(configuration, clean: Self.clean)
        let session = try #require(made.session as? UnbiasedRiskSession)
        var random = made.random
        session.draw(from: &random)
        return Made(
            session: session, network: session.passes[0].network, parameters: made.initial.map(doubles),
            noisy: doubles(made.problem.degraded.pixels))
    }

    /// The loss as METHOD section 9.8 has it.
    private func loss(_ made: Made, _ parameters: [[Double]], epsilon: Double) -> Double {
        let network = DoubleNetwork(made.network, parameters), b = made.direction, distance = epsilon * Self.sigma
        let output = network(made.input), near = network(zip(made.input, b).map { $0 + distance * $1 })
        let slope = zip(b, zip(near, output)).reduce(0) { $0 + $1.0 * ($1.1.0 - $1.1.1) / distance }
        let variance = Self.sigma * Self.sigma
        return meanSquare(output, made.noisy) + 2 * variance * slope / Double(output.count) - variance
    }

    @Test func theLossIsThatOfTheDefinition() throws {
        let made = try made(options(.uniform))
        let wanted = loss(made, made.parameters, epsilon: 0.5), value = made.session.step()
        #expect(abs(value - wanted) < 1e-6)
        let output = DoubleNetwork(made.network, made.parameters)(made.input)
        #expect(abs(made.session.dataLoss - meanSquare(output, made.noisy)) < 1e-6)
        // The divergence counts: the loss is not the error without the noise.
        #expect(abs(value - (made.session.dataLoss - Self.sigma * Self.sigma)) > 1e-4)
    }

    /// With a small distance it is b' J b, for which every column of J is taken by central differences in Double.
    @Test func theDivergenceIsThatOfTheJacobian() throws {
        let made = try made(options(.image, epsilon: 0.001))
        let network = DoubleNetwork(made.network, made.parameters), b = made.direction, z = made.input
        var wanted = 0.0
        for place in z.indices {
            wanted += b[place] * slope(z, place) { input in zip(b, network(input)).reduce(0) { $0 + $1.0 * $1.1 } }
        }
        let value = made.session.step(), variance = Self.sigma * Self.sigma
        let divergence = (value + variance - made.session.dataLoss) * Double(z.count) / (2 * variance)
        #expect(abs(divergence - wanted) < 0.02 * abs(wanted), "\(divergence) for \(wanted)")
    }

    @Test func theGradientIsThatOfTheLoss() throws {
        let made = try made(options(.uniform))
        _ = made.session.step()
        let after = made.session.parameters.read()
        for index in made.parameters.indices {
            let moves = zip(made.parameters[index], after[index]).map { $0 - Double($1) }
            let largest = moves.map(abs).max()!
            // A bias before a batch norm changes nothing.
            guard largest > 1e-6 else { continue }
            for place in [0, moves.count / 2, moves.count - 1] {
                let slope = slope(made.parameters[index], place) { values in
                    var parameters = made.parameters
                    parameters[index] = values
                    return loss(made, parameters, epsilon: 0.5)
                }
                #expect(abs(moves[place] - slope) < 4e-3 * largest, "parameter \(index), \(place)")
            }
        }
    }

    @Test func theInputIsTheNoisyImageWithNoise() throws {
        let noisy = try made(options(.image))
        #expect(noisy.input == noisy.noisy)
        let fixed = try deviations(.fixed), uniform = try deviations(.uniform)
        #expect(abs(fixed[0] - 0.5) < 0.08 && uniform[0] > 0 && uniform[0] < 0.5)
        // The deviation of 192 samples is off by 1 / sqrt(2 x 192) = 5 %, so that of 20 with one factor the largest is hardly 1.3 times
        // the smallest. Of 20 uniform factors it is less than twice the smallest with a probability of 2 x 0.5^20.
        #expect(fixed.max()! < 1.5 * fixed.min()! && abs(mean(fixed) - 0.5) < 0.03)
        #expect(uniform.max()! > 2 * uniform.min()! && abs(mean(uniform) - 0.25) < 0.13)
        #expect(uniform.allSatisfy { $0 > 0 && $0 < 0.65 })
    }

    private func mean(_ values: [Double]) -> Double { values.reduce(0, +) / Double(values.count) }

    /// How far the input of each of 20 draws is from the noisy image, root mean square in units of sigma.
    private func deviations(_ input: UnbiasedRiskOptions.Input) throws -> [Double] {
        let made = try made(options(input))
        #expect(abs(meanSquare(made.direction, made.direction.map { _ in 0 }) - 1) < 0.3)
        var random = TorchRandom(seed: 9), inputs = [made.input]
        for _ in 1..<20 {
            made.session.draw(from: &random)
            #expect(made.input != inputs[inputs.count - 1])
            inputs.append(made.input)
        }
        return inputs.map { meanSquare($0, made.noisy).squareRoot() / Self.sigma }
    }

    /// Zeros are crossed by a fit that is long enough, and then it ends.
    @Test func aFitEndsAtTheCrossing() throws {
        var configuration = MethodFit.configuration(.unbiasedRisk(options(.image)), iterations: 3000)
        configuration.stop = .zeroCrossing
        let fit = try Fit(
            configuration, problem: Problem(task: configuration.task, clean: MethodFit.clean, seed: 3), threads: 1)
        var losses: [Double] = []
        while !fit.isDone {
            if let row = try fit.step() { losses.append(row.values[0]!) }
        }
        let last = try #require(losses.last)
        #expect(last < 0 && losses.dropLast().allSatisfy { $0 >= 0 })
        #expect(fit.result.stops[0].decidedAt == losses.count - 1 && losses.count < 3000)
    }
}
