import Foundation
import Imaging
import Testing
@testable import Publishing

@Suite struct SpectrumDataTests {
    private func plane(_ value: (Int, Int) -> Double) -> Image {
        var image = Image(channels: 1, height: 64, width: 64)
        for y in 0..<64 { for x in 0..<64 { image[0, y, x] = Float(value(y, x)) } }
        return image
    }

    /// A wave has its power in the ring of its frequency, and nowhere else.
    @Test func theErrorOfAWaveIsInItsRing() {
        let wave = plane { _, x in 0.5 + 0.1 * sin(2 * .pi * 12 * Double(x) / 64) }
        let (frequencies, power) = SpectrumData.errorPower(wave, plane { _, _ in 0.5 })
        // 12 of 32 cycles lie in the seventh of 16 rings.
        let ring = 6
        #expect(frequencies.count == 16 && frequencies[ring] == 6.5 / 16)
        #expect((power[ring] ?? 0) > 1e-3)
        for (index, value) in power.enumerated() where index != ring { #expect((value ?? 0) < 1e-8, "\(index)") }
    }

    /// White noise of variance s^2 has s^2 everywhere.
    @Test func whiteNoiseIsFlat() {
        let clean = plane { _, _ in 0.5 }
        let noisy = GaussianNoise(sigma: 25, seed: 0).apply(to: clean)
        let power = SpectrumData.errorPower(noisy, clean).power.compactMap(\.self)
        let mean = power.reduce(0, +) / Double(power.count), deviation = 25.0 / 255, expected = deviation * deviation
        #expect(abs(mean / expected - 1) < 0.1, "\(mean) \(expected)")
    }

    @Test func picturesHaveTheZeroFrequencyInTheMiddle() throws {
        let data = try SpectrumData.pictures([plane { _, _ in 0.5 }])
        let file = FileManager.default.temporaryDirectory.appendingPathComponent("\(UUID().uuidString).png")
        defer { try? FileManager.default.removeItem(at: file) }
        try data[0].write(to: file)
        let picture = try PNGFile.read(file.path)
        #expect(picture.width == 64 && picture.height == 64 && picture[0, 32, 32] == 1)
        #expect(picture[0, 0, 0] == 0 && picture[0, 32, 33] == 0)
    }

    @Test func anImageThatWasNotKeptIsNamed() throws {
        let folder = try PublishingFolder()
        #expect(
            folder.sentence { _ = try SpectrumData.image("output.png", of: folder.path) }
                == "output.png: is missing, so its spectrum cannot be shown; repeat the run with: dip run SPEC --force"
        )
    }
}
