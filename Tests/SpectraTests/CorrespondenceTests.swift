import Imaging
import Spectra
import TestSupport
import Testing

@Suite struct CorrespondenceTests {
    /// [channels, height, width]: square, odd, portrait, landscape.
    @Test(arguments: [[1, 16, 16], [3, 15, 17], [3, 24, 14], [1, 13, 22]], BandGeometry.allCases)
    func equalsTheDirectFormula(shape: [Int], geometry: BandGeometry) throws {
        let image = Image.textured(channels: shape[0], height: shape[1], width: shape[2], seed: 1)
        let reference = Image.textured(channels: shape[0], height: shape[1], width: shape[2], seed: 2, noise: 0.4)
        for count in [1, 3, 5] {
            let bands = try Bands(count: count, geometry: geometry, width: shape[2], height: shape[1])
            let measured = BandCorrespondence(reference: reference, bands: bands).measure(image)
            let expected = NaiveSpectrum.correspondence(image, reference, count: count, geometry: geometry)
            #expect(measured.count == count)
            for (measured, expected) in zip(measured, expected) {
                #expect(abs(measured - expected) <= 1e-5)
            }
        }
    }

    @Test func equalImagesCorrespondInAllBands() throws {
        let image = Image.textured(channels: 3, height: 32, width: 32, seed: 1)
        let correspondence = BandCorrespondence(reference: image, bands: try Bands(width: 32, height: 32))
        for _ in 0..<2 {
            for band in correspondence.measure(image) { #expect(abs(band - 1) <= 1e-5) }
        }
    }

    @Test func blackImageHasNoBand() throws {
        let image = Image.textured(channels: 3, height: 32, width: 32, seed: 1)
        let correspondence = BandCorrespondence(reference: image, bands: try Bands(width: 32, height: 32))
        #expect(correspondence.measure(Image(channels: 3, height: 32, width: 32)) == [0, 0, 0, 0, 0])
    }

    @Test func brokenImageIsNotANumber() throws {
        let image = Image.textured(channels: 1, height: 32, width: 32, seed: 1)
        let correspondence = BandCorrespondence(reference: image, bands: try Bands(width: 32, height: 32))
        let broken = Image(channels: 1, height: 32, width: 32, repeating: .nan)
        #expect(correspondence.measure(broken).allSatisfy { $0.isNaN })
        #expect(correspondence.measure(image).allSatisfy { abs($0 - 1) <= 1e-5 })
    }
}
