import Architectures
import Foundation
import Kernels
import Networks
import OperationCases
import Testing
@testable import Benchmarks

/// Every network is timed, and every operation of its step is of a kind.
@Suite struct NetworksBenchTests {
    /// A kind is part of an operation's declaration; these are in words what they are by kind.
    @Test(arguments: OperationCase.operations + OperationCase.chains)
    func operationsAreOfTheirKind(_ operation: OperationCase) throws {
        let words: [(StepOperation.Kind, [String])] = [
            (
                .convolution,
                ["conv1 ", "conv3 ", "conv5 ", "conv weights", "deconv ", "winograd", "subpixel", "bias gradient"]
            ),
            (.norm, ["mean-only norm", "batch norm"]), (.activation, ["leaky ReLU", "swish", "elu", "sigmoid"]),
            (.upsampling, ["upsampling", "depth to space"]), (.downsampling, ["downsampling", "max pooling"]),
            (.joining, ["concatenation", "addition", "gradient sum"]), (.control, ["lipschitz control"]),
            (.loss, ["mean squared error", "total variation"]), (.optimizer, ["adam", "weight noise"]),
        ]
        let network = try operation.network(operation.testSizes[0])
        for engine in EngineVariant.all {
            let session = try engine.session(
                network, objective: Objective(target: .init(repeating: 0.5, count: network.output.count)),
                input: .init(repeating: 0.1, count: network.input.count),
                parameters: network.parameters.map { .init(repeating: 0.01, count: $0.count) }, learningRate: 0.001,
                threads: 1)
            for done in session.profile().keys {
                let kind = words.first { $0.1.contains(where: done.description.hasPrefix) }?.0
                #expect(done.kind == kind, "\(done)")
            }
        }
    }

    @Test func sharesAreOfTheWholeTime() {
        let shares = NetworksBench.shares([
            [.convolution("conv3 forward"): 1, .optimizer("adam"): 0.5],
            [.convolution("conv1 forward"): 2, .optimizer("adam"): 0.5],
        ])
        #expect(shares == ["convolution": 0.75, "optimizer": 0.25])
        let row = NetworksBench.Row(
            network: "n", seconds: 1, shares: ["convolution": 0.5, "norm": 0.3, "activation": 0.2], memoryMB: 1)
        #expect(row.largestOther.kind == "norm" && row.largestOther.share == 0.3)
    }

    @Test func networksAreTimed() throws {
        let bench = try NetworksBench(
            [("deep-decoder", .deepDecoder(.init(width: 16))), ("resnet", .resnet(.init(blocks: 1, width: 16)))],
            size: 64, threads: 1, engine: EngineVariant.all[0], iterations: 1)
        #expect(bench.networks.map(\.network) == ["deep-decoder", "resnet"])
        for row in bench.networks {
            #expect(row.seconds > 0 && row.memoryMB > 0)
            let sum: Double = row.shares.values.reduce(0, +)
            #expect(abs(sum - 1) < 1e-9)
            #expect(row.shares["convolution", default: 0] > 0 && row.shares["norm", default: 0] > 0)
        }
        #expect(
            bench.networks[0].shares["upsampling", default: 0] > 0
                && bench.networks[1].shares["joining", default: 0] > 0)
        let header = bench.text.split(separator: "\n")[1]
        #expect(header.hasPrefix("network       ms per step"))
    }
}
