import Foundation
import Imaging
import Spectra

/// The direct formulas of METHOD section 6 in Double, on the whole shifted spectrum.
enum NaiveSpectrum {
    /// Real and imaginary parts of the unscaled transform, [row][column].
    static func transform(_ plane: [[Double]]) -> [[(real: Double, imaginary: Double)]] {
        let (height, width) = (plane.count, plane[0].count)
        return (0..<height).map { v in
            (0..<width).map { u in
                var sum = (real: 0.0, imaginary: 0.0)
                for y in 0..<height {
                    for x in 0..<width {
                        let turns = Double(u * x % width) / Double(width) + Double(v * y % height) / Double(height)
                        sum.real += plane[y][x] * cos(2 * .pi * turns)
                        sum.imaginary -= plane[y][x] * sin(2 * .pi * turns)
                    }
                }
                return sum
            }
        }
    }

    static func plane(_ image: Image) -> [[Double]] {
        let grey = image.grey
        return (0..<grey.height).map { y in (0..<grey.width).map { Double(grey[0, y, $0]) } }
    }

    /// The ring of each place of the shifted spectrum, [row][column]; nil outside.
    static func rings(count: Int, geometry: BandGeometry, width: Int, height: Int) -> [[Int?]] {
        (0..<height).map { row in
            (0..<width).map { column in
                let (u, v) = (Double(column - width / 2), Double(row - height / 2))
                let distance =
                    switch geometry {
                    case .published: hypot(u, v) / Double(width / 2)
                    case .isotropic: hypot(u / Double(width), v / Double(height)) / 0.5
                    }
                // The slack only covers rounding of frequencies that lie exactly on an edge.
                return (0..<count).first { distance <= Double($0 + 1) / Double(count) + 1e-12 }
            }
        }
    }

    static func correspondence(_ image: Image, _ reference: Image, count: Int, geometry: BandGeometry) -> [Double] {
        let (height, width) = (image.height, image.width)
        let (spectrum, other) = (transform(plane(image)), transform(plane(reference)))
        let rings = rings(count: count, geometry: geometry, width: width, height: height)
        var sums = [Double](repeating: 0, count: count)
        var sizes = sums
        for row in 0..<height {
            for column in 0..<width {
                guard let ring = rings[row][column] else { continue }
                let (v, u) = ((row - height / 2 + height) % height, (column - width / 2 + width) % width)
                let magnitude = hypot(spectrum[v][u].real, spectrum[v][u].imaginary)
                let divisor = hypot(other[v][u].real, other[v][u].imaginary) + 1e-8
                sums[ring] += min(max(magnitude / divisor, 0), 1)
                sizes[ring] += 1
            }
        }
        return zip(sums, sizes).map { $0 / $1 }
    }
}
