import Networks
import Randomness

/// A session whose step is composed of passes of networks that share parameters, and of what the method learns beside them.
protocol ComposedSession: TrainingSession {
    var parameters: SharedParameters { get }
    var passes: [NetworkPass] { get }
    /// The output that the last loss used, C x H x W.
    var output: [Float] { get }
    /// Images and their optimiser's state that go on from step to step.
    var images: [Float] { get set }
    /// Draws what the next step needs at random.
    func draw(from random: inout TorchRandom)
}

extension ComposedSession {
    var iterations: Int { parameters.iterations }

    var images: [Float] {
        get { [] }
        set {}
    }

    func draw(from random: inout TorchRandom) {}

    var runsAhead: Bool { false }

    func readOutput(into planes: inout [Float]) { planes = output }

    func setInput(_ planes: [Float]) { passes[0].setInput(planes) }

    func renewInput(_ clean: [Float], deviation: Float, fill: (UnsafeMutableBufferPointer<Float>) -> Void) {
        passes[0].renewInput(clean, deviation: deviation, fill: fill)
    }

    func renewInput(_ clean: [Float], deviation: Float, seed: UInt32, iteration: Int) {
        passes[0].renewInput(clean, deviation: deviation, seed: seed, iteration: iteration)
    }

    func snapshot() -> TrainingState {
        var state = parameters.snapshot()
        state.extra += images
        return state
    }

    func restore(_ state: TrainingState) {
        parameters.restore(state)
        images = Array(state.extra[parameters.extraCount...])
    }

    func firstNonFinite() -> String? { passes.lazy.compactMap { $0.firstNonFinite() }.first }
}

/// What a method's session is made of.
struct MethodSite {
    let configuration: FitConfiguration
    let problem: Problem
    let network: Network
    /// The network input as it was drawn; empty where the method has its own.
    let input: [Float]
    let initial: [[Float]]
    let threads: Int

    func parameters() throws -> SharedParameters {
        try SharedParameters(network, initial: initial, optimizer: configuration.optimizer, threads: threads)
    }

    var data: DataTerm { DataTerm(problem.objective, output: network.output) }

    /// The session of the configuration's method.
    /// - Parameter random: the stream behind the draws of the weights.
    func session(_ random: inout TorchRandom) throws -> any TrainingSession {
        switch configuration.method {
        case .network, .blockMatching, .external: preconditionFailure("the method has no passes of its own")
        case .zeroShot: try ZeroShotSession(self)
        case .autoencoding(let options): try AutoencodingSession(self, options)
        case .selfGuided(let options): try SelfGuidedSession(self, options, &random)
        case .randomProjector(let options): try RandomProjectorSession(self, options)
        case .doubleOverparametrized(let options): try DoubleOverparametrizedSession(self, options, &random)
        case .unbiasedRisk(let options): try UnbiasedRiskSession(self, options)
        }
    }
}
