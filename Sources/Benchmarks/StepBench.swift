import Architectures
import Foundation
import Runs
import Kernels
import Networks
import Randomness
import Restoration

/// A network on an image, random unless one is given, ready to be timed.
package struct StepBench {
    let network: Network
    private let session: CPUSession
    private var random: TorchRandom
    private var inputNoise: InputNoise?

    /// Draws input, parameters and target from PyTorch's stream of seed 0, in this order.
    /// - Parameters:
    ///   - architecture: the network; the options hold the decoder's settings, any other has its published ones.
    ///   - inputNoise: the standard deviation of the noise that is added to the input of each step; nil for none.
    /// - Throws: `NetworkError` when the memory cannot be had.
    package init(
        _ options: BenchNetwork, architecture: Architecture.Name = .decoder, inputNoise: Double? = nil, threads: Int,
        target: [Float]? = nil
    ) throws {
        network = try options.network(architecture)
        var random = TorchRandom(seed: 0)
        let input = random.uniform(count: network.input.count)
        let parameters = network.initialParameters(from: &random)
        session = try options.engine.session(
            network, objective: Objective(target: target ?? random.uniform(count: network.output.count)), input: input,
            parameters: parameters, learningRate: 0.001, threads: threads)
        self.random = random
        self.inputNoise = inputNoise.map { InputNoise(clean: input, deviation: $0) }
    }

    /// Times whole steps, each with its input noise, and then the noise by itself.
    package mutating func measure(iterations: Int) throws -> BenchReport {
        var losses: [Double] = []
        let stamps = try Stopwatch.stamps(iterations) {
            try renewInput()
            losses.append(session.step())
        }
        let noise = inputNoise == nil ? nil : try Stopwatch.stamps(iterations) { try renewInput() }
        return BenchReport(
            stamps: stamps, peakMemoryMB: HostMachine.peakMemoryMB, operations: network.directOperations,
            parameters: network.parameterCount, firstLoss: losses[0], noiseStamps: noise)
    }

    private mutating func renewInput() throws { try inputNoise?.renew(from: &random, in: session) }

    func step() { _ = session.step() }

    /// C x H x W.
    func readOutput(into planes: inout [Float]) { session.readOutput(into: &planes) }

    /// A line an operation: milliseconds of one step, the largest first.
    package func profile() -> String {
        session.profile().map { (operation: $0.key.description, seconds: $0.value) }
            .sorted { ($0.seconds, $1.operation) > ($1.seconds, $0.operation) }
            .map { String(format: "%9.2f ms  ", $0.seconds * 1000) + $0.operation + "\n" }.joined()
    }
}
