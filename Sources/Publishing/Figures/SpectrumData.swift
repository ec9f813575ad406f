import Foundation
import Imaging
import Records
import Reporting
import Spectra
import Wording

/// Spectra of the images that runs have kept, with 8 bits per sample.
struct SpectrumData {
    /// The spectrum of one image: real and imaginary parts of the half spectrum, row by row.
    private struct Spectrum {
        let parts: [Float]
        let height: Int, width: Int

        init(_ grey: Image) {
            height = grey.height
            width = grey.width
            let transform = RealTransform(height: height, width: width)
            _ = grey.pixels.withUnsafeBufferPointer { transform.input.update(fromContentsOf: $0) }
            parts = Array(transform.execute())
        }

        /// Squared magnitude at row v and column u of the whole spectrum.
        func power(_ v: Int, _ u: Int) -> Double {
            let half = width / 2 + 1
            let (row, column) = u < half ? (v, u) : ((height - v) % height, width - u)
            let place = 2 * (row * half + column)
            let (real, imaginary) = (Double(parts[place]), Double(parts[place + 1]))
            return real * real + imaginary * imaginary
        }
    }

    /// Reads an image of a record; throws a `Refusal` when it is missing.
    static func image(_ file: String, of directory: String) throws -> Image {
        let path = "\(directory)/\(file)"
        guard FileManager.default.fileExists(atPath: path) else {
            throw Refusal(
                "\(path): is missing, so its spectrum cannot be shown; repeat the run with: dip run SPEC --force")
        }
        return try PNGFile.read(path)
    }

    /// Logarithms of the magnitudes as grey PNG files with a common scale, zero frequency in the middle.
    static func pictures(_ images: [Image]) throws -> [Data] {
        let logarithms = images.map { image -> Image in
            let spectrum = Spectrum(image.grey)
            var picture = Image(channels: 1, height: image.height, width: image.width)
            for y in 0..<image.height {
                for x in 0..<image.width {
                    let v = (y - image.height / 2 + image.height) % image.height,
                        u = (x - image.width / 2 + image.width) % image.width
                    picture[0, y, x] = Float(log10(1 + spectrum.power(v, u).squareRoot()))
                }
            }
            return picture
        }
        let most = max(logarithms.flatMap(\.pixels).max() ?? 1, 1e-6)
        return try logarithms.map { picture in
            let scaled = Image(
                channels: 1, height: picture.height, width: picture.width, pixels: picture.pixels.map { $0 / most })
            return Data(try PNGFile.encode(scaled, path: "spectrum.png"))
        }
    }

    /// The power of the difference of two grey images by frequency: the mean over rings of |F(a) - F(b)|^2 / pixels, so that white noise
    /// of variance s^2 has s^2 everywhere; `frequencies` are the rings' middles as a share of Nyquist.
    static func errorPower(_ a: Image, _ b: Image) -> (frequencies: [Double], power: [Double?]) {
        let (x, y) = (a.grey, b.grey)
        let difference = Spectrum(
            Image(channels: 1, height: x.height, width: x.width, pixels: zip(x.pixels, y.pixels).map { $0 - $1 }))
        let count = min(48, min(x.height, x.width) / 4)
        var sums = [Double](repeating: 0, count: count), sizes = [Int](repeating: 0, count: count)
        for v in 0..<x.height {
            let row = Double(v <= x.height / 2 ? v : v - x.height) / Double(x.height)
            for u in 0..<x.width {
                let column = Double(u <= x.width / 2 ? u : u - x.width) / Double(x.width)
                let ring = Int((row * row + column * column).squareRoot() / 0.5 * Double(count))
                guard ring < count else { continue }
                sums[ring] += difference.power(v, u) / Double(x.height * x.width)
                sizes[ring] += 1
            }
        }
        return (
            (0..<count).map { (Double($0) + 0.5) / Double(count) },
            zip(sums, sizes).map { $1 > 0 ? $0 / Double($1) : nil }
        )
    }
}
