import Architectures
import Foundation
import Kernels
import Networks
import Randomness
import Restoration
import Runs

/// A network on an image, random unless one is given, ready to be timed.
package struct StepBench {
    let network: Network
    private let session: any TrainingSession
    /// Bytes that the session takes on a device; nil on the processor.
    private let deviceMemory: Int?
    private var random: TorchRandom
    private var inputNoise: InputNoise?

    /// Draws input, parameters and target from PyTorch's stream of seed 0, in this order.
    /// - Parameters:
    ///   - architecture: the network; the options hold the decoder's settings, any other has its published ones.
    ///   - inputNoise: the standard deviation of the noise that is added to the input of each step; nil for none.
    ///   - place: where the network is trained; the engine's options belong to the processor.
    /// - Throws: before anything is allocated, a `Refusal` or `DeviceError` when there is too little memory; else `NetworkError` or
    ///   `DeviceError` when it cannot be had after all.
    package init(
        _ options: BenchNetwork, architecture: Architecture.Name = .decoder, inputNoise: Double? = nil, threads: Int,
        target: [Float]? = nil, place: TrainingPlace = .processor
    ) throws {
        network = try options.network(architecture)
        try place.checkRoom(for: network)
        if place == .processor { try BenchRoom.check([network], threads: threads, engine: options.engine) }
        var random = TorchRandom(seed: 0)
        let input = random.uniform(count: network.input.count)
        let parameters = network.initialParameters(from: &random)
        let objective = Objective(target: target ?? random.uniform(count: network.output.count))
        if let backend = try place.backend() {
            session = try backend.compile(
                network, objective: objective, input: input, parameters: parameters,
                optimizer: Optimizer(learningRate: 0.001))
            deviceMemory = DeviceTraining.memory(of: network).total
        } else {
            session = try options.engine.session(
                network, objective: objective, input: input, parameters: parameters, learningRate: 0.001,
                threads: threads)
            deviceMemory = nil
        }
        self.random = random
        self.inputNoise = inputNoise.map { InputNoise(clean: input, deviation: $0) }
    }

    /// Times whole steps, each with its input noise, and then the noise by itself.
    package mutating func measure(iterations: Int) throws -> BenchReport {
        var losses: [Double] = []
        let stamps = try Stopwatch.stamps(iterations) {
            try renewInput()
            losses.append(try session.step())
        }
        let noise = inputNoise == nil ? nil : try Stopwatch.stamps(iterations) { try renewInput() }
        return BenchReport(
            stamps: stamps, peakMemoryMB: HostMachine.peakMemoryMB, operations: network.directOperations,
            parameters: network.parameterCount, firstLoss: losses[0], noiseStamps: noise, deviceMemory: deviceMemory)
    }

    private mutating func renewInput() throws { try inputNoise?.renew(from: &random, iteration: 0, in: session) }

    func step() throws { _ = try session.step() }

    /// C x H x W.
    func readOutput(into planes: inout [Float]) throws { try session.readOutput(into: &planes) }

    /// A line an operation: milliseconds of one step, the largest first; empty on a device, which does not say.
    package func profile() -> String {
        guard let session = session as? CPUSession else { return "" }
        let times: [(operation: String, seconds: Double)] = session.profile().map { ($0.key.description, $0.value) }
        return times.sorted { ($0.seconds, $1.operation) > ($1.seconds, $0.operation) }
            .map { String(format: "%9.2f ms  ", $0.seconds * 1000) + $0.operation + "\n" }.joined()
    }
}
