import Downloads
import Foundation
import Imaging
import Testing
@testable import Datasets

@Suite struct SampleSumTests {
    @Test func samplesAreTakenInTheOrderOfRawFiles() {
        // Channel after channel here, pixel after pixel in a raw file.
        let colour = Image(channels: 3, height: 1, width: 2, pixels: [1, 2, 3, 4, 5, 255].map { $0 / 255 })
        #expect(SampleSum.sha256(colour) == FileSum.sha256(Data([1, 3, 5, 2, 4, 255])))
        let grey = Image(channels: 1, height: 2, width: 2, pixels: [9, 8, 7, 0].map { $0 / 255 })
        #expect(SampleSum.sha256(grey) == FileSum.sha256(Data([9, 8, 7, 0])))
    }

    @Test func deeperSamplesHaveNone() {
        #expect(SampleSum.sha256(Image(channels: 1, height: 1, width: 1, pixels: [0.5])) == nil)
        #expect(SampleSum.sha256(Image(channels: 1, height: 1, width: 1, pixels: [.nan])) == nil)
    }
}
