import Networks
import Randomness
#if canImport(Glibc)
import Glibc
#else
import Darwin
#endif

/// The frequency response of an upsampler, measured from its impulse responses in the engine, far from the borders (METHOD section 4.2).
///
/// Frequencies are shares of the large map's Nyquist frequency along one axis, at frequency 0 along the other; an ideal upsampler passes
/// those below 1/2 and nothing above, where the images of the small map's spectrum lie. Magnitudes are 1 for a map that keeps
/// its amplitude. Those of a learned upsampler mix channels: they are root mean squares, sqrt(sum |H_oi|^2 / C) over outputs o and inputs i.
public struct UpsamplerResponse: Sendable {
    /// The upsampler that was measured.
    public let upsampler: Upsampler
    /// Magnitudes at 0, 1/256, ..., 1 times Nyquist.
    public let magnitudes: [Double]
    /// The output at each of the 2 x 2 phases for a constant input 1: even and even, even and odd, odd and even, odd and odd (row and column).
    /// Unequal gains produce a checkerboard in flat areas.
    public let phaseGains: [Double]

    private static let intervals = 256
    /// End of the pass band and start of the stop band, around 1/2, as fractions of the large map's Nyquist frequency.
    public static let passBand = 0.25, stopBand = 0.75
    /// The largest attenuation in dB that single precision can resolve.
    public static let limit = 120.0

    /// The side of the map: small enough to be fast, large enough that 17 taps do not reach its borders.
    private static let side = 16

    /// Measures an upsampler; a learned one has `channels` channels, and initial weights drawn from PyTorch's stream of
    /// `seed`, as in the `decoder`.
    /// - Throws: `NetworkError` when the network cannot be built or its memory cannot be had.
    public init(_ upsampler: Upsampler, channels: Int = 128, seed: UInt32 = 0) throws {
        let channels = upsampler.filter == nil ? channels : 1
        var build = NetworkBuilder(input: Shape(channels: channels, height: Self.side, width: Self.side))
        let doubling = build.doubling("up", upsampler, channels: channels, initialization: .kaimingUniform)
        _ = try build.apply(doubling, to: build.input)
        let network = build.network()
        var random = TorchRandom(seed: seed)
        let silence = [Float](repeating: 0, count: network.input.count)
        let session = try CPUBackend(threads: 1).compile(
            network, objective: Objective(target: [Float](repeating: 0, count: network.output.count)),
            input: silence, parameters: network.initialParameters(from: &random), optimizer: Optimizer(learningRate: 0))
        var background = [Float](repeating: 0, count: network.output.count), output = background
        _ = try session.step()
        try session.readOutput(into: &background)

        let large = 2 * Self.side, turns = Self.turns(large)
        var energies = [Double](repeating: 0, count: Self.intervals + 1), phases = [Double](repeating: 0, count: 4)
        for channel in 0..<channels {
            var impulse = silence
            impulse[channel * Self.side * Self.side + Self.side / 2 * Self.side + Self.side / 2] = 1
            try session.setInput(impulse)
            _ = try session.step()
            try session.readOutput(into: &output)
            for plane in stride(from: 0, to: output.count, by: large * large) {
                var columns = [Double](repeating: 0, count: large), gains = [Double](repeating: 0, count: 4)
                for y in 0..<large {
                    for x in 0..<large {
                        let value = Double(output[plane + y * large + x] - background[plane + y * large + x])
                        columns[x] += value
                        gains[2 * (y % 2) + x % 2] += value
                    }
                }
                for phase in 0..<4 { phases[phase] += gains[phase] * gains[phase] }
                for (k, turn) in turns.enumerated() {
                    let real = zip(columns, turn).reduce(0) { $0 + $1.0 * $1.1.cosine },
                        imaginary = zip(columns, turn).reduce(0) { $0 + $1.0 * $1.1.sine }
                    energies[k] += real * real + imaginary * imaginary
                }
            }
        }
        self.upsampler = upsampler
        magnitudes = energies.map { ($0 / Double(channels)).squareRoot() / 4 }
        phaseGains = phases.map { ($0 / Double(channels)).squareRoot() }
    }

    private static func turns(_ count: Int) -> [[(cosine: Double, sine: Double)]] {
        (0...intervals).map { k in
            (0..<count).map { x in
                let angle = .pi * Double(k) / Double(intervals) * Double(x)
                return (cos(angle), sin(angle))
            }
        }
    }

    /// The magnitude at frequency 0, that of a constant map.
    public var dcGain: Double { magnitudes[0] }

    /// The magnitude at place `index` relative to the DC gain, in dB.
    private func level(_ index: Int) -> Double {
        let ratio = magnitudes[index] / magnitudes[0]
        return ratio > 0 ? max(20 * log10(ratio), -Self.limit) : -Self.limit
    }

    private func place(_ share: Double) -> Int { Int((share * Double(Self.intervals)).rounded()) }

    /// The largest deviation from the DC gain in the pass band, in dB.
    public var passBandRipple: Double { (0...place(Self.passBand)).map { abs(level($0)) }.max()! }
    /// The smallest attenuation in the stop band relative to the DC gain, in dB.
    public var stopBandAttenuation: Double { -(place(Self.stopBand)...Self.intervals).map(level).max()! }
    /// The attenuation relative to the DC gain, in dB, of the highest frequency: the checkerboard that a constant turns into.
    public var checkerboardAttenuation: Double { -level(Self.intervals) }

    /// The fraction of Nyquist at which the response first falls by 6 dB, interpolated; nil if it never does.
    public var cutoff: Double? {
        guard let after = magnitudes.indices.first(where: { level($0) <= -6 }), after > 0 else { return nil }
        let above = level(after - 1), below = level(after)
        return (Double(after - 1) + (above + 6) / (above - below)) / Double(Self.intervals)
    }
}
