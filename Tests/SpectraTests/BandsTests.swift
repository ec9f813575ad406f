import Foundation
import Spectra
import Testing

@Suite struct BandsTests {
    /// Square, landscape, portrait and odd sizes; five bands put frequencies exactly on the edges at widths 40 and 50.
    @Test(arguments: [[40, 40], [50, 31], [31, 50], [33, 33], [96, 160], [227, 157]], BandGeometry.allCases)
    func sizesCountTheWholeSpectrum(size: [Int], geometry: BandGeometry) throws {
        for count in [1, 5, 7] {
            let bands = try Bands(count: count, geometry: geometry, width: size[0], height: size[1])
            let rings = NaiveSpectrum.rings(count: count, geometry: geometry, width: size[0], height: size[1])
            let expected = (0..<count).map { ring in rings.joined().count { $0 == ring } }
            #expect(bands.sizes == expected)
        }
    }

    @Test func publishedRingsLosePartOfAPortraitSpectrum() throws {
        let bands = try Bands(width: 96, height: 160)
        let share = Double(bands.sizes.reduce(0, +)) / Double(96 * 160)
        #expect(abs(share - 0.47) < 0.005)
    }

    @Test(arguments: [32, 64, 512])
    func geometriesAgreeOnSquares(side: Int) throws {
        let published = try Bands(geometry: .published, width: side, height: side)
        let isotropic = try Bands(geometry: .isotropic, width: side, height: side)
        #expect(published.sizes == isotropic.sizes)
    }

    @Test func impossibleCountsAreRefused() throws {
        #expect(throws: BandsError.count(0)) { try Bands(count: 0, width: 64, height: 64) }
        #expect(throws: BandsError.count(-3)) { try Bands(count: -3, width: 64, height: 64) }
        #expect(throws: BandsError.count(70_000)) { try Bands(count: 70_000, width: 64, height: 64) }
        #expect(throws: BandsError.emptyRing(count: 70, width: 64, height: 64)) {
            try Bands(count: 70, width: 64, height: 64)
        }
        #expect(try Bands(count: 32, width: 64, height: 64).sizes.count == 32)
        #expect(
            "\(BandsError.emptyRing(count: 70, width: 64, height: 64))"
                == "70 frequency bands are too many for an image of 64 x 64 pixels: at least one would be empty"
        )
    }
}
