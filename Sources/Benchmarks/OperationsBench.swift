import Foundation
import Networks
import OperationCases
import Randomness
import Wording

/// One training step of each case that the tests compare with the naive network, at a real size.
package struct OperationsBench: BenchResult, Equatable {
    struct Row: Codable, Equatable {
        let name: String
        let milliseconds: Double
        let gflops: Double

        enum CodingKeys: String, CodingKey {
            case name = "case", milliseconds = "ms", gflops
        }
    }

    let size: Int
    let width: Int
    let threads: Int
    let engine: String
    let iterations: Int
    let cases: [Row]

    package static let allCases = OperationCase.operations + OperationCase.chains + OperationCase.steps

    /// - Throws: `NetworkError`; a `Refusal` before the first case is timed when there is too little memory for one of them.
    package init(_ chosen: [OperationCase], size: Int, width: Int, threads: Int, engine: EngineVariant, iterations: Int)
        throws
    {
        self.size = size
        self.width = width
        self.threads = threads
        self.engine = engine.name
        self.iterations = iterations
        let built = try chosen.map { operation in
            let side = size / operation.growth
            return try operation.networks(CaseSize(side, side, channels: width), frame: 1)
        }
        for networks in built { try BenchRoom.check(networks, threads: threads, engine: engine) }
        cases = try zip(chosen, built).map { operation, networks in
            let step = try Self.step(operation, networks, threads: threads, engine: engine)
            let report = BenchReport(
                stamps: Stopwatch.stamps(iterations, step), peakMemoryMB: 0,
                operations: networks.reduce(0) { $0 + $1.directOperations })
            return Row(name: operation.name, milliseconds: report.medianSeconds * 1000, gflops: report.gflops ?? 0)
        }
    }

    /// A step of a case on random data.
    private static func step(_ operation: OperationCase, _ networks: [Network], threads: Int, engine: EngineVariant)
        throws -> () -> Void
    {
        var random = TorchRandom(seed: 0)
        let inputs = networks.map { random.uniform(count: $0.input.count) }
        let samples = networks.map { Objective.samples(of: $0.output, downsampling: operation.downsampling) }
        let targets = samples.map { random.uniform(count: $0) }
        let initial = networks[0].initialParameters(from: &random), optimizer = operation.step.optimizer
        guard operation.step.isComposed else {
            let objective = Objective(
                target: targets[0], downsampling: operation.downsampling,
                totalVariation: operation.totalVariation.map { TotalVariationTerm(weight: $0) })
            let session = try engine.session(
                networks[0], objective: objective, input: inputs[0], parameters: initial, optimizer: optimizer,
                threads: threads)
            return { _ = session.step() }
        }
        let shared = try SharedParameters(networks[0], initial: initial, optimizer: optimizer, threads: threads)
        let passes = try networks.map {
            try NetworkPass(
                $0, parameters: shared, method: engine.method, frozen: operation.step.frozen,
                fusesLayers: engine.fusesLayers)
        }
        for (pass, input) in zip(passes, inputs) { pass.setInput(input) }
        return {
            for pass in passes { pass.forward() }
            // Any gradient of the outputs takes the same time.
            for (pass, target) in zip(passes, targets) { pass.backward(target) }
            shared.step()
        }
    }

    package var text: String {
        let rows = cases.map { [$0.name, String(format: "%.3f", $0.milliseconds), String(format: "%.1f", $0.gflops)] }
        return TextColumns.lines([["case", "ms per step", "GFLOP/s as direct convolution"]] + rows).joined(
            separator: "\n") + "\n"
    }
}
