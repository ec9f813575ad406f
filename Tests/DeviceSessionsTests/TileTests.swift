import DeviceKernels
import Kernels
import Networks
import OperationCases
import TestSupport
import Testing

@testable import DeviceSessions

extension DeviceSessionTests {
    /// Convolutions by every method and tile, also those that their size does not call for.
    @Suite struct Tiles {
        static let names = [
            "conv3, batch norm, leaky ReLU, conv3, reflect", "one map into two transposed convolutions",
            "conv3 of stride 2, batch norm, leaky ReLU, conv3, batch norm, leaky ReLU, conv1",
        ]

        @Test(arguments: names)
        func computesTheSame(_ name: String) throws {
            let operation = try #require(
                (OperationCase.operations + OperationCase.chains).first { $0.name == name })
            let naive = NaiveStep(try operation.network(operation.testSizes[0]), samples: 2)
            for method in ConvolutionMethod.allCases {
                for tile in Tile.allCases {
                    let step = try EngineStep(onDevice: naive, DeviceVariant(method: method, tile: tile))
                    #expect(step.outputError(naive) < 2e-5, "\(method), \(tile)")
                    for (name, error) in step.gradientErrors(naive) {
                        #expect(error < 1e-3, "\(method), \(tile), \(name)")
                    }
                }
            }
        }

        /// Every tile is some product's.
        @Test func allAreUsed() {
            let chosen = [(262_144, 3), (1000, 16), (256, 128), (262_144, 128)].map {
                Tile.forProduct(rows: $0.0, columns: $0.1)
            }
            #expect(chosen == [.narrow, .thin, .middle, .large])
        }
    }
}
