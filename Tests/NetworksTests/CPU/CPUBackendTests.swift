import Architectures
import Networks
import Randomness
import Testing

/// Training on the processor: the same numbers for any number of threads, states that can be taken back, and what happens to a run
/// that diverges.
@Suite struct CPUBackendTests {
    @Test(arguments: TrainedNetworks.names)
    func resultsDoNotDependOnThreads(_ name: String) throws {
        let network = try TrainedNetworks.named(name)
        func run(threads: Int) throws -> TrainingRun {
            TrainingRun(
                try makeSession(network, threads: threads, learningRate: 0.01), output: network.output.count, steps: 5)
        }
        let reference = try run(threads: 1)
        #expect(Set(reference.losses).count == 5)
        for threads in [1, 2, 3, 4, 4] {
            let other = try run(threads: threads)
            #expect(other == reference, "\(threads) threads")
        }
    }

    @Test func restoredSessionsRepeatTheirSteps() throws {
        let network = try TrainedNetworks.decoder()
        let session = try makeSession(network, threads: 2)
        _ = TrainingRun(session, output: network.output.count, steps: 3)
        let state = session.snapshot()
        #expect(state.iterations == 3)
        let first = TrainingRun(session, output: network.output.count, steps: 4)
        #expect(first.state != state)
        session.restore(state)
        #expect(session.snapshot() == state)
        #expect(session.iterations == 3)
        #expect(TrainingRun(session, output: network.output.count, steps: 4) == first)

        let other = try makeSession(network, seed: 3)
        other.restore(state)
        #expect(TrainingRun(other, output: network.output.count, steps: 4) == first)
    }

    @Test func theInputCanBeReplaced() throws {
        let network = try TrainedNetworks.decoder(width: 8)
        let session = try makeSession(network)
        let start = session.snapshot()
        let loss = session.step()
        session.restore(start)
        session.setInput([Float](repeating: 0.25, count: network.input.count))
        #expect(session.step() != loss)
    }

    @Test func lossFallsAndParametersMove() throws {
        let network = try TrainedNetworks.decoder(width: 8)
        let session = try makeSession(network, learningRate: 0.01)
        let before = session.readParameters()
        let losses = (0..<30).map { _ in session.step() }
        #expect(losses[29] < losses[0])
        #expect(session.iterations == 30)
        for (index, parameter) in network.parameters.enumerated() {
            // A bias before a norm has no effect and keeps its initial value.
            let dead = parameter.name.hasPrefix("block") || parameter.name.hasPrefix("stage")
            let moved = session.readParameters()[index] != before[index]
            #expect(
                moved != (dead && parameter.name.hasSuffix(".bias") && parameter.name.contains("conv")),
                "\(parameter.name)")
        }
    }

    @Test(arguments: [nil, 1.4])
    func aDivergingSessionStopsUpdating(lipschitz: Double?) throws {
        let session = try makeSession(
            TrainedNetworks.decoder(width: 8, lipschitz: lipschitz), threads: 2, learningRate: 1e30)
        #expect(session.step().isFinite)
        #expect(session.firstNonFinite() != nil)
        let diverged = session.snapshot()
        for _ in 0..<2 {
            #expect(!session.step().isFinite)
            #expect(session.snapshot() == diverged)
            #expect(session.iterations == 1)
        }
        let culprit = try #require(session.firstNonFinite())
        #expect(culprit.hasSuffix("forward"), "\(culprit)")
    }

    @Test(arguments: [Float.nan, .infinity, -.infinity])
    func aValueThatIsNoNumberIsNamed(_ value: Float) throws {
        for lipschitz in [nil, 1.4] {
            let session = try makeSession(TrainedNetworks.decoder(width: 8, lipschitz: lipschitz))
            #expect(session.firstNonFinite() == nil)
            var state = session.snapshot()
            state.parameters[0] = value
            session.restore(state)
            #expect(!session.step().isFinite)
            #expect(session.iterations == 0)
            #expect(session.firstNonFinite() == "parameter block0.conv1.weight")
        }
    }

    @Test(arguments: [Double.nan, .infinity])
    func aLossThatIsNoNumberUpdatesNothing(_ loss: Double) throws {
        let network = try TrainedNetworks.decoder(width: 8)
        var random = TorchRandom(seed: 1)
        var target = random.uniform(count: network.output.count)
        target[17] = Float(loss)
        let session = try CPUSession(
            network, objective: Objective(target: target), input: random.uniform(count: network.input.count),
            parameters: network.initialParameters(from: &random), learningRate: 0.001, threads: 2)
        let start = session.snapshot()
        let value = session.step()
        #expect(loss.isNaN ? value.isNaN : value == loss)
        #expect(session.snapshot() == start)
        // All maps are finite: it is the loss itself.
        #expect(session.firstNonFinite() == nil)
    }

    @Test func aMapThatOverflowsIsNamed() throws {
        let session = try makeSession(TrainedNetworks.decoder(width: 8, lipschitz: nil))
        var state = session.snapshot()
        for i in state.parameters.indices { state.parameters[i] *= 1e36 }
        session.restore(state)
        #expect(!session.step().isFinite)
        #expect(session.firstNonFinite() == "conv3 forward")
    }

    @Test func gradientsStayFiniteWhereTheSigmoidSaturates() throws {
        let network = try TrainedNetworks.decoder(width: 8)
        let session = try makeSession(network)
        var state = session.snapshot()
        for i in state.parameters.indices { state.parameters[i] *= 1000 }
        session.restore(state)
        #expect(session.step().isFinite)
        let largest = session.readGradients().joined().reduce(0) { $1.isFinite ? max($0, abs($1)) : .infinity }
        #expect(largest.isFinite)
    }
}
