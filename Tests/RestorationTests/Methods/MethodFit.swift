import Architectures
import Imaging
import Networks
import Randomness
import Restoration
import TestSupport
@testable import Restoration

/// Small fits of the baselines: a skip network of two scales.
enum MethodFit {
    static let architecture = Architecture.skip(
        SkipOptions(
            downChannels: [6, 6], upChannels: [6, 6], skipChannels: [4, 4], inputChannels: 32))

    static func configuration(
        _ method: RestorationMethod, task: RestorationTask = .denoise(sigma: 25), iterations: Int = 6
    ) -> FitConfiguration {
        var standards = FitStandards(.denoise, task: task)
        standards.take(method, task: task)
        var configuration = FitConfiguration(
            task: task, architecture: architecture, input: standards.input, inputNoise: standards.inputNoise,
            learningRate: standards.learningRate, ema: standards.ema, seed: 3, iterations: iterations)
        configuration.method = method
        (configuration.schedule, configuration.rule) = (standards.schedule, standards.rule)
        configuration.largestNorm = standards.largestNorm
        return configuration
    }

    static let clean = Image.textured(channels: 3, height: 32, width: 36, seed: 5)

    /// The session of a method as a fit makes it, and the stream behind its draws.
    static func session(_ configuration: FitConfiguration, clean: Image = clean, threads: Int = 1) throws
        -> (session: any ComposedSession, problem: Problem, initial: [[Float]], random: TorchRandom)
    {
        let problem = try Problem(task: configuration.task, clean: clean, seed: configuration.seed)
        let network = try configuration.network(
            channels: clean.channels, height: clean.height, width: clean.width)!
        var random = TorchRandom(seed: configuration.seed)
        let hasInput = !configuration.method.hasOwnInput || configuration.method.name == .randomProjector
        let input = hasInput ? configuration.input.draw(network.input, from: &random) : []
        let initial = network.initialParameters(from: &random)
        let site = MethodSite(
            configuration: configuration, problem: problem, network: network, input: input, initial: initial,
            threads: threads)
        let session = try site.session(&random) as! any ComposedSession
        return (session, problem, initial, random)
    }
}

/// A network in Double.
struct DoubleNetwork {
    let network: Network
    let parameters: [[Double]]

    init(_ network: Network, _ parameters: [[Float]]) {
        self.network = network
        self.parameters = parameters.map { $0.map { Double($0) } }
    }

    func callAsFunction(_ input: [Double]) -> [Double] {
        NaiveNetwork(network).evaluate(
            parameters,
            input: NaiveMap(
                channels: network.input.channels, height: network.input.height, width: network.input.width,
                values: input)
        ).output.values
    }
}

/// A central difference of a function of some values along one of them.
func slope(_ values: [Double], _ place: Int, of function: ([Double]) -> Double) -> Double {
    let step = 1e-6
    var moved = values
    moved[place] += step
    let above = function(moved)
    moved[place] -= 2 * step
    return (above - function(moved)) / (2 * step)
}

func meanSquare(_ a: [Double], _ b: [Double]) -> Double {
    zip(a, b).reduce(0) { $0 + ($1.0 - $1.1) * ($1.0 - $1.1) } / Double(a.count)
}

func doubles(_ values: [Float]) -> [Double] { values.map { Double($0) } }

extension MethodFit {
    /// The network input that the session of a configuration begins with, without noise.
    static func input(_ configuration: FitConfiguration) -> [Double] {
        var random = TorchRandom(seed: configuration.seed)
        let network = try! configuration.network(channels: 3, height: clean.height, width: clean.width)!
        return doubles(configuration.input.draw(network.input, from: &random))
    }
}

extension DoubleNetwork {
    init(_ network: Network, _ parameters: [[Double]]) {
        (self.network, self.parameters) = (network, parameters)
    }
}
