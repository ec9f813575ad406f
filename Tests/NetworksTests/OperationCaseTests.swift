import DeviceSessions
import Networks
import OperationCases
import TestSupport
import Testing

/// Every case with every engine variant, and on a device where one is found, against the naive network: output and loss within 2e-5; gradients within 1e-3 of the array's
/// largest, or of its length.
@Suite struct OperationCaseTests {
    static let outputTolerance = 2e-5
    static let gradientTolerance = 1e-3

    @Test(arguments: CaseTrial.operations)
    func operation(_ trial: CaseTrial) throws { try compare(trial) }

    @Test(arguments: CaseTrial.chains)
    func chain(_ trial: CaseTrial) throws { try compare(trial) }

    @Test(arguments: CaseTrial.networks)
    func network(_ trial: CaseTrial) throws { try compare(trial) }

    /// Several updates: of several passes, with frozen convolutions, by each rule and schedule.
    @Test(arguments: CaseTrial.steps)
    func steps(_ trial: CaseTrial) throws {
        let operation = trial.operation
        let naive = try NaiveTraining(operation.networks(trial.size), operation.step)
        for engine in EngineVariant.all {
            let training = try EngineTraining(naive, engine)
            #expect(training.lossError(naive) < Self.outputTolerance, "\(engine)")
            #expect(training.parameterError(naive) < Self.gradientTolerance, "\(engine)")
            #expect(training.hasMovedConvolutions(naive) == !operation.step.frozen, "\(engine)")
            let threaded = try EngineTraining(naive, engine, threads: 3)
            #expect(threaded == training, "\(engine)")
        }
    }

    /// The table has a step for each rule and each schedule.
    @Test func everyWayToUpdateHasAStep() {
        let steps = OperationCase.steps.map(\.step)
        #expect(steps.contains { $0.divisors.count > 1 } && steps.contains(where: \.frozen))
        for rule in [Optimizer.Rule.adam, .amsgrad, .descent] { #expect(steps.contains { $0.optimizer.rule == rule }) }
        let names = Set(steps.map { "\($0.optimizer.schedule)".prefix { $0 != "(" } })
        #expect(names == ["constant", "steps", "cosine", "exponential"])
        #expect(steps.contains { $0.optimizer.largestNorm != nil && $0.optimizer.weightDecay == 0 })
        #expect(steps.contains { $0.optimizer.weightDecay > 0 })
        #expect(steps.contains { $0.optimizer.rule == .adam && $0.optimizer.epsilon != Optimizer.standardEpsilon })
    }

    private func compare(_ trial: CaseTrial) throws {
        let network = try trial.network()
        // The larger the network, the fewer single entries: a naive evaluation in Double takes its time. All are in the slope along them.
        let samples = max(1, min(40, Int(4e6 / network.directOperations)))
        let naive = NaiveStep(
            network, masked: trial.operation.masked, downsampling: trial.operation.downsampling,
            totalVariation: trial.operation.totalVariation, samples: samples)
        for engine in EngineVariant.all {
            let step = try EngineStep(naive, engine, guarded: false)
            expectSame(step, as: naive, "\(engine)")
            // The same in memory whose buffers have guards between them: nothing is read or written beyond its buffer.
            let guarded = try EngineStep(naive, engine, threads: 2, guarded: true)
            #expect(guarded.overruns.isEmpty, "\(engine)")
            let same = guarded == step
            #expect(same, "\(engine), guarded")
        }
        if TestDevice.isAvailable, DeviceBackend.refusal(of: network) == nil {
            let step = try EngineStep(onDevice: naive)
            expectSame(step, as: naive, "on a device")
            let layers = try EngineStep(onDevice: naive, DeviceVariant(fusesLayers: false))
            expectSame(layers, as: naive, "on a device, layer by layer")
            let same = layers == step
            #expect(same, "on a device, layer by layer")
        }
    }

    private func expectSame(_ step: EngineStep, as naive: NaiveStep, _ engine: String) {
        #expect(step.outputError(naive) < Self.outputTolerance, "\(engine)")
        #expect(step.lossError(naive) < Self.outputTolerance, "\(engine)")
        let errors = step.gradientErrors(naive)
        #expect(errors.count == step.gradients.count)
        for (name, error) in errors {
            #expect(error < Self.gradientTolerance, "\(engine), gradient of \(name)")
        }
    }

    /// Names select cases (`dip bench operations --filter`), so each has its own.
    @Test func namesAreUnique() {
        let names = (OperationCase.operations + OperationCase.chains + OperationCase.steps + OperationCase.networks)
            .map(\.name)
        #expect(Set(names).count == names.count)
    }

    /// Chains lie on both sides of Winograd's limits.
    @Test func sizesSurroundTheLimitsOfWinograd() {
        let chains = CaseTrial.chains.map(\.size)
        #expect(chains.contains { $0.height * $0.width < 256 } && chains.contains { $0.height * $0.width > 256 })
        #expect(chains.contains { $0.channels == 32 && $0.outputs == 64 })
        #expect(chains.contains { $0.height % 2 == 1 } && chains.contains { $0.height % 4 == 0 })
    }
}
