import Foundation
import Imaging

/// The exponent of the radially averaged amplitude spectrum, by a plain Fourier sum.
enum SpectrumSlope {
    /// The slope of log amplitude over log frequency from 2 cycles to 80 % of Nyquist, for a square grey image.
    static func ofAmplitude(_ image: Image) -> Double {
        let size = image.width
        let cosines = (0..<size).map { cos(2 * Double.pi * Double($0) / Double(size)) }
        let sines = (0..<size).map { sin(2 * Double.pi * Double($0) / Double(size)) }
        // The window keeps the jump between opposite borders out of the spectrum.
        let window = cosines.map { 0.5 - 0.5 * $0 }
        let mean = Double(image.pixels.reduce(0, +)) / Double(image.pixels.count)
        let samples = (0..<size * size).map {
            (Double(image.pixels[$0]) - mean) * window[$0 / size] * window[$0 % size]
        }

        let half = size / 2
        var rowReal = [Double](repeating: 0, count: size * half)
        var rowImaginary = rowReal
        for y in 0..<size {
            for u in 0..<half {
                var real = 0.0, imaginary = 0.0
                for x in 0..<size {
                    real += samples[y * size + x] * cosines[u * x % size]
                    imaginary -= samples[y * size + x] * sines[u * x % size]
                }
                rowReal[y * half + u] = real
                rowImaginary[y * half + u] = imaginary
            }
        }
        var sums = [Double](repeating: 0, count: half)
        var counts = [Double](repeating: 0, count: half)
        for v in -half + 1..<half {
            for u in 0..<half {
                let radius = Int(Double(u * u + v * v).squareRoot().rounded())
                guard radius >= 2 && radius < half else { continue }
                var real = 0.0, imaginary = 0.0
                for y in 0..<size {
                    let turn = (v + size) * y % size
                    let a = rowReal[y * half + u], b = rowImaginary[y * half + u]
                    real += a * cosines[turn] + b * sines[turn]
                    imaginary += b * cosines[turn] - a * sines[turn]
                }
                sums[radius] += (real * real + imaginary * imaginary).squareRoot()
                counts[radius] += 1
            }
        }
        let points = (2...half * 4 / 5).map { (log(Double($0)), log(sums[$0] / counts[$0])) }
        let meanX = points.reduce(0) { $0 + $1.0 } / Double(points.count)
        let meanY = points.reduce(0) { $0 + $1.1 } / Double(points.count)
        let covariance = points.reduce(0) { $0 + ($1.0 - meanX) * ($1.1 - meanY) }
        return covariance / points.reduce(0) { $0 + ($1.0 - meanX) * ($1.0 - meanX) }
    }
}
