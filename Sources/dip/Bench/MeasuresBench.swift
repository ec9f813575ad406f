import Harness
import Imaging
import Spectra

/// All measures of one RGB image, as recorded at an iteration.
enum MeasuresBench {
    static func measure(size: Int, iterations: Int) throws -> BenchReport {
        let clean = SyntheticImage.allCases[0].image(width: size, height: size)
        let degraded = GaussianNoise(sigma: 25, seed: 0).apply(to: clean)
        let output = GaussianNoise(sigma: 5, seed: 1).apply(to: clean)
        let measures = MeasureSet(clean: clean, degraded: degraded, reference: degraded, bands: try Bands(width: size, height: size))
        return BenchReport(seconds: BenchReport.time(iterations) { _ = measures.measure(output) }, peakMemoryMB: HostMachine.peakMemoryMB)
    }
}
