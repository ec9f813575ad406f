import Architectures
import Foundation
import Networks
import OperationCases
import Testing
@testable import Benchmarks

/// Every network is timed, and every work of its step belongs to a kind.
@Suite struct NetworksBenchTests {
    /// All operations that there are: a name without a kind would stop the bench.
    @Test(arguments: OperationCase.operations + OperationCase.chains)
    func everyWorkHasAKind(_ operation: OperationCase) throws {
        let network = try operation.network(operation.testSizes[0])
        for engine in EngineVariant.all {
            let session = try engine.session(network, objective: Objective(target: .init(repeating: 0.5, count: network.output.count)),
                                             input: .init(repeating: 0.1, count: network.input.count),
                                             parameters: network.parameters.map { .init(repeating: 0.01, count: $0.count) }, learningRate: 0.001,
                                             threads: 1)
            for name in session.profile().keys { #expect(OperationKind(work: name) != nil, "\(name)") }
        }
    }

    @Test(arguments: [("conv3 backward weights", OperationKind.convolution), ("concatenation forward", .joining), ("deconv forward", .convolution),
                      ("batch norm backward", .norm), ("downsampling forward", .downsampling), ("adam", .optimizer), ("elu forward", .activation)])
    func kindsOfWorks(_ work: String, _ kind: OperationKind) {
        #expect(OperationKind(work: work) == kind)
        #expect(OperationKind(work: "tea break") == nil)
    }

    @Test func sharesAreOfTheWholeTime() {
        let shares = NetworksBench.shares([["conv3 forward": 1, "adam": 0.5], ["conv1 forward": 2, "adam": 0.5]])
        #expect(shares == ["convolution": 0.75, "optimizer": 0.25])
        let row = NetworksBench.Row(network: "n", seconds: 1, shares: ["convolution": 0.5, "norm": 0.3, "activation": 0.2], memoryMB: 1)
        #expect(row.largestOther.kind == "norm" && row.largestOther.share == 0.3)
    }

    @Test func networksAreTimed() throws {
        let bench = try NetworksBench([("deep-decoder", .deepDecoder(.init(width: 16))), ("resnet", .resnet(.init(blocks: 1, width: 16)))],
                                      size: 64, threads: 1, engine: EngineVariant.all[0], iterations: 1)
        #expect(bench.networks.map(\.network) == ["deep-decoder", "resnet"])
        for row in bench.networks {
            #expect(row.seconds > 0 && row.memoryMB > 0)
            #expect(abs(row.shares.values.reduce(0, +) - 1) < 1e-9)
            #expect(row.shares["convolution", default: 0] > 0 && row.shares["norm", default: 0] > 0)
        }
        #expect(bench.networks[0].shares["upsampling", default: 0] > 0 && bench.networks[1].shares["joining", default: 0] > 0)
        let header = bench.text.split(separator: "\n")[1]
        #expect(header.hasPrefix("network       ms a step"))
    }
}
