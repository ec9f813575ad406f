import BinaryCoding
import DeviceKernels
import DeviceSessions
import Networks
import TestSupport
import Testing

extension DeviceSessionTests {
    /// Training on the device as a whole.
    @Suite struct Training {
        /// Losses of the processor are those of the device but for rounding, which training amplifies.
        @Test(arguments: SmallNetworks.names)
        func followsTheProcessor(_ name: String) throws {
            let data = TrainingData(try SmallNetworks.named(name))
            let processor = try data.processorSession()
            let expected = (0..<5).map { _ in processor.step() }
            try TestDevice.use { backend in
                let session = try data.session(on: backend)
                for (step, loss) in expected.enumerated() {
                    let actual = try session.step()
                    #expect(abs(actual / loss - 1) < (step == 0 ? 1e-5 : 2e-3), "step \(step): \(actual), not \(loss)")
                    #expect(session.dataLoss == actual)
                }
                #expect(session.iterations == 5)
                #expect(expected[4] < expected[0], "nothing was trained")
            }
        }

        @Test(arguments: SmallNetworks.names)
        func repeatsItsBits(_ name: String) throws {
            let data = TrainingData(try SmallNetworks.named(name))
            let count = data.network.output.count
            try TestDevice.use { backend in
                let first = try Outcome(try data.session(on: backend), output: count, steps: 3)
                #expect(try Outcome(try data.session(on: backend), output: count, steps: 3) == first)
            }
        }

        /// The state passes through bytes and goes on in another session, bit for bit.
        @Test(arguments: ["decoder", "skip"])
        func goesOnBitForBit(_ name: String) throws {
            var data = TrainingData(try SmallNetworks.named(name))
            data.optimizer.noise = .init(deviation: 1e-4, seed: 7)
            let count = data.network.output.count
            try TestDevice.use { backend in
                let whole = try data.session(on: backend)
                let start = try Outcome(whole, output: count, steps: 3)
                var writer = ByteWriter()
                writer.write(start.state)
                let rest = try Outcome(whole, output: count, steps: 3)
                let continued = try data.session(on: backend)
                var reader = ByteReader(writer.bytes)
                let state: TrainingState = try reader.read()
                #expect(state == start.state)
                try continued.restore(state)
                #expect(continued.iterations == 3)
                #expect(try Outcome(continued, output: count, steps: 3) == rest)
            }
        }

        /// A processor's state goes on there: parameters lie in the same order.
        @Test func takesOverAProcessorsState() throws {
            let data = TrainingData(try SmallNetworks.named("unet"))
            let processor = try data.processorSession()
            for _ in 0..<3 { _ = processor.step() }
            let state = processor.snapshot(), next = processor.step()
            try TestDevice.use { backend in
                let session = try data.session(on: backend)
                try session.restore(state)
                #expect(abs(try session.step() / next - 1) < 1e-5)
                #expect(try session.readParameters().map(\.count) == data.parameters.map(\.count))
            }
        }

        @Test func weightDecayAndTotalVariation() throws {
            var data = TrainingData(try SmallNetworks.named("convnet"), totalVariation: 0.5)
            data.optimizer.weightDecay = 0.1
            let processor = try data.processorSession()
            let losses = (0..<3).map { _ in processor.step() }, dataLoss = processor.dataLoss
            let expected = processor.readParameters()
            try TestDevice.use { backend in
                let session = try data.session(on: backend)
                let actual = try losses.map { _ in try session.step() }
                for (loss, other) in zip(actual, losses) { #expect(abs(loss / other - 1) < 1e-4) }
                #expect(abs(session.dataLoss / dataLoss - 1) < 1e-4)
                #expect(session.dataLoss < actual[2])
                for (values, others) in zip(try session.readParameters(), expected) {
                    #expect(relativeError(values, others) < 1e-2)
                }
            }
        }

        /// A loss that is not finite ends training: nothing is updated, and the first operation to blame is found.
        @Test func stopsAtALossThatIsNotFinite() throws {
            let data = TrainingData(try SmallNetworks.named("decoder"))
            try TestDevice.use { backend in
                let session = try data.session(on: backend)
                _ = try session.step()
                let before = try session.snapshot()
                #expect(try session.firstNonFinite() == nil)
                var input = data.input
                input[5] = .infinity
                try session.setInput(input)
                #expect(try !session.step().isFinite)
                #expect(session.iterations == 1)
                #expect(try session.snapshot() == before)
                #expect(try session.firstNonFinite() == "conv3 forward")
                var broken = before
                broken.parameters[0] = .nan
                try session.restore(broken)
                try session.setInput(data.input)
                #expect(try !session.step().isFinite)
                #expect(try session.firstNonFinite() == "parameter \(data.network.parameters[0].name)")
            }
        }

        /// Upsampled maps are parts of joined ones: what an earlier step has left beside them does not count.
        @Test func aMapIsSearchedWithoutItsNeighbours() throws {
            let data = TrainingData(try SmallNetworks.named("skip"))
            try TestDevice.use { backend in
                let session = try data.session(on: backend)
                try session.setInput([Float](repeating: .nan, count: data.input.count))
                #expect(try !session.step().isFinite)
                try session.setInput(data.input)
                #expect(try session.firstNonFinite() == nil)
            }
        }

        @Test func refusesTheOperatorNorm() throws {
            let network = try SmallNetworks.operatorNorm()
            #expect(DeviceBackend.refusal(of: network)?.contains("operator-norm") == true)
            #expect(DeviceBackend.refusal(of: try SmallNetworks.named("decoder")) == nil)
            let data = TrainingData(network)
            _ = try TestDevice.use { backend in
                #expect(throws: NetworkError.self) { try data.session(on: backend) }
            }
        }

        /// Kernels count parameters in 32 bits.
        @Test func aNetworkOfTooManyParametersIsRefused() throws {
            var build = NetworkBuilder(input: Shape(channels: 32_768, height: 2, width: 2))
            _ = try build.apply(build.convolution("only", from: 32_768, to: 32_768, kernel: 1), to: build.input)
            #expect(
                DeviceBackend.refusal(of: build.network())?.hasPrefix(
                    "a device trains networks of fewer than 2^30 parameters") == true)
        }

        @Test func refusesMapsThatIndicesDoNotReach() throws {
            func network(side: Int) throws -> Network {
                var build = NetworkBuilder(input: Shape(channels: 1, height: side, width: side))
                _ = try build.apply(build.convolution("only", from: 1, to: 128, kernel: 1), to: build.input)
                return build.network()
            }
            #expect(DeviceBackend.refusal(of: try network(side: 4096))?.contains("128 x 4096 x 4096") == true)
            #expect(DeviceBackend.refusal(of: try network(side: 4095)) == nil)
        }

        /// Memory is known before.
        @Test func memoryIsPlanned() throws {
            let data = TrainingData(try SmallNetworks.named("skip"))
            try TestDevice.use { backend in
                let session = try data.session(on: backend)
                #expect(session.memoryBytes == DeviceMemory(data.network).total)
                #expect(DeviceMemory(data.network).largestBuffer < session.memoryBytes)
            }
        }
    }
}
