import BinaryCoding
import Imaging
import Networks
import Randomness

extension Fit {
    /// Writes everything that the next iterations depend on. Throws when the device has failed.
    public func encodeState(to writer: inout ByteWriter) throws { encode(try state, to: &writer) }

    /// Writes the state from which a fit that differs by more iterations only goes on where this one ended, bit for bit: without
    /// what was recorded of the last iteration for being the last. Throws when the device has failed.
    public func encodeEndState(to writer: inout ByteWriter) throws {
        var state = try state
        state.progress.forgetExtraRow()
        encode(state, to: &writer)
    }

    private func encode(_ state: FitState, to writer: inout ByteWriter) {
        writer.write(state.training)
        if !state.training.extra.isEmpty { writer.write(floats: state.training.extra) }
        state.progress.encode(to: &writer)
    }

    /// Restores the state that a fit of the same configuration and problem wrote; the fit then continues as that one would, bit for bit, on any number of threads.
    ///
    /// Throws `BinaryError` when the bytes are not a valid state of this fit, which is then unchanged.
    public func restoreState(from reader: inout ByteReader) throws {
        var state = try state
        let parameterCount = state.training.parameters.count, extraCount = state.training.extra.count
        state.training = try reader.read()
        if extraCount > 0 { state.training.extra = try reader.floats() }
        guard state.training.extra.count == extraCount else {
            throw BinaryError.invalid("\(state.training.extra.count) further values where the method has \(extraCount)")
        }
        guard state.training.parameters.count == parameterCount else {
            throw BinaryError.invalid(
                "\(state.training.parameters.count) parameters where the network has \(parameterCount)")
        }
        try state.progress.restore(from: &reader, parameterCount: parameterCount)
        try reader.finish()
        guard state.training.iterations == state.progress.iteration else {
            throw BinaryError.invalid(
                "\(state.training.iterations) updates after \(state.progress.iteration) iterations")
        }
        try restore(state)
    }
}

extension FitProgress {
    func encode(to writer: inout ByteWriter) {
        writer.write(iteration)
        writer.write(trainingSeconds)
        writer.write(random)
        writer.write(output)
        writer.write(averaged)
        writer.write(best)
        writer.write(recordedPSNR)
        writer.write(lowestLoss)
        writer.write(backtracking?.accepted)
        writer.write(posterior?.image)
        writer.write(posterior?.count)
        stopping.encode(to: &writer)
    }

    /// Restores what `encode` wrote; what the configuration determines is unchanged.
    mutating func restore(from reader: inout ByteReader, parameterCount: Int) throws {
        iteration = try reader.read()
        trainingSeconds = try reader.read()
        random = try reader.read()
        output = try image(reader.read())
        averaged = try reader.read(Image?.self).map(image)
        best = try reader.read()
        recordedPSNR = try reader.read()
        lowestLoss = try reader.read()
        let accepted = try reader.read(Backtracking.Accepted?.self)
        let (mean, count) = (try reader.read(Image?.self), try reader.read(Int?.self))
        guard count ?? 0 >= 0, mean == nil || count ?? 0 > 0 else {
            throw BinaryError.invalid("a mean of \(count ?? 0) outputs")
        }
        posterior?.restore(mean, count: count ?? 0)
        try stopping.restore(from: &reader)
        let kept = [best?.image, lowestLoss?.image, mean] + stopping.monitors.map(\.candidate?.image)
        for picture in kept.compactMap(\.self) { _ = try image(picture) }
        if let accepted, accepted.parameters.count != parameterCount {
            throw BinaryError.invalid(
                "\(accepted.parameters.count) accepted parameters where the network has \(parameterCount)")
        }
        guard iteration >= 0 else { throw BinaryError.invalid("the iteration \(iteration)") }
        backtracking?.accepted = accepted
    }

    /// The image, if it has the shape of the fit's outputs.
    private func image(_ image: Image) throws -> Image {
        guard image.channels == output.channels, image.height == output.height, image.width == output.width else {
            throw BinaryError.invalid(
                "an image of \(image.channels) x \(image.height) x \(image.width) where outputs are "
                    + "\(output.channels) x \(output.height) x \(output.width)")
        }
        return image
    }
}

extension BestOutput: BinaryCodable {
    public func encode(to writer: inout ByteWriter) {
        writer.write(image)
        writer.write(iteration)
        writer.write(psnr)
    }

    public init(from reader: inout ByteReader) throws {
        self.init(image: try reader.read(), iteration: try reader.read(), psnr: try reader.read())
    }
}

extension LowestLoss: BinaryCodable {
    public func encode(to writer: inout ByteWriter) {
        writer.write(image)
        writer.write(iteration)
        writer.write(loss)
        writer.write(psnr)
    }

    public init(from reader: inout ByteReader) throws {
        self.init(
            image: try reader.read(), iteration: try reader.read(), loss: try reader.read(), psnr: try reader.read())
    }
}

extension Backtracking.Accepted: BinaryCodable {
    func encode(to writer: inout ByteWriter) {
        writer.write(floats: parameters)
        writer.write(psnr)
    }

    init(from reader: inout ByteReader) throws {
        self.init(parameters: try reader.floats(), psnr: try reader.read())
    }
}

/// The images in the state of a fit that another process writes, read without its network.
public struct CheckpointPictures: Equatable, Sendable {
    /// The output of the last iteration.
    public let output: Image
    /// The moving average of outputs, where there is one.
    public let averaged: Image?

    /// Reads the images from the state of a fit; nil when the bytes are not one after so many iterations.
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
