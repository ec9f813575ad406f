import Networks
import Restoration
import SpecFixtures
import Testing

@testable import Specs

@Suite struct OptimizerTests {
    @Test func langevinDynamicsHasThePublishedDefaults() throws {
        let fit = try onlyRun("network: {architecture: skip, preset: denoise}\noptimizer: sgld").fit
        #expect(fit.langevin == Langevin(burnIn: 7000, every: 50, noise: 2) && fit.iterations == 20_000)
        #expect(fit.learningRate == 0.01 && fit.weightDecay == 0 && fit.inputNoise == 1.0 / 30)
        #expect(try onlyRun("optimizer: adam").fit.langevin == nil)
    }

    @Test func everyOptionIsRead() throws {
        let fit = try onlyRun(
            "iterations: 300\noptimizer: {sgld: {learning_rate: 0.02, weight_decay: 5e-8, noise: 1.5, burn_in: 100, every: 10}}"
        ).fit
        #expect(
            fit.langevin == Langevin(burnIn: 100, every: 10, noise: 1.5) && fit.learningRate == 0.02
                && fit.weightDecay == 5e-8 && fit.iterations == 300)
        #expect(try onlyRun("optimizer: {adam: {weight_decay: 0.1}}").fit.weightDecay == 0.1)
        let careful = try onlyRun("optimizer: {adam: {epsilon: 1e-6, amsgrad: true}}").fit
        #expect(careful.epsilon == 1e-6 && careful.rule == .amsgrad)
    }

    /// Records of specs that name none of the new keys keep their keys.
    @Test func onlyWhatIsNotTheDefaultIsWritten() throws {
        #expect(try onlyRun("{}").hashedText.contains("optimizer: {adam: {learning_rate: 0.001}}\nema:"))
        let spec = try onlyRun("iterations: 30\noptimizer: {sgld: {burn_in: 10, every: 5}}")
        #expect(
            spec.hashedText.contains("optimizer: {sgld: {learning_rate: 0.001, noise: 2, burn_in: 10, every: 5}}\n"))
        #expect(try onlyRun(spec.resolved) == spec)
        let decaying = try onlyRun("optimizer: {adam: {weight_decay: 5e-8}}")
        #expect(decaying.hashedText.contains("{adam: {learning_rate: 0.001, weight_decay: 5e-08}}"))
        #expect(try onlyRun(decaying.resolved) == decaying)
        let careful = try onlyRun("optimizer: {adam: {epsilon: 1e-6}}")
        #expect(careful.hashedText.contains("{adam: {learning_rate: 0.001, epsilon: 1e-06}}"))
        #expect(try onlyRun(careful.resolved) == careful)
        #expect(try onlyRun("optimizer: {adam: {epsilon: 1e-8}}").hashedText == onlyRun("{}").hashedText)
    }

    /// It reaches the optimizer, whose extensions devices refuse; the other optimizers have none.
    @Test func anotherEpsilonIsForTheProcessor() throws {
        #expect(
            try onlyRun("optimizer: {adam: {epsilon: 1e-6}}").fit.processorOnly == "epsilon of Adam other than 1e-8")
        #expect(try onlyRun("optimizer: {adam: {epsilon: 1e-8}}").fit.processorOnly == nil)
        for name in ["sgd", "sgld"] {
            #expect(refusal("optimizer: {\(name): {epsilon: 1e-6}}")?.contains("unknown key 'epsilon'") == true)
        }
    }

    @Test(arguments: [
        (
            "iterations: 300\noptimizer: sgld",
            "spec.yaml:2:12: 'sgld' averages every 50th output after its 'burn_in' of 7000 iterations, but the run has no such "
                + "output: it ends after 300 iterations"
        ),
        (
            "optimizer: {sgld: {burn_in: -1}}",
            "spec.yaml:1:29: 'burn_in' must be a whole number of at least 0, not '-1'"
        ),
        ("optimizer: {sgld: {every: 0}}", "spec.yaml:1:27: 'every' must be a whole number of at least 1, not '0'"),
        ("optimizer: {sgld: {noise: 0}}", "spec.yaml:1:27: 'noise' must be a number above 0 and at most 1000, not '0'"),
        (
            "optimizer: {sgld: {burnin: 1}}",
            "spec.yaml:1:20: unknown key 'burnin'; did you mean 'burn_in'? allowed: learning_rate, weight_decay, noise, burn_in, every"
        ),
        (
            "optimizer: {adam: {burn_in: 1}}",
            "spec.yaml:1:20: unknown key 'burn_in'; allowed: learning_rate, weight_decay, epsilon, amsgrad, schedule, clip"
        ),
        (
            "optimizer: {adam: {weight_decay: -1}}",
            "spec.yaml:1:34: 'weight_decay' must be a number of at least 0 and at most 1, not '-1'"
        ),
        (
            "optimizer: {adam: {epsilon: 0}}",
            "spec.yaml:1:29: 'epsilon' must be a number of at least 1e-30 and at most 1, not '0'"
        ),
    ])
    func mistakes(_ text: String, _ sentence: String) {
        #expect(refusal(text) == sentence)
    }
}
