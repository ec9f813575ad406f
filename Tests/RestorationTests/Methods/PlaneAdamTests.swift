import Foundation
import Networks
import Testing
@testable import Restoration

@Suite struct PlaneAdamTests {
    /// With a gradient that stays the same, both moments are it at every step, so that a step is the rate itself.
    @Test func stepsAreThoseOfTheSchedule() {
        var adam = PlaneAdam(count: 2, learningRate: 0.1, schedule: .steps(every: 2, factor: 0.5))
        var values: [Float] = [1, 2]
        for (step, rate) in [0.1, 0.1, 0.05, 0.05, 0.025].enumerated() {
            let before = values
            adam.update(&values, gradient: [0.3, -7], steps: step)
            #expect(
                abs(Double(before[0] - values[0]) - rate) < 1e-6 && abs(Double(values[1] - before[1]) - rate) < 1e-6)
        }
    }

    /// The definition in Double, and a state that goes on.
    @Test func updatesAreAdams() {
        let gradients: [Float] = [0.5, -0.2, 0.9, 0.01, -1.5]
        var adam = PlaneAdam(count: 1, learningRate: 0.01), values: [Float] = [0.25]
        var x = 0.25, m = 0.0, v = 0.0
        for (step, gradient) in gradients.enumerated() {
            if step == 3 {
                let state = adam.state
                adam = PlaneAdam(count: 1, learningRate: 0.01)
                adam.state = state
            }
            adam.update(&values, gradient: [gradient], steps: step)
            let g = Double(gradient), t = Double(step + 1)
            (m, v) = (0.9 * m + 0.1 * g, 0.999 * v + 0.001 * g * g)
            x -= 0.01 * (m / (1 - pow(0.9, t))) / ((v / (1 - pow(0.999, t))).squareRoot() + 1e-8)
            #expect(abs(Double(values[0]) - x) < 1e-6)
        }
    }

    /// Images that methods learn beside the network follow the schedule, as its weights do.
    @Test(arguments: [
        RestorationMethod.selfGuided(.init()), .randomProjector(.init()), .doubleOverparametrized(.init()),
    ])
    func learnedImagesFollowTheSchedule(method: RestorationMethod) throws {
        func moves(_ schedule: LearningRateSchedule) throws -> [Double] {
            let task: RestorationTask =
                method.name == .doubleOverparametrized ? .impulse(fraction: 0.5) : .denoise(sigma: 25)
            var configuration = MethodFit.configuration(method, task: task)
            configuration.schedule = schedule
            let (session, _, _, stream) = try MethodFit.session(configuration)
            var random = stream
            // Before the moments of Adam, which follow behind.
            let count = method.name == .doubleOverparametrized ? session.images.count : session.images.count / 3
            return try (0..<2).map { _ in
                let before = session.images[..<count]
                session.draw(from: &random)
                _ = try session.step()
                return zip(before, session.images).reduce(0) { max($0, Double(abs($1.0 - $1.1))) }
            }
        }
        let (constant, falling) = try (moves(.constant), moves(.steps(every: 1, factor: 1e-3)))
        #expect(falling[0] == constant[0] && falling[0] > 0)
        #expect(falling[1] < 0.01 * constant[1], "\(falling) for \(constant)")
    }
}
