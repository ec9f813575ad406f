import DeviceSessions
import Foundation
import Kernels
import Networks
import TestSupport
import Testing

extension DeviceSessionTests {
    /// The Lipschitz control's norms against LAPACK's.
    @Suite struct Control {
        /// By LAPACK, from weights in PyTorch's order, out x (in k k).
        private func expected(_ weights: [Float], outputs: Int) -> Double {
            let window = weights.count / outputs, norm = SpectralNorm(rows: outputs, columns: window)
            return withUnsafeTemporaryAllocation(of: Float.self, capacity: norm.scratchCount) {
                Double(norm.measure(weights, scratch: $0.baseAddress!))
            }
        }

        private func norms(of session: DeviceSession, _ network: Network) throws -> [(actual: Double, expected: Double)]
        {
            let parameters = try session.readParameters()
            _ = try session.step()
            let weights = network.nodes.compactMap { node -> (Int, Int)? in
                guard case .convolution(let layer) = node.operation, layer.lipschitz != nil else { return nil }
                return (layer.weight.index, layer.outputChannels)
            }
            return zip(try session.readNorms(), weights).map {
                (Double($0), expected(parameters[$1.0], outputs: $1.1))
            }
        }

        @Test func isExactOnEveryStepOfARun() throws {
            var data = TrainingData(try SmallNetworks.named("decoder"))
            data.optimizer.learningRate = 0.01
            try TestDevice.use { backend in
                let session = try data.session(on: backend)
                var above = 0
                for step in 0..<20 {
                    let found = try norms(of: session, data.network)
                    #expect(found.count >= 4)
                    for (actual, expected) in found {
                        #expect(abs(actual / expected - 1) < 1e-5, "step \(step): \(actual), not \(expected)")
                        above += actual > 0.8 ? 1 : 0
                    }
                }
                #expect(above > 0, "no ceiling was reached")
            }
        }

        /// Matrices whose largest singular values lie together, are equal, stand alone, or are none.
        @Test(arguments: [1, 0.999_99, 0.9999, 0.999, 0.9, 0.1, 0] as [Double])
        func isExactWhateverTheSecondValueIs(ratio: Double) throws {
            let network = try network(channels: 40)
            var random = TestRandom(seed: 5)
            var data = TrainingData(network)
            // Twenty values of `ratio`, one of 1, in planes that are turned at random; one layer of zeros.
            var matrix = (0..<40).map { row in (0..<40).map { $0 != row ? 0.0 : row == 7 ? 1 : row < 28 ? ratio : 0.01 }
            }
            for _ in 0..<400 {
                let i = Int.random(in: 0..<40, using: &random), j = Int.random(in: 0..<40, using: &random)
                guard i != j else { continue }
                let angle = Double.random(in: 0...3, using: &random)
                for row in 0..<40 {
                    let (a, b) = (matrix[row][i], matrix[row][j])
                    matrix[row][i] = cos(angle) * a - sin(angle) * b
                    matrix[row][j] = sin(angle) * a + cos(angle) * b
                }
            }
            var parameters = data.parameters
            parameters[0] = matrix.flatMap { $0.map { Float($0) } }
            parameters[1] = [Float](repeating: 0, count: 1600)
            data = TrainingData(data, parameters: parameters)
            try TestDevice.use { backend in
                let found = try norms(of: try data.session(on: backend), network)
                #expect(abs(found[0].actual / found[0].expected - 1) < 1e-5, "\(found[0])")
                #expect(abs(found[0].expected - 1) < 1e-4)
                #expect(found[1].actual == 0)
            }
        }

        /// Two controlled layers 1 x 1 without bias.
        private func network(channels: Int) throws -> Network {
            var build = NetworkBuilder(input: Shape(channels: channels, height: 4, width: 4))
            var value = build.input
            for name in ["first", "second"] {
                value = try build.apply(
                    build.convolution(name, from: channels, to: channels, kernel: 1, bias: false, lipschitz: 0.5),
                    to: value)
            }
            return build.network()
        }
    }
}
