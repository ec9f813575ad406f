import BinaryCoding
import Imaging
import Networks
import Randomness

/// The images in the state of a fit that another process writes, read without its network.
public struct CheckpointPictures: Equatable, Sendable {
    /// The output of the last iteration.
    public let output: Image
    /// The moving average of outputs, where there is one.
    public let averaged: Image?

    /// Nil when the bytes are not the state of a fit after so many iterations.
    public init?(state: [UInt8], iteration: Int) {
        // Whether further values follow the training state depends on the method, which the state does not name.
        for hasExtra in [false, true] {
            if let found = try? Self(state, iteration: iteration, hasExtra: hasExtra) {
                self = found
                return
            }
        }
        return nil
    }

    private init(_ state: [UInt8], iteration: Int, hasExtra: Bool) throws {
        var reader = ByteReader(state)
        _ = try reader.read(TrainingState.self)
        if hasExtra { _ = try reader.floats() }
        guard try reader.read(Int.self) == iteration else { throw BinaryError.invalid("another iteration") }
        _ = try reader.read(Double.self)
        _ = try reader.read(TorchRandom.self)
        output = try reader.read(Image.self)
        averaged = try reader.read(Image?.self)
    }
}
