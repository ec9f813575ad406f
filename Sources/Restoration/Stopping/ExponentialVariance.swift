import BinaryCoding

/// The exponentially weighted average and variance of outputs (METHOD section 7, ES-EMV).
///
/// At the first output ema = x and emv = 0; then d = x - ema, ema = ema + alpha d, kept within 0...1, and emv = (1 - alpha)(emv + alpha |d|^2).
struct ExponentialVariance: OutputVariance, Equatable {
    let decay: Double
    private(set) var mean: [Float]
    private(set) var variance = 0.0
    private var isEmpty = true

    /// - Parameter count: samples per output.
    init(decay: Double, count: Int) {
        self.decay = decay
        mean = [Float](repeating: 0, count: count)
    }

    var average: [Float]? { mean }

    /// Adds an output and returns the new variance; nil for the first, because one output has no variance.
    mutating func add(_ output: [Float]) -> Double? {
        if isEmpty {
            isEmpty = false
            mean = output
            return nil
        }
        let alpha = Float(decay)
        var squares = 0.0
        // Rows of float sums, then double: exact enough, and vectorised.
        let block = 256
        output.withUnsafeBufferPointer { output in
            mean.withUnsafeMutableBufferPointer { mean in
                for start in Swift.stride(from: 0, to: mean.count, by: block) {
                    var lanes = SIMD8<Float>.zero
                    let end = min(start + block, mean.count)
                    var i = start
                    while i + 8 <= end {
                        let x = UnsafeRawPointer(output.baseAddress! + i).loadUnaligned(as: SIMD8<Float>.self)
                        let m = UnsafeRawPointer(mean.baseAddress! + i).loadUnaligned(as: SIMD8<Float>.self)
                        let d = x - m
                        UnsafeMutableRawPointer(mean.baseAddress! + i).storeBytes(
                            of: (m + alpha * d).clamped(lowerBound: .zero, upperBound: .one), as: SIMD8<Float>.self)
                        lanes += d * d
                        i += 8
                    }
                    while i < end {
                        let d = output[i] - mean[i]
                        mean[i] = min(max(mean[i] + alpha * d, 0), 1)
                        lanes[0] += d * d
                        i += 1
                    }
                    squares += Double(lanes.sum())
                }
            }
        }
        variance = (1 - decay) * (variance + decay * squares)
        return variance
    }
}

extension ExponentialVariance {
    func encode(to writer: inout ByteWriter) {
        writer.write(floats: mean)
        writer.write(variance)
        writer.write(isEmpty)
    }

    mutating func restore(from reader: inout ByteReader) throws {
        let count = mean.count
        mean = try reader.floats()
        variance = try reader.read()
        isEmpty = try reader.read()
        guard mean.count == count else {
            throw BinaryError.invalid("the mean of \(mean.count) samples where outputs have \(count)")
        }
    }
}
