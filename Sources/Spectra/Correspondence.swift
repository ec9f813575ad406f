import Imaging

/// Measures the frequency-band correspondence (FBC) of images with one reference, whose spectrum is computed once; one
/// measurement at a time (METHOD section 6).
public final class BandCorrespondence {
    private static let epsilon = 1e-8

    private let bands: Bands
    private let transform: RealTransform
    /// |FFT(reference)| + epsilon over the half spectrum.
    private let magnitudes: [Float]
    private let sums: UnsafeMutableBufferPointer<Double>

    /// Takes the reference image, as published the degraded one; its size must be that of `bands`.
    public init(reference: Image, bands: Bands) {
        precondition(
            reference.width == bands.width && reference.height == bands.height,
            "bands of \(bands.width) x \(bands.height) don't fit an image of \(reference.width) x \(reference.height)")
        self.bands = bands
        let transform = RealTransform(height: bands.height, width: bands.width)
        self.transform = transform
        magnitudes = reference.grey.pixels.withUnsafeBufferPointer { grey in
            _ = transform.input.update(fromContentsOf: grey)
            let spectrum = transform.execute()
            return (0..<spectrum.count / 2).map { i in
                let (real, imaginary) = (Double(spectrum[2 * i]), Double(spectrum[2 * i + 1]))
                return Float((real * real + imaginary * imaginary).squareRoot() + Self.epsilon)
            }
        }
        sums = .allocate(capacity: bands.count + 1)
    }

    deinit {
        sums.deallocate()
    }

    /// The mean over each band, lowest first, of clip(|FFT(image)| / (|FFT(reference)| + 1e-8), 0, 1), of the grey images;
    /// NaN if the image contains NaN.
    public func measure(_ image: Image) -> [Double] {
        precondition(
            image.width == bands.width && image.height == bands.height,
            "bands of \(bands.width) x \(bands.height) don't fit an image of \(image.width) x \(image.height)")
        return image.grey.pixels.withUnsafeBufferPointer { measure(grey: $0) }
    }

    /// The same of a plane of height x width grey values.
    func measure(grey: UnsafeBufferPointer<Float>) -> [Double] {
        _ = transform.input.update(fromContentsOf: grey)
        let spectrum = transform.execute().baseAddress!
        sums.initialize(repeating: 0)
        magnitudes.withUnsafeBufferPointer { magnitudes in
            bands.rings.withUnsafeBufferPointer { rings in
                accumulate(spectrum, magnitudes.baseAddress!, rings.baseAddress!)
            }
        }
        return (0..<bands.count).map { sums[$0] / Double(bands.sizes[$0]) }
    }

    /// Adds every coefficient's ratio to the sum of its ring; the extra last sum takes those that are in none.
    private func accumulate(
        _ spectrum: UnsafePointer<Float>, _ magnitudes: UnsafePointer<Float>,
        _ rings: UnsafePointer<UInt16>
    ) {
        let sums = sums.baseAddress!
        let halfWidth = transform.halfWidth
        for row in 0..<transform.height {
            for u in 0..<halfWidth {
                let i = row * halfWidth + u
                let (real, imaginary) = (spectrum[2 * i], spectrum[2 * i + 1])
                let ratio = (real * real + imaginary * imaginary).squareRoot() / magnitudes[i]
                let clipped = ratio > 1 ? 1 : ratio
                sums[Int(rings[i])] += Double(clipped) * Double(Bands.multiplicity(column: u, width: transform.width))
            }
        }
    }
}
