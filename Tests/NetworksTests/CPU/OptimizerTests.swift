import Foundation
import Networks
import Testing

/// Weight decay, noise on the weights and the term of total variation in a session.
@Suite struct OptimizerTests {
    private static let noise = Optimizer.Noise(deviation: 0.02, seed: 4)

    @Test(arguments: ["skip", "unet"])
    func noiseIsAddedToTheWeightsOfConvolutionsAlone(_ name: String) throws {
        let network = try TrainedNetworks.named(name)
        let plain = try makeSession(network), noisy = try makeSession(network, noise: Self.noise)
        #expect(plain.step() == noisy.step())
        var weights = 0
        for (index, parameter) in network.parameters.enumerated() {
            let differences = zip(plain.readParameters()[index], noisy.readParameters()[index]).map {
                Double($1) - Double($0)
            }
            if parameter.isWeight {
                let deviation = (differences.reduce(0) { $0 + $1 * $1 } / Double(differences.count)).squareRoot()
                // Six standard errors.
                #expect(
                    abs(deviation / 0.02 - 1) < 6 / (2 * Double(differences.count)).squareRoot(), "\(parameter.name)")
                #expect(differences.allSatisfy { $0 != 0 }, "\(parameter.name)")
                weights += 1
            } else {
                #expect(differences.allSatisfy { $0 == 0 }, "\(parameter.name)")
            }
        }
        #expect(weights > 5 && weights < network.parameters.count)
    }

    @Test(arguments: ["decoder", "skip"])
    func resultsDoNotDependOnThreads(_ name: String) throws {
        let network = try TrainedNetworks.named(name)
        func run(threads: Int) throws -> TrainingRun {
            TrainingRun(
                try makeSession(
                    network, threads: threads, learningRate: 0.01, weightDecay: 1e-3, noise: Self.noise,
                    totalVariation: 0.1),
                output: network.output.count, steps: 4)
        }
        let reference = try run(threads: 1)
        for threads in 2...4 { #expect(try run(threads: threads) == reference, "\(threads) threads") }
    }

    /// The noise is a function of the steps done, so that a state is enough to go on.
    @Test func restoredSessionsRepeatTheirNoise() throws {
        let network = try TrainedNetworks.smallDecoder()
        let session = try makeSession(network, noise: Self.noise)
        _ = TrainingRun(session, output: network.output.count, steps: 3)
        let state = session.snapshot()
        let first = TrainingRun(session, output: network.output.count, steps: 3)
        #expect(Set(first.losses).count == 3)
        let other = try makeSession(network, noise: Self.noise)
        other.restore(state)
        #expect(TrainingRun(other, output: network.output.count, steps: 3) == first)
        let seeded = try makeSession(network, noise: .init(deviation: 0.02, seed: 5))
        seeded.restore(state)
        #expect(TrainingRun(seeded, output: network.output.count, steps: 3) != first)
    }

    @Test func weightDecayPullsParametersToZero() throws {
        let network = try TrainedNetworks.smallDecoder()
        func norm(_ decay: Double) throws -> Double {
            let session = try makeSession(network, learningRate: 0.01, weightDecay: decay)
            for _ in 0..<30 { _ = session.step() }
            return session.readParameters().joined().reduce(0) { $0 + Double($1) * Double($1) }
        }
        #expect(try norm(0.1) < 0.9 * norm(0))
    }

    @Test func theDataLossIsTheLossWithoutTheTerm() throws {
        let network = try TrainedNetworks.smallDecoder()
        let plain = try makeSession(network), varied = try makeSession(network, totalVariation: 0.5)
        let loss = plain.step(), larger = varied.step()
        #expect(plain.dataLoss == loss && varied.dataLoss == loss && larger > loss)
        // The term is a mean of magnitudes of differences in 0...1, two a sample.
        #expect(larger - loss < 0.5 * 2)
    }
}

@Suite struct LearningRateScheduleTests {
    @Test func ratesAreThoseOfTheFormulas() {
        let steps = LearningRateSchedule.steps(every: 1000, factor: 0.5)
        for (done, rate) in [(0, 0.8), (999, 0.8), (1000, 0.4), (1999, 0.4), (2000, 0.2)] {
            #expect(abs(steps.rate(0.8, after: done) - rate) < 1e-15)
        }
        let cosine = LearningRateSchedule.cosine(updates: nil, end: 0.1).over(300)
        for (done, rate) in [(0, 1.0), (150, 0.55), (100, 0.775), (300, 0.1), (400, 0.1)] {
            #expect(abs(cosine.rate(1, after: done) - rate) < 1e-12)
        }
        #expect(LearningRateSchedule.cosine(updates: 7, end: 0).over(300) == .cosine(updates: 7, end: 0))
        #expect(abs(LearningRateSchedule.exponential(factor: 0.9).rate(2, after: 3) - 2 * 0.729) < 1e-12)
        #expect(LearningRateSchedule.constant.rate(0.3, after: 12345) == 0.3)
    }
}
