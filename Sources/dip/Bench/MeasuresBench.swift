import Harness
import Imaging
import Spectra

/// All measures of one RGB image, as recorded at an iteration.
enum MeasuresBench {
    static func measure(size: Int, iterations: Int) throws -> BenchReport {
        let clean = SyntheticImage.allCases[0].image(width: size, height: size)
        let measures = try measures(of: clean)
        let output = GaussianNoise(sigma: 5, seed: 1).apply(to: clean)
        return BenchReport(stamps: Stopwatch.stamps(iterations) { _ = measures.measure(output) }, peakMemoryMB: HostMachine.peakMemoryMB)
    }

    /// What is measured of restorations of a noisy version of `clean`.
    static func measures(of clean: Image) throws -> MeasureSet {
        let degraded = GaussianNoise(sigma: 25, seed: 0).apply(to: clean)
        return MeasureSet(clean: clean, degraded: degraded, reference: degraded, bands: try Bands(width: clean.width, height: clean.height))
    }
}
