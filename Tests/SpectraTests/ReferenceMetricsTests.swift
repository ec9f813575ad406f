import Foundation
import Imaging
import Spectra
import TestSupport
import Testing

/// One line of metrics.csv: a pair of images that can be made again, and what the published programs measure of it.
private struct MetricsCase: CustomTestStringConvertible {
    private let fields: [String: String]

    var testDescription: String { fields["case"]! }

    static let all: [MetricsCase] = {
        let url = Bundle.module.url(forResource: "metrics", withExtension: "csv", subdirectory: "Fixtures")!
        let lines = try! String(contentsOf: url, encoding: .utf8).split(whereSeparator: \.isNewline)
            .map { $0.split(separator: ",", omittingEmptySubsequences: false).map(String.init) }
        return lines.dropFirst().map { MetricsCase(fields: Dictionary(uniqueKeysWithValues: zip(lines[0], $0))) }
    }()

    private init(fields: [String: String]) {
        self.fields = fields
    }

    func number(_ name: String) -> Double { Double(fields[name]!)! }

    func bands(_ suffix: String) -> [Double] { (1...5).map { number("fbc\($0)\(suffix)") } }

    func clean() throws -> Image {
        let image = try ImageFile.load(TestData.path(fields["image"]!)).image
        let crop = fields["crop"]!.split(separator: " ").compactMap { Int($0) }
        guard crop.count == 4 else { return image }
        return try image.cropped(.rectangle(left: crop[0], top: crop[1], right: crop[2], bottom: crop[3]))
    }

    func degraded(_ clean: Image) -> Image {
        let amount = number("amount")
        switch fields["degradation"]! {
        case "noise": return GaussianNoise(sigma: amount, seed: UInt32(number("seed"))).apply(to: clean)
        default: return boxMeans(clean, width: Int(amount))
        }
    }

    /// Means over a centred square down the columns, rounded to Float, then along the rows; edges reflect: dcba|abcd|dcba.
    private func boxMeans(_ image: Image, width: Int) -> Image {
        func reflected(_ i: Int, _ n: Int) -> Int { i < 0 ? -1 - i : i >= n ? 2 * n - 1 - i : i }
        let offsets = -(width / 2)...(width / 2)
        var columns = image
        for c in 0..<image.channels {
            for y in 0..<image.height {
                for x in 0..<image.width {
                    let sum = offsets.reduce(0.0) { $0 + Double(image[c, reflected(y + $1, image.height), x]) }
                    columns[c, y, x] = Float(sum / Double(width))
                }
            }
        }
        var result = columns
        for c in 0..<image.channels {
            for y in 0..<image.height {
                for x in 0..<image.width {
                    let sum = offsets.reduce(0.0) { $0 + Double(columns[c, y, reflected(x + $1, image.width)]) }
                    result[c, y, x] = Float(sum / Double(width))
                }
            }
        }
        return result
    }
}

@Suite(.enabled(if: TestData.available, "real test images not found; set DIP_DATA"))
struct ReferenceMetricsTests {
    @Test(arguments: MetricsCase.all)
    private func everyMeasureIsThePublishedPrograms(_ reference: MetricsCase) throws {
        let clean = try reference.clean()
        let degraded = reference.degraded(clean)
        let bands = try Bands(width: clean.width, height: clean.height)
        let ofDegraded = MetricSet(clean: clean, degraded: degraded, reference: clean, bands: bands).measure(degraded)
        let ofClean = MetricSet(clean: degraded, degraded: clean, reference: degraded, bands: bands).measure(clean)

        func expect(_ value: Double?, _ name: String) {
            guard let value else {
                Issue.record("\(name) is undefined")
                return
            }
            let expected = reference.number(name)
            #expect(abs(value - expected) <= 1e-6 * abs(expected), "\(name) \(value), reference \(expected)")
        }
        expect(ofDegraded.psnr, "psnr")
        expect(ofDegraded.ssim, "ssim_gaussian")
        expect(ofClean.ssim, "ssim_gaussian")
        expect(ofDegraded.blur, "blur_degraded")
        expect(ofClean.blur, "blur_clean")
        expect(ofDegraded.sharpness, "sharpness_degraded")
        expect(ofClean.sharpness, "sharpness_clean")
        for (measured, suffix) in [(ofDegraded.fbc, ""), (ofClean.fbc, "_swapped")] {
            for (band, expected) in zip(measured, reference.bands(suffix)) {
                #expect(abs(band - expected) <= 1e-5, "fbc\(suffix) \(band), reference \(expected)")
            }
        }
    }
}
