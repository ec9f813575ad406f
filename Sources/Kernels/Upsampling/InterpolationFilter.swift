#if canImport(Glibc)
import Glibc
#else
import Darwin
#endif

/// The fixed filters that double one axis of a map (METHOD section 4.2).
public enum InterpolationFilter: Equatable, Sendable {
    case nearest
    case bilinear
    /// Cubic convolution, a = -0.75.
    case bicubic
    /// The cubic of Mitchell and Netravali (1988), B = C = 1/3: blurs a little, rings little.
    case mitchell
    /// Lanczos-3, weights of each phase normalised to sum 1, border replicated.
    case lanczos
    /// Zero insertion and taps exp(-d^2 / (2 sigma^2)), d = -1, -1/2, 0, 1/2, 1, normalised to sum `gain`; sigma 0 is zero insertion alone.
    case gaussian(sigma: Double, gain: Double)
    /// Zero insertion, reflection, `taps` scaled to sum 2.
    case lowPass(taps: [Double])

    /// The table that doubles `count` samples.
    public func doubling(_ count: Int) -> InterpolationTable {
        InterpolationTable(inputs: count, outputs: 2 * count) { output in
            switch self {
            case .nearest: [(output / 2, 1)]
            case .bilinear: interpolate(output, count, support: 1) { 1 - abs($0) }
            case .bicubic: interpolate(output, count, support: 2, Self.cubic)
            case .mitchell: interpolate(output, count, support: 2, Self.mitchellNetravali)
            case .lanczos: interpolate(output, count, support: 3, Self.lanczos3)
            case .gaussian(let sigma, let gain): Self.gaussian(output, count, sigma: sigma, gain: gain)
            case .lowPass(let taps): Self.lowPass(output, count, taps: taps)
            }
        }
    }

    /// Samples a kernel about the output's place among the inputs, (output + 0.5) / 2 - 0.5, with replicated borders.
    private func interpolate(_ output: Int, _ count: Int, support: Int, _ kernel: (Double) -> Double) -> [(
        index: Int, weight: Double
    )] {
        let place = (Double(output) + 0.5) / 2 - 0.5
        let first = Int(place.rounded(.down)) - support + 1
        let taps = (first..<(first + 2 * support)).map { (index: $0, weight: kernel(place - Double($0))) }
        let sum = taps.reduce(0) { $0 + $1.weight }
        return taps.map { (min(max($0.index, 0), count - 1), $0.weight / sum) }
    }

    private static func cubic(_ distance: Double) -> Double {
        let a = -0.75, x = abs(distance)
        if x <= 1 { return ((a + 2) * x - (a + 3)) * x * x + 1 }
        return ((a * x - 5 * a) * x + 8 * a) * x - 4 * a
    }

    private static func mitchellNetravali(_ distance: Double) -> Double {
        let x = abs(distance)
        if x <= 1 { return (7 * x - 12) * x * x / 6 + 8.0 / 9 }
        return ((12 - 7 * x / 3) * x - 20) * x / 6 + 16.0 / 9
    }

    private static func lanczos3(_ distance: Double) -> Double {
        sinc(distance) * sinc(distance / 3)
    }

    static func sinc(_ x: Double) -> Double {
        x == 0 ? 1 : sin(.pi * x) / (.pi * x)
    }

    /// A transposed convolution of 5 taps, stride 2, padding 2, output padding 1: output o takes tap o - 2i + 2 of input i.
    private static func gaussian(_ output: Int, _ count: Int, sigma: Double, gain: Double) -> [(
        index: Int, weight: Double
    )] {
        let taps = (0..<5).map { tap in
            let distance = Double(tap - 2) / 2
            // The square of a very small sigma is 0, too.
            return sigma * sigma == 0 ? (tap == 2 ? 1.0 : 0.0) : exp(-distance * distance / (2 * sigma * sigma))
        }
        let sum = taps.reduce(0, +)
        return (0..<5).compactMap { tap in
            let doubled = output + 2 - tap
            guard doubled % 2 == 0, (0..<count).contains(doubled / 2), doubled >= 0 else { return nil }
            return (doubled / 2, gain * taps[tap] / sum)
        }
    }

    /// The filter runs over x0 0 x1 0 ..., mirrored at its ends; an even filter leans towards earlier samples, so that [.5, .5] repeats each sample.
    private static func lowPass(_ output: Int, _ count: Int, taps: [Double]) -> [(index: Int, weight: Double)] {
        let sum = taps.reduce(0, +)
        let last = 2 * count - 1
        return taps.indices.compactMap { tap in
            // A long filter over a short row is mirrored more than once.
            var place = abs(output + taps.count / 2 - tap - (taps.count % 2 == 0 ? 1 : 0)) % (2 * last)
            if place > last { place = 2 * last - place }
            guard place % 2 == 0 else { return nil }
            return (place / 2, 2 * taps[tap] / sum)
        }
    }

    /// A Kaiser-windowed sinc of `taps` taps; `cutoff` is a fraction of the Nyquist frequency, `attenuation` the stop band's in dB.
    public static func windowedSinc(taps: Int, cutoff: Double, attenuation: Double) -> [Double] {
        let beta =
            switch attenuation {
            case 50.nextUp...: 0.1102 * (attenuation - 8.7)
            case 21...50: 0.5842 * pow(attenuation - 21, 0.4) + 0.07886 * (attenuation - 21)
            default: 0.0
            }
        let centre = Double(taps - 1) / 2
        return (0..<taps).map { tap in
            let x = Double(tap) - centre
            let window = besselI0(beta * (1 - (x / centre) * (x / centre)).squareRoot()) / besselI0(beta)
            return cutoff * sinc(cutoff * x) * window
        }
    }
}

/// The modified Bessel function of the first kind and order 0, by its power series: the shape of Kaiser's windows.
package func besselI0(_ x: Double) -> Double {
    var term = 1.0, sum = 1.0, k = 1.0
    while term > 1e-17 * sum {
        term *= (x / (2 * k)) * (x / (2 * k))
        sum += term
        k += 1
    }
    return sum
}
