import Foundation
import Harness
import Kernels
import Networks
import Randomness

/// A decoder on an image, random unless one is given, ready to be timed.
struct StepBench {
    let network: Network
    private let session: CPUSession

    /// - Throws: `NetworkError` when the memory cannot be had, `WorkFailure` when the processor lacks what the kernels use.
    init(_ options: NetworkOptions, threads: Int, target: [Float]? = nil) throws {
        try ProcessorSupport.check()
        network = try options.network()
        var random = TorchRandom(seed: 0)
        let input = random.uniform(count: network.input.count)
        let parameters = network.initialParameters(from: &random)
        session = try options.engine.variant.session(
            network, objective: Objective(target: target ?? random.uniform(count: network.output.count)), input: input,
            parameters: parameters, learningRate: 0.001, threads: threads)
    }

    func measure(iterations: Int) -> BenchReport {
        BenchReport(stamps: Stopwatch.stamps(iterations, step), peakMemoryMB: HostMachine.peakMemoryMB, operations: network.directOperations)
    }

    func step() { _ = session.step() }

    /// C x H x W.
    func readOutput(into planes: inout [Float]) { session.readOutput(into: &planes) }

    /// A line an operation: milliseconds of one step, the largest first.
    func profile() -> String {
        session.profile().sorted { ($0.value, $1.key) > ($1.value, $0.key) }
            .map { String(format: "%9.2f ms  ", $0.value * 1000) + $0.key + "\n" }.joined()
    }
}
