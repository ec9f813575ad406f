import DeviceSessions
import Networks
import Randomness
import TestSupport
import Testing

extension DeviceSessionTests {
    /// Noise of weights and of the input against the processor's.
    @Suite struct Noise {
        /// With a learning rate of 0 only the noise moves weights.
        @Test func ofWeightsIsTheProcessors() throws {
            var data = TrainingData(try SmallNetworks.named("unet"))
            data.optimizer = Optimizer(learningRate: 0, noise: .init(deviation: 1, seed: 11))
            let processor = try data.processorSession()
            for _ in 0..<2 { _ = processor.step() }
            let expected = processor.readParameters()
            try TestDevice.use { backend in
                let session = try data.session(on: backend)
                for _ in 0..<2 { _ = try session.step() }
                for (index, values) in try session.readParameters().enumerated() {
                    let largest = zip(values, expected[index]).reduce(0) { max($0, abs($1.0 - $1.1)) }
                    #expect(largest < 2e-6, "\(data.network.parameters[index].name)")
                }
                #expect(try session.readParameters() != data.parameters)
            }
        }

        /// Inputs of whole sixteens, and one with samples left over.
        @Test(arguments: [32, 31])
        func ofTheInputIsTheProcessors(side: Int) throws {
            var build = NetworkBuilder(input: Shape(channels: 3, height: side, width: 31))
            _ = try build.apply(build.convolution("only", from: 3, to: 3, kernel: 1), to: build.input)
            let data = TrainingData(build.network())
            let processor = try data.processorSession()
            var expected = [Float](repeating: 0, count: data.network.output.count), actual = expected
            var random = TorchRandom(seed: 9), again = random
            try TestDevice.use { backend in
                let session = try data.session(on: backend)
                for _ in 0..<2 {
                    processor.renewInput(data.input, deviation: 0.5) { random.fillUniform($0) }
                    try session.renewInput(data.input, deviation: 0.5) { again.fillUniform($0) }
                    _ = processor.step()
                    _ = try session.step()
                    processor.readOutput(into: &expected)
                    try session.readOutput(into: &actual)
                    let largest = zip(actual, expected).reduce(0) { max($0, abs($1.0 - $1.1)) }
                    #expect(largest < 1e-5)
                }
            }
        }

        @Test func ofTheInputByThreefryIsTheProcessors() throws {
            var build = NetworkBuilder(input: Shape(channels: 3, height: 21, width: 31))
            _ = try build.apply(build.convolution("only", from: 3, to: 3, kernel: 1), to: build.input)
            let data = TrainingData(build.network())
            let processor = try data.processorSession()
            var expected = [Float](repeating: 0, count: data.network.output.count), actual = expected, before = expected
            try TestDevice.use { backend in
                let session = try data.session(on: backend)
                for iteration in [0, 1 << 33 + 12] {
                    processor.renewInput(data.input, deviation: 0.5, seed: 4, iteration: iteration)
                    try session.renewInput(data.input, deviation: 0.5, seed: 4, iteration: iteration)
                    _ = processor.step()
                    _ = try session.step()
                    processor.readOutput(into: &expected)
                    try session.readOutput(into: &actual)
                    let largest = zip(actual, expected).reduce(0) { max($0, abs($1.0 - $1.1)) }
                    #expect(largest < 1e-5 && expected != before)
                    before = expected
                }
            }
        }
    }
}
