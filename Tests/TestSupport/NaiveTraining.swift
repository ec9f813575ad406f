import Networks
import OperationCases

/// A few updates of a case on random data in Double: gradients are central differences of the sum of the passes' losses by the naive
/// network, in every parameter that is trained.
package struct NaiveTraining {
    package static let updates = 5

    let networks: [Network]
    let step: CaseStep
    /// Of each pass.
    let inputs: [[Float]]
    let targets: [[Float]]
    let initial: [[Float]]
    /// Before each update.
    let losses: [Double]
    /// After the last.
    let parameters: [[Double]]

    package init(_ networks: [Network], _ step: CaseStep, seed: UInt64 = 2) {
        var random = TestRandom(seed: seed)
        var values = NaiveStep.parameters(of: networks[0], &random)
        let maps = networks.map { network in
            NaiveMap(
                channels: network.input.channels, height: network.input.height, width: network.input.width,
                values: random.values(network.input.count))
        }
        let targets = networks.map { random.values($0.output.count, in: 0...1) }
        let naive = networks.map { NaiveNetwork($0) }
        func loss(_ parameters: [[Double]]) -> Double {
            naive.indices.reduce(0) { sum, pass in
                let output = naive[pass].evaluate(parameters, input: maps[pass]).output
                return sum + NaiveLayers.meanSquaredError(output, target: targets[pass], mask: nil)
            }
        }
        /// Zero where the parameter is frozen.
        func slope(_ parameter: Int, _ place: Int) -> Double {
            if step.frozen, naive[0].isOfConvolution(parameter) { return 0 }
            func moved(_ distance: Double) -> Double {
                var moved = values
                moved[parameter][place] += distance
                return loss(moved)
            }
            return (moved(1e-6) - moved(-1e-6)) / 2e-6
        }
        inputs = maps.map { $0.values.map { Float($0) } }
        initial = values.map { $0.map { Float($0) } }
        var update = NaiveUpdate(step.optimizer, count: values.joined().count)
        var losses: [Double] = []
        for _ in 0..<Self.updates {
            losses.append(loss(values))
            let gradients = values.indices.flatMap { parameter in
                values[parameter].indices.map { slope(parameter, $0) }
            }
            var all = Array(values.joined())
            update.apply(gradients, to: &all)
            for parameter in values.indices {
                values[parameter] = Array(all.prefix(values[parameter].count))
                all.removeFirst(values[parameter].count)
            }
        }
        self.networks = networks
        self.step = step
        self.targets = targets.map { $0.map { Float($0) } }
        self.losses = losses
        parameters = values
    }
}

/// The same updates by an engine: by a session, or by passes where the step is composed of them.
package struct EngineTraining: Equatable {
    package let losses: [Double]
    package let parameters: [[Float]]

    package init(_ naive: NaiveTraining, _ engine: EngineVariant, threads: Int = 1) throws {
        let optimizer = naive.step.optimizer
        guard naive.step.isComposed else {
            let session = try engine.session(
                naive.networks[0], objective: Objective(target: naive.targets[0]), input: naive.inputs[0],
                parameters: naive.initial, optimizer: optimizer, threads: threads)
            losses = (0..<NaiveTraining.updates).map { _ in session.step() }
            parameters = session.readParameters()
            return
        }
        let shared = try SharedParameters(
            naive.networks[0], initial: naive.initial, optimizer: optimizer, threads: threads)
        let passes = try naive.networks.map {
            try NetworkPass(
                $0, parameters: shared, method: engine.method, frozen: naive.step.frozen,
                fusesLayers: engine.fusesLayers)
        }
        for (pass, input) in zip(passes, naive.inputs) { pass.setInput(input) }
        losses = (0..<NaiveTraining.updates).map { _ in
            // All forward passes first: each keeps what its backward pass needs.
            for pass in passes { pass.forward() }
            var loss = 0.0
            for (pass, target) in zip(passes, naive.targets) {
                var output = [Float](repeating: 0, count: target.count)
                pass.readOutput(into: &output)
                let differences = zip(output, target).map { $0 - $1 }, count = Float(target.count)
                loss += differences.reduce(0) { $0 + Double($1) * Double($1) } / Double(target.count)
                pass.backward(differences.map { 2 / count * $0 })
            }
            shared.step()
            return loss
        }
        parameters = shared.read()
    }

    /// The largest difference of a loss, relative to the first one.
    package func lossError(_ naive: NaiveTraining) -> Double {
        zip(losses, naive.losses).reduce(0) { max($0, abs($1.0 - $1.1)) } / naive.losses[0]
    }

    /// The largest difference of a parameter, relative to how far any of them has moved.
    package func parameterError(_ naive: NaiveTraining) -> Double {
        let (own, wanted) = (Array(parameters.joined()), Array(naive.parameters.joined()))
        let start = Array(naive.initial.joined())
        let moved = zip(wanted, start).reduce(0) { max($0, abs($1.0 - Double($1.1))) }
        return zip(own, wanted).reduce(0) { max($0, abs(Double($1.0) - $1.1)) } / moved
    }

    /// Whether a parameter of a convolution is not what it was.
    package func hasMovedConvolutions(_ naive: NaiveTraining) -> Bool {
        let network = NaiveNetwork(naive.networks[0])
        return parameters.indices.contains {
            network.isOfConvolution($0) && parameters[$0] != naive.initial[$0]
        }
    }
}
