import BinaryCoding

/// The number of updates, then parameters and moments in the engine's order.
extension TrainingState: BinaryCodable {
    public func encode(to writer: inout ByteWriter) {
        writer.write(iterations)
        for values in [parameters, firstMoments, secondMoments] { writer.write(floats: values) }
    }

    public init(from reader: inout ByteReader) throws {
        iterations = try reader.read()
        parameters = try reader.floats()
        firstMoments = try reader.floats()
        secondMoments = try reader.floats()
        guard iterations >= 0, firstMoments.count == parameters.count, secondMoments.count == parameters.count else {
            throw BinaryError.invalid(
                "\(parameters.count) parameters with \(firstMoments.count) and \(secondMoments.count) moments after "
                    + "\(iterations) updates")
        }
    }
}
