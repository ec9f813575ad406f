import Networks
import TestSupport
import Testing

@testable import OperationCases

/// Passes by themselves: the gradient of the network input of every case, shared weights, frozen convolutions.
@Suite struct NetworkPassTests {
    private static let trials = (CaseTrial.operations + CaseTrial.chains + CaseTrial.networks).filter {
        $0.operation.downsampling == nil && $0.operation.totalVariation == nil
    }

    /// Outputs and gradients of parameters are the session's; the input's gradient is that of the naive network's differences.
    @Test(arguments: trials)
    func theInputHasItsGradient(_ trial: CaseTrial) throws {
        let network = try trial.network()
        let samples = max(1, min(40, Int(4e6 / network.directOperations)))
        let naive = NaiveStep(network, masked: trial.operation.masked, inputSamples: samples)
        for engine in EngineVariant.all {
            let pass = try EnginePass(naive, engine), step = try EngineStep(naive, engine, guarded: false)
            #expect(pass.output == step.output, "\(engine)")
            #expect(pass.gradients == step.gradients, "\(engine)")
            #expect(pass.inputError(naive) < OperationCaseTests.gradientTolerance, "\(engine)")
            expectFrozen(try EnginePass(naive, engine, frozen: true), like: pass, network, "\(engine)")
            let guarded = try EnginePass(naive, engine, threads: 2, guarded: true)
            #expect(guarded == pass && guarded.overruns.isEmpty, "\(engine)")
        }
    }

    /// With frozen convolutions these have no gradients, and all else is as it was.
    private func expectFrozen(_ frozen: EnginePass, like all: EnginePass, _ network: Network, _ engine: String) {
        #expect(frozen.output == all.output && frozen.inputGradient == all.inputGradient, "\(engine)")
        let norms = Set(
            network.nodes.flatMap { node -> [Int] in
                guard case .normalization(let layer) = node.operation else { return [] }
                return [layer.gamma, layer.beta].compactMap { $0?.index }
            })
        for (index, parameter) in network.parameters.enumerated() {
            if norms.contains(index) {
                #expect(frozen.gradients[index] == all.gradients[index], "\(engine), \(parameter.name)")
            } else {
                #expect(frozen.gradients[index].allSatisfy { $0 == 0 }, "\(engine), \(parameter.name)")
            }
        }
    }

    /// A step with frozen convolutions is cheaper by what their gradients take: nothing of that is done, all else is.
    @Test func gradientsOfFrozenConvolutionsAreNotComputed() throws {
        let network = try TrainedNetworks.skip()
        let shared = try SharedParameters(
            network, initial: network.parameters.map { [Float](repeating: 0.1, count: $0.count) },
            optimizer: Optimizer(learningRate: 0), threads: 1)
        func operations(frozen: Bool) throws -> [String] {
            try NetworkPass(network, parameters: shared, differentiatesInput: true, frozen: frozen).backwardOperations
        }
        func isOfParameters(_ name: String) -> Bool { name.contains("backward weights") || name == "bias gradient" }
        let (all, frozen) = try (operations(frozen: false), operations(frozen: true))
        let convolutions = network.nodes.count { if case .convolution = $0.operation { true } else { false } }
        #expect(all.count { $0.contains("backward weights") } >= convolutions)
        #expect(!frozen.contains(where: isOfParameters) && !frozen.isEmpty)
        #expect(frozen == all.filter { !isOfParameters($0) })
    }

    /// What is fused without a norm gives the same numbers, to the last bit: so records of before stay valid.
    @Test(arguments: [(33, 38, 48), (21, 20, 29), (40, 9, 16)])
    func fusedActivationsChangeNoBit(height: Int, width: Int, channels: Int) throws {
        var build = NetworkBuilder(input: Shape(channels: 3, height: height, width: width))
        let layers = [
            build.convolution("first", from: 3, to: channels, kernel: 3, padding: .zero),
            build.convolution("second", from: channels, to: channels, kernel: 3, padding: .zero),
            build.convolution("third", from: channels, to: channels + 8, kernel: 1),
            build.convolution("last", from: channels + 8, to: 3, kernel: 1),
        ]
        var value = build.input
        for (index, layer) in layers.enumerated() {
            value = try build.apply(layer, to: value)
            if index < 3 { value = build.activate(index == 1 ? .relu : .leakyReLU(slope: 0.2), value) }
        }
        let naive = NaiveStep(build.network())
        let fused = try EnginePass(naive, .init(name: "fused", method: .winograd, fusesLayers: true), guarded: true)
        let plain = try EnginePass(naive, .init(name: "plain", method: .winograd, fusesLayers: false))
        #expect(fused.output == plain.output && fused.inputGradient == plain.inputGradient)
        #expect(fused.gradients == plain.gradients && fused.overruns.isEmpty)
    }

    /// Two passes of different sizes on shared weights give the sum of their gradients, and one update.
    @Test func passesShareTheirWeights() throws {
        func network(_ side: Int) throws -> Network {
            var build = NetworkBuilder(input: Shape(channels: 2, height: side, width: side))
            let first = build.convolution("first", from: 2, to: 5, kernel: 3, padding: .zero)
            let last = build.convolution("last", from: 5, to: 2, kernel: 1)
            _ = try build.apply(last, to: build.activate(.leakyReLU(slope: 0.2), build.apply(first, to: build.input)))
            return build.network()
        }
        var random = TestRandom(seed: 3)
        let networks = try [network(9), network(6)]
        let initial = networks[0].parameters.map { random.values($0.count).map { Float($0) } }
        let inputs = networks.map { random.values($0.input.count).map { Float($0) } }
        let gradients = networks.map { random.values($0.output.count).map { Float($0) } }
        func sums(_ indices: [Int]) throws -> (gradients: [[Float]], after: [[Float]]) {
            let shared = try SharedParameters(
                networks[0], initial: initial, optimizer: Optimizer(learningRate: 0.5, rule: .descent), threads: 2)
            // All forward passes first: each keeps what its backward pass needs.
            let passes = try indices.map { try NetworkPass(networks[$0], parameters: shared) }
            for (pass, index) in zip(passes, indices) {
                pass.setInput(inputs[index])
                pass.forward()
            }
            for (pass, index) in zip(passes, indices) { pass.backward(gradients[index]) }
            let sum = shared.readGradients()
            shared.step()
            #expect(shared.readGradients().joined().allSatisfy { $0 == 0 } && shared.iterations == 1)
            return (sum, shared.read())
        }
        let (large, small, both) = (try sums([0]), try sums([1]), try sums([0, 1]))
        for index in initial.indices {
            for i in initial[index].indices {
                let sum = large.gradients[index][i] + small.gradients[index][i]
                #expect(both.gradients[index][i] == sum)
                #expect(both.after[index][i] == initial[index][i] - 0.5 * sum)
            }
        }
    }
}
