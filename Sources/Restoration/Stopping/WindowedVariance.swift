import BinaryCoding

/// The variance of the last W outputs, on a fixed grid of samples (METHOD section 7, ES-WMV).
///
/// VAR is the mean, over window and samples, of the squared deviation from the window's mean. The outputs of the window have to be kept,
/// because each leaves it again; they are kept on a grid that gets coarser as W grows, so that memory is at most `limit` samples.
/// Up to 128 x 128 x 3 with W = 100 every sample counts; of 512 x 512 x 3 every 11th does, in all channels and columns.
struct WindowedVariance: OutputVariance, Equatable {
    /// The largest number of samples kept of all outputs of the window together: 32 MB.
    static let limit = 1 << 23

    let window: Int
    /// Every `stride`-th sample of an output counts, starting with the first.
    let stride: Int
    /// The kept samples of the last outputs, one output after the other, the oldest at `outputs % window`.
    private(set) var samples: [Float] = []
    private(set) var outputs = 0
    /// The sum over the window at each point of the grid, and the sum of squares over all points.
    private(set) var sums: [Double]
    private(set) var squares = 0.0

    /// - Parameters:
    ///   - count: samples of an output, C x H x W.
    ///   - width: the width of an output; the grid's stride has no factor in common with it.
    init(window: Int, count: Int, width: Int, limit: Int = limit) {
        self.window = window
        let least = (count * window + limit - 1) / limit
        // Rows and columns are met evenly when stride and width have no common factor.
        stride = (max(least, 1)...).first { $0 == 1 || Self.greatestCommonDivisor($0, width) == 1 }!
        sums = [Double](repeating: 0, count: (count + stride - 1) / stride)
    }

    /// Adds an output and returns the variance of the last W; nil while there are fewer.
    mutating func add(_ output: [Float]) -> Double? {
        let grid = sums.count, slot = outputs % window * grid
        let replaces = samples.count == window * grid
        if !replaces { samples.append(contentsOf: repeatElement(0, count: grid)) }
        var squaredSums = 0.0
        output.withUnsafeBufferPointer { output in
            samples.withUnsafeMutableBufferPointer { samples in
                sums.withUnsafeMutableBufferPointer { sums in
                    for place in 0..<grid {
                        // A slot that was not used before holds 0, which takes nothing away.
                        let old = Double(samples[slot + place]), new = Double(output[place * stride])
                        samples[slot + place] = output[place * stride]
                        squares += new * new - old * old
                        let sum = sums[place] + new - old
                        sums[place] = sum
                        squaredSums += sum * sum
                    }
                }
            }
        }
        outputs += 1
        guard outputs >= window else { return nil }
        let count = Double(window)
        return max(0, (squares - squaredSums / count) / (count * Double(grid)))
    }

    private static func greatestCommonDivisor(_ a: Int, _ b: Int) -> Int {
        b == 0 ? a : greatestCommonDivisor(b, a % b)
    }
}

/// The sums too: computed anew they would differ in the last digits, as they were added in another order.
extension WindowedVariance {
    func encode(to writer: inout ByteWriter) {
        writer.write(floats: samples)
        writer.write(outputs)
        writer.write(sums)
        writer.write(squares)
    }

    mutating func restore(from reader: inout ByteReader) throws {
        let grid = sums.count
        samples = try reader.floats()
        outputs = try reader.read()
        sums = try reader.read()
        squares = try reader.read()
        guard outputs >= 0, sums.count == grid, samples.count == min(outputs, window) * grid else {
            throw BinaryError.invalid(
                "\(samples.count) samples and \(sums.count) sums of \(outputs) outputs where a window has \(window) of \(grid)"
            )
        }
    }
}
