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

    package static let allCases = OperationCase.operations + OperationCase.chains

    /// - Throws: `NetworkError`.
    package init(_ chosen: [OperationCase], size: Int, width: Int, threads: Int, engine: EngineVariant, iterations: Int)
        throws
    {
        self.size = size
        self.width = width
        self.threads = threads
        self.engine = engine.name
        self.iterations = iterations
        cases = try chosen.map { operation in
            let side = size / operation.growth
            let network = try operation.network(CaseSize(side, side, channels: width), frame: 1)
            var random = TorchRandom(seed: 0)
            let input = random.uniform(count: network.input.count)
            let samples = Objective.samples(of: network.output, downsampling: operation.downsampling)
            let objective = Objective(
                target: random.uniform(count: samples), downsampling: operation.downsampling,
                totalVariation: operation.totalVariation.map { TotalVariationTerm(weight: $0) })
            let session = try engine.session(
                network, objective: objective, input: input, parameters: network.initialParameters(from: &random),
                learningRate: 0.001, threads: threads)
            let report = BenchReport(
                stamps: Stopwatch.stamps(iterations) { _ = session.step() }, peakMemoryMB: 0,
                operations: network.directOperations)
            return Row(name: operation.name, milliseconds: report.medianSeconds * 1000, gflops: report.gflops ?? 0)
        }
    }

    package var text: String {
        let rows = cases.map { [$0.name, String(format: "%.3f", $0.milliseconds), String(format: "%.1f", $0.gflops)] }
        return TextColumns.lines([["case", "ms per step", "GFLOP/s as direct convolution"]] + rows).joined(
            separator: "\n") + "\n"
    }
}
