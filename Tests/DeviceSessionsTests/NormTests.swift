import DeviceSessions
import Networks
import TestSupport
import Testing

extension DeviceSessionTests {
    /// A batch norm's statistics, which are taken in one reading of its map.
    @Suite struct Norms {
        /// A network that norms its input: 1 x 1 convolution with the identity behind.
        private static func data(channels: Int, height: Int, width: Int, _ input: [Float]) throws -> TrainingData {
            var build = NetworkBuilder(input: Shape(channels: channels, height: height, width: width))
            let norm = build.apply(build.normalization("norm", .batch, channels: channels), to: build.input)
            _ = try build.apply(build.convolution("same", from: channels, to: channels, kernel: 1), to: norm)
            let network = build.network()
            let parameters = network.parameters.map { parameter -> [Float] in
                switch parameter.name {
                case "norm.weight": return [Float](repeating: 1, count: channels)
                case "same.weight":
                    return (0..<channels * channels).map { $0 / channels == $0 % channels ? 1 : 0 }
                default: return [Float](repeating: 0, count: parameter.count)
                }
            }
            return TrainingData(TrainingData(network), input: input, parameters: parameters)
        }

        /// Channels far from zero beside their spread, whose first sample lies far outside, of whole blocks and of parts.
        @Test(arguments: [(70, 40, 41), (3, 16, 16), (16, 5, 7)])
        func areThoseInDoublePrecision(channels: Int, height: Int, width: Int) throws {
            let pixels = height * width
            var random = TestRandom(seed: 5)
            var input = random.values(channels * pixels).map { Float($0) }
            for channel in 0..<channels {
                for pixel in 0..<pixels {
                    // A slope along the map: means of blocks differ.
                    input[channel * pixels + pixel] += Float(20 * channel) + 3 * Float(pixel) / Float(pixels)
                }
                input[channel * pixels] -= 50
            }
            let data = try Self.data(channels: channels, height: height, width: width, input)
            var output = [Float](repeating: 0, count: channels * pixels)
            try TestDevice.use { backend in
                let session = try data.session(on: backend)
                _ = try session.step()
                try session.readOutput(into: &output)
            }
            for channel in 0..<channels {
                let own = channel * pixels..<(channel + 1) * pixels
                let mean = input[own].reduce(0) { $0 + Double($1) } / Double(pixels)
                let variance = input[own].reduce(0) { $0 + (Double($1) - mean) * (Double($1) - mean) } / Double(pixels)
                let gain = 1 / (variance + 1e-5).squareRoot()
                let error = own.reduce(0) { max($0, abs(Double(output[$1]) - (Double(input[$1]) - mean) * gain)) }
                // What the mean's own rounding is, and a little of the largest result's.
                let largest = own.reduce(0) { max($0, abs(Double(output[$1]))) }
                #expect(error < abs(mean) * gain * 0x1p-23 + 1e-6 * largest, "channel \(channel)")
            }
        }
    }
}
