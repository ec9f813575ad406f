import Imaging
import Networks
import Randomness
import TestSupport
import Testing
@testable import Restoration

@Suite struct SelfGuidedSessionTests {
    static let clean = Image.textured(channels: 3, height: 8, width: 8, seed: 5)

    private func options(_ reading: SelfGuidedOptions.Reading, _ penalty: SelfGuidedOptions.Penalty)
        -> SelfGuidedOptions
    {
        var options = SelfGuidedOptions()
        (options.reading, options.penalty) = (reading, penalty)
        return options
    }

    /// The loss as METHOD section 9.1 has it, in Double.
    private func loss(
        _ z: [Double], noise: [[Double]], target: [Double], mask: [Double], network: DoubleNetwork,
        _ options: SelfGuidedOptions, scale held: Double?
    ) -> Double {
        let share = options.reading == .demo ? 0.5 : 0.01, scale = held ?? share * z.max()!
        let outputs = noise.map { u in network(zip(z, u).map { $0 + scale * $1 }) }
        let count = Double(noise.count)
        let mean = z.indices.map { i in outputs.reduce(0) { $0 + $1[i] } / count }
        func squares(_ values: [Double]) -> Double { values.reduce(0) { $0 + $1 * $1 } }
        let data = squares(z.indices.map { mask[$0] * mean[$0] - target[$0] })
        let apart = squares(zip(mean, z).map { $0 - $1 })
        switch (options.reading, options.penalty) {
        case (.demo, _): return data.squareRoot() + 2 * apart.squareRoot()
        case (.handbook, .intended): return data + 0.01 * apart
        case (.handbook, .published):
            return data + 0.01 * count * outputs.reduce(0) { $0 + squares(zip($1, z).map { $0 - $1 }) }
        }
    }

    @Test(
        arguments: [
            (SelfGuidedOptions.Reading.demo, SelfGuidedOptions.Penalty.published), (.handbook, .published),
            (.handbook, .intended),
        ], [RestorationTask.denoise(sigma: 25), .inpaint(keep: 0.5)])
    func theGradientOfTheInputIsThatOfTheLoss(
        reading: (SelfGuidedOptions.Reading, SelfGuidedOptions.Penalty), task: RestorationTask
    ) throws {
        let options = options(reading.0, reading.1)
        var configuration = MethodFit.configuration(.selfGuided(options), task: task)
        configuration.architecture = .skip(
            .init(downChannels: [5], upChannels: [5], skipChannels: [3], inputChannels: 32))
        let made = try MethodFit.session(configuration, clean: Self.clean)
        let session = try #require(made.session as? SelfGuidedSession)
        var random = made.random
        session.draw(from: &random)
        let z = doubles(session.z), noise = session.noise.map(doubles)
        #expect(noise.count == (options.reading == .demo ? 3 : 4))
        let network = try #require(try configuration.network(channels: 3, height: 8, width: 8))
        let naive = DoubleNetwork(network, made.initial)
        let target = doubles(made.problem.degraded.pixels)
        let mask = made.problem.mask.map { doubles($0.pixels) } ?? target.map { _ in 1 }
        // The handbook's program takes the scale of the draws for a constant.
        let held = options.reading == .demo ? nil : 0.01 * z.max()!
        func loss(_ z: [Double]) -> Double {
            self.loss(z, noise: noise, target: target, mask: mask, network: naive, options, scale: held)
        }
        let (value, gradient) = session.differentiate()
        #expect(abs(value / loss(z) - 1) < 1e-5)
        var wanted = z.indices.map { slope(z, $0, of: loss) }
        let norm = wanted.reduce(0) { $0 + $1 * $1 }.squareRoot()
        if options.reading == .handbook, norm > 1 { wanted = wanted.map { $0 / norm } }
        let largest = wanted.map(abs).max()!
        for (actual, number) in zip(gradient, wanted) { #expect(abs(Double(actual) - number) < 2e-3 * largest) }
    }

    /// The input is learned at a rate of its own, and goes on from a state.
    @Test func theInputIsLearned() throws {
        let configuration = MethodFit.configuration(.selfGuided(SelfGuidedOptions()))
        let (session, _, _, stream) = try MethodFit.session(configuration)
        let start = session.images
        var random = stream
        session.draw(from: &random)
        _ = try session.step()
        let count = start.count / 3
        // Adam's first step is the learning rate.
        let changes: [Float] = (0..<count).map { abs(session.images[$0] - start[$0]) }
        let moves: [Float] = changes.filter { $0 > 0 }
        #expect(moves.count > count * 9 / 10 && moves.allSatisfy { abs($0 - 0.1) < 1e-3 })
    }
}
