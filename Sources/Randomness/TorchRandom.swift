import BinaryCoding

#if canImport(Glibc)
import Glibc
#elseif canImport(Darwin)
import Darwin
#endif

/// The stream of PyTorch's CPU generator after `torch.manual_seed(seed)`: `uniform_` to the last bit, `normal_` within 2e-6
/// (METHOD section 8).
public struct TorchRandom: Equatable, Sendable {
    private static let block = 16
    private static let half = 8

    private var twister: MersenneTwister
    /// The second value of the last pair of a short normal draw, not used yet.
    private var kept: Double?

    /// Starts the stream of `torch.manual_seed(seed)`.
    public init(seed: UInt32) {
        twister = MersenneTwister(seed: seed)
    }

    /// `count` floats, uniform between `lower` and `upper`, as PyTorch's `uniform_(lower, upper)`.
    public mutating func uniform(count: Int, from lower: Float = 0, to upper: Float = 1) -> [Float] {
        var values = [Float](repeating: 0, count: count)
        values.withUnsafeMutableBufferPointer { fillUniform($0, from: lower, to: upper) }
        return values
    }

    /// Fills `values` as `uniform_(lower, upper)` does, without allocating.
    public mutating func fillUniform(
        _ values: UnsafeMutableBufferPointer<Float>, from lower: Float = 0, to upper: Float = 1
    ) {
        guard let target = values.baseAddress else { return }
        let width = upper - lower
        if lower == 0, width == 1 {
            twister.next(count: values.count) { target[$0] = Self.uniformFloat($1) }
        } else {
            // PyTorch's kernel rounds product and sum only once.
            twister.next(count: values.count) { target[$0] = lower.addingProduct(Self.uniformFloat($1), width) }
        }
    }

    private static func uniformFloat(_ word: UInt32) -> Float {
        // Signed, as processors convert those by vectors.
        Float(Int32(bitPattern: word & 0xFF_FFFF)) * 0x1p-24
    }

    private mutating func uniformDouble() -> Double {
        let high = UInt64(twister.next())
        let low = UInt64(twister.next())
        return Double((high << 32 | low) & 0x1F_FFFF_FFFF_FFFF) * 0x1p-53
    }

    /// `count` standard normal floats, as PyTorch's `normal_()`.
    public mutating func normal(count: Int) -> [Float] {
        var values = [Float](repeating: 0, count: count)
        values.withUnsafeMutableBufferPointer { fillNormal($0) }
        return values
    }

    /// Fills `values` as `normal_()` does, without allocating.
    ///
    /// PyTorch treats short tensors differently: 16 or more values are drawn in blocks, fewer in pairs of doubles.
    public mutating func fillNormal(_ values: UnsafeMutableBufferPointer<Float>) {
        guard values.count >= Self.block else {
            for i in values.indices { values[i] = Float(normalDouble()) }
            return
        }
        fillUniform(values)
        for start in stride(from: 0, through: values.count - Self.block, by: Self.block) {
            Self.transform(UnsafeMutableBufferPointer(rebasing: values[start..<start + Self.block]))
        }
        if values.count % Self.block != 0 {
            // PyTorch draws the last sixteen values anew rather than transforming an incomplete block.
            let last = UnsafeMutableBufferPointer(rebasing: values[(values.count - Self.block)...])
            fillUniform(last)
            Self.transform(last)
        }
    }

    /// Box-Muller on sixteen uniforms in place: the first eight give the radii, the last eight the angles.
    private static func transform(_ values: UnsafeMutableBufferPointer<Float>) {
        for j in 0..<half {
            let radius = sqrt(-2 * log(1 - values[j]))
            // The angle is rounded to Float before cosine and sine, as in PyTorch: that rounding alone moves a value by 1e-6.
            let angle = Float(2 * Double.pi) * values[j + half]
            values[j] = radius * cos(angle)
            values[j + half] = radius * sin(angle)
        }
    }

    private mutating func normalDouble() -> Double {
        if let value = kept {
            kept = nil
            return value
        }
        let angle = 2 * Double.pi * uniformDouble()
        let radius = sqrt(-2 * log1p(-uniformDouble()))
        kept = radius * sin(angle)
        return radius * cos(angle)
    }
}

/// The twister, then the kept value.
extension TorchRandom: BinaryCodable {
    public func encode(to writer: inout ByteWriter) {
        writer.write(twister)
        writer.write(kept)
    }

    public init(from reader: inout ByteReader) throws {
        twister = try reader.read()
        kept = try reader.read()
    }
}

/// The initial weights and biases of a PyTorch layer, in PyTorch's memory order (METHOD section 8).
public struct LayerParameters: Equatable, Sendable {
    /// Weights: out x in x k x k of a convolution, in x out x k x k of a transposed one.
    public let weight: [Float]
    /// Biases, one per output channel.
    public let bias: [Float]
}

extension TorchRandom {
    /// The default draws of `Conv2d(inputs, outputs, kernel)`: weight (out, in, k, k), then bias (out).
    public mutating func convolution(inputs: Int, outputs: Int, kernel: Int) -> LayerParameters {
        layer(weights: outputs * inputs * kernel * kernel, biases: outputs, fanIn: inputs * kernel * kernel)
    }

    /// The default draws of `Conv2d(inputs, outputs, kernel, bias=False)`: the weight alone.
    public mutating func convolutionWeight(inputs: Int, outputs: Int, kernel: Int) -> [Float] {
        kaimingUniform(
            count: outputs * inputs * kernel * kernel, fanIn: inputs * kernel * kernel, slope: 5.0.squareRoot())
    }

    /// The default draws of `ConvTranspose2d(inputs, outputs, kernel)`: weight (in, out, k, k), then bias (out).
    ///
    /// PyTorch reads the fan in off the second dimension of the weight, which is the number of outputs here.
    public mutating func transposedConvolution(inputs: Int, outputs: Int, kernel: Int) -> LayerParameters {
        layer(weights: inputs * outputs * kernel * kernel, biases: outputs, fanIn: outputs * kernel * kernel)
    }

    /// `count` weights as `kaiming_uniform_(a: slope, mode: fan_in)`: uniform within +-sqrt(3) gain / sqrt(fan in),
    /// where gain = sqrt(2 / (1 + slope^2)).
    public mutating func kaimingUniform(count: Int, fanIn: Int, slope: Double = 0) -> [Float] {
        let gain = (2 / (1 + slope * slope)).squareRoot()
        let deviation = gain / Double(fanIn).squareRoot()
        return symmetricUniform(count: count, bound: 3.0.squareRoot() * deviation)
    }

    private mutating func layer(weights: Int, biases: Int, fanIn: Int) -> LayerParameters {
        let weight = kaimingUniform(count: weights, fanIn: fanIn, slope: 5.0.squareRoot())
        let bias = symmetricUniform(count: biases, bound: 1 / Double(fanIn).squareRoot())
        return LayerParameters(weight: weight, bias: bias)
    }

    private mutating func symmetricUniform(count: Int, bound: Double) -> [Float] {
        uniform(count: count, from: Float(-bound), to: Float(bound))
    }
}
