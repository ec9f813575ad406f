import Imaging

/// The metrics of one output (METHOD section 6); nil if a metric is undefined or needs a clean image that is missing.
public struct MetricValues: Equatable, Sendable {
    /// PSNR to the clean image, in dB.
    public var psnr: Double?
    /// PSNR to the degraded image, in dB.
    public var psnrDegraded: Double?
    /// SSIM to the clean image.
    public var ssim: Double?
    /// Gradient magnitude similarity deviation to the clean image.
    public var gmsd: Double?
    /// Frequency-band correspondence, 0...1, lowest band first.
    public var fbc: [Double]
    /// Blur of the grey image, 0 (sharp)...1.
    public var blur: Double?
    /// Sharpness of the grey image by maximum local variation.
    public var sharpness: Double?
    /// Blur divided by sharpness.
    public var ratio: Double?
}

/// Computes all metrics of a recorded iteration. What depends on the fixed images is computed once, and all buffers are
/// allocated once; one measurement at a time.
public final class MetricSet {
    private let clean: Image?
    private let degraded: Image
    private let similarity: StructuralSimilarity?
    private let gradients: GradientMagnitudeSimilarity?
    private let correspondence: BandCorrespondence
    private let sharpness: SharpnessMeter

    /// Takes the images that outputs are compared with, all of one size; `reference` is the one for the bands.
    public init(clean: Image?, degraded: Image, reference: Image, bands: Bands) {
        self.clean = clean
        self.degraded = degraded
        similarity = clean.map(StructuralSimilarity.init(reference:))
        gradients = clean.map(GradientMagnitudeSimilarity.init(reference:))
        correspondence = BandCorrespondence(reference: reference, bands: bands)
        sharpness = SharpnessMeter(height: degraded.height, width: degraded.width)
    }

    /// The bytes of memory that measuring one image against another takes, both images included: planes of floats, more than was
    /// seen at 2000 x 2000 in grey and in colour.
    public static func bytes(channels: Int, height: Int, width: Int) -> Int {
        (9 + 4 * channels) * height * width * MemoryLayout<Float>.stride
    }

    /// Blur divided by sharpness of an output of the same shape, the part of `measure` that stopping needs.
    public func ratio(of output: Image) -> Double? {
        let grey = output.grey
        return grey.pixels.withUnsafeBufferPointer { grey in
            ImageMetrics.ratio(
                blur: ImageMetrics.blur(grey: grey, height: output.height, width: output.width),
                sharpness: sharpness.measure(grey: grey))
        }
    }

    /// Computes all metrics of one output of the same shape.
    public func measure(_ output: Image) -> MetricValues {
        let grey = output.grey
        return grey.pixels.withUnsafeBufferPointer { grey in
            let blur = ImageMetrics.blur(grey: grey, height: output.height, width: output.width)
            let sharpness = sharpness.measure(grey: grey)
            return MetricValues(
                psnr: clean.flatMap { ImageMetrics.psnr(output, $0) },
                psnrDegraded: ImageMetrics.psnr(output, degraded),
                ssim: similarity?.measure(output),
                gmsd: gradients?.deviation(grey: grey),
                fbc: correspondence.measure(grey: grey),
                blur: blur,
                sharpness: sharpness,
                ratio: ImageMetrics.ratio(blur: blur, sharpness: sharpness))
        }
    }
}
