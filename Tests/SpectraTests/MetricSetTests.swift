import Imaging
import Spectra
import TestSupport
import Testing

@Suite struct MetricSetTests {
    private let clean = Image.textured(channels: 3, height: 40, width: 36, seed: 1, noise: 0.02)
    private let degraded = Image.textured(channels: 3, height: 40, width: 36, seed: 1, noise: 0.3)

    @Test func equalsTheSingleMeasures() throws {
        let bands = try Bands(count: 4, geometry: .isotropic, width: 36, height: 40)
        let set = MetricSet(clean: clean, degraded: degraded, reference: degraded, bands: bands)
        for seed in 1...3 {
            let output = Image.textured(channels: 3, height: 40, width: 36, seed: UInt64(seed), noise: 0.1)
            let measured = set.measure(output)
            #expect(measured.psnr == ImageMetrics.psnr(output, clean))
            #expect(measured.psnrDegraded == ImageMetrics.psnr(output, degraded))
            #expect(measured.ssim == ImageMetrics.ssim(output, clean))
            #expect(measured.gmsd == ImageMetrics.gmsd(output, clean))
            #expect(measured.fbc == BandCorrespondence(reference: degraded, bands: bands).measure(output))
            #expect(measured.blur == ImageMetrics.blur(output))
            #expect(measured.sharpness == ImageMetrics.sharpness(output))
            #expect(measured.ratio == ImageMetrics.ratio(output))
        }
    }

    @Test func withoutACleanImage() throws {
        let set = MetricSet(
            clean: nil, degraded: degraded, reference: degraded, bands: try Bands(width: 36, height: 40))
        let measured = set.measure(clean)
        #expect(measured.psnr == nil)
        #expect(measured.ssim == nil)
        #expect(measured.gmsd == nil)
        #expect(measured.psnrDegraded != nil)
        #expect(measured.ratio != nil)
    }

    @Test func constantOutput() throws {
        let set = MetricSet(
            clean: clean, degraded: degraded, reference: degraded, bands: try Bands(width: 36, height: 40))
        let measured = set.measure(Image(channels: 3, height: 40, width: 36, repeating: 0.5))
        #expect(measured.blur == nil)
        #expect(measured.sharpness == 0)
        #expect(measured.ratio == nil)
        #expect(measured.psnr != nil)
        #expect(measured.fbc.allSatisfy { (0...1).contains($0) })
    }
}
