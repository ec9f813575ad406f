import BinaryCoding
import Networks
import Testing

@Suite struct TrainingStateTests {
    @Test func aSessionGoesOnFromItsBytes() throws {
        let network = try TrainedNetworks.decoder(width: 8)
        let session = try makeSession(network, threads: 2, learningRate: 0.01)
        _ = TrainingRun(session, output: network.output.count, steps: 2)
        var writer = ByteWriter()
        writer.write(session.snapshot())
        let expected = TrainingRun(session, output: network.output.count, steps: 2)

        var reader = ByteReader(writer.bytes)
        let state = try reader.read(TrainingState.self)
        try reader.finish()
        let other = try makeSession(network, learningRate: 0.01)
        other.restore(state)
        #expect(TrainingRun(other, output: network.output.count, steps: 2) == expected)
        #expect(state.iterations == 2)
    }

    private func bytes(iterations: Int, counts: [Int]) -> [UInt8] {
        var writer = ByteWriter()
        writer.write(iterations)
        for count in counts { writer.write(floats: [Float](repeating: 0.5, count: count)) }
        return writer.bytes
    }

    @Test func whatNoSessionHasIsRefused() {
        let whole = bytes(iterations: 1, counts: [3, 3, 3])
        var reader = ByteReader(whole)
        #expect(throws: Never.self) { try reader.read(TrainingState.self) }
        for count in 0..<whole.count {
            var reader = ByteReader(whole, 0..<count)
            #expect(throws: BinaryError.self) { try reader.read(TrainingState.self) }
        }
        for (iterations, counts) in [(-1, [3, 3, 3]), (1, [3, 2, 3]), (1, [3, 3, 4])] {
            var reader = ByteReader(bytes(iterations: iterations, counts: counts))
            #expect(
                throws: BinaryError.invalid(
                    "3 parameters with \(counts[1]) and \(counts[2]) moments after \(iterations) updates")
            ) {
                try reader.read(TrainingState.self)
            }
        }
    }
}
