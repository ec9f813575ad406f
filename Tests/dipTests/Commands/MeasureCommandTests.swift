import Foundation
import Imaging
import Testing

@Suite struct MeasureCommandTests {
    private let folder: TestFolder
    private let keys = [
        "psnr", "ssim", "gmsd", "fbc_1", "fbc_2", "fbc_3", "fbc_4", "fbc_5", "blur", "sharpness", "ratio",
    ]

    init() throws {
        folder = try TestFolder()
        let scene = SyntheticImage.leaves.image(width: 96, height: 64)
        try folder.write(scene, to: "clean.png")
        try folder.write(GaussianNoise(sigma: 25, seed: 0).apply(to: scene), to: "noisy.png")
    }

    private var expected: [Double?] {
        get throws {
            let clean = try PNGFile.read("\(folder.path)/clean.png"),
                noisy = try PNGFile.read("\(folder.path)/noisy.png")
            return [ImageMetrics.psnr(noisy, clean), ImageMetrics.ssim(noisy, clean), ImageMetrics.gmsd(noisy, clean)]
                + Array(repeating: nil, count: 5)
                + [ImageMetrics.blur(noisy.grey), ImageMetrics.sharpness(noisy.grey), ImageMetrics.ratio(noisy)]
        }
    }

    @Test func formatsHoldTheSameExactValues() async throws {
        let csv = try await DipProgram.run("measure", "clean.png", "noisy.png", "--format", "csv", in: folder)
        #expect(csv.status == 0)
        let lines = csv.out.split(separator: "\n").map { $0.split(separator: ",").map(String.init) }
        try #require(lines.count == 2)
        #expect(lines[0] == keys)
        let values = lines[1].map { Double($0) }
        for (value, expected) in zip(values, try expected) where expected != nil { #expect(value == expected) }
        #expect(values[3...7].allSatisfy { $0.map { 0...1 ~= $0 } ?? false })

        let json = try await DipProgram.run("measure", "clean.png", "noisy.png", "--format", "json", in: folder)
        let object = try JSONDecoder().decode([String: Double?].self, from: Data(json.out.utf8))
        #expect(object == Dictionary(uniqueKeysWithValues: zip(keys, values)))

        let text = try await DipProgram.run("measure", "clean.png", "noisy.png", in: folder)
        let rows = text.out.split(separator: "\n").map { $0.split(separator: " ") }
        #expect(rows.map { $0[0] } == keys.map { Substring($0) })
        for (row, value) in zip(rows, values) {
            let shown = try #require(Double(row[1])), exact = try #require(value)
            #expect(abs(shown - exact) <= 5e-5)
        }
    }

    /// Of one image alone, and of what was taken from another to make it.
    @Test func oneImageNeedsNoReference() async throws {
        let alone = try await DipProgram.run("measure", "noisy.png", "--format", "json", in: folder)
        let noisy = try JSONDecoder().decode([String: Double?].self, from: Data(alone.out.utf8))
        #expect(noisy.keys.sorted() == ["blur", "noise", "ratio", "sharpness"])
        #expect(abs(try #require(noisy["noise"] ?? nil) - 25) < 5)
        let taken = try await DipProgram.run(
            "measure", "clean.png", "--degraded", "noisy.png", "--format", "json", in: folder)
        let residual = try JSONDecoder().decode([String: Double?].self, from: Data(taken.out.utf8))
        // Clipping takes a little from the noise.
        #expect(abs(try #require(residual["residual_deviation"] ?? nil) - 24) < 2)
        #expect(abs(try #require(residual["residual_correlation"] ?? nil)) < 0.05)
        let wrong = try await DipProgram.run("measure", "clean.png", "noisy.png", "--degraded", "noisy.png", in: folder)
        #expect(wrong.status == 2)
    }

    @Test func whatIsUndefinedIsLeftEmpty() async throws {
        try folder.write(Image(channels: 3, height: 64, width: 64, repeating: 0.5), to: "flat.png")
        let csv = try await DipProgram.run("measure", "flat.png", "flat.png", "--format", "csv", in: folder)
        let cells = csv.out.split(separator: "\n").last?.split(separator: ",", omittingEmptySubsequences: false).map(
            String.init)
        #expect(cells?.count == keys.count)
        #expect(cells?.first == "")
        #expect(cells?.last == "")
        let json = try await DipProgram.run("measure", "flat.png", "flat.png", "--format", "json", in: folder)
        #expect(json.out.contains("\"psnr\": null"))
        #expect(!json.out.contains("inf") && !json.out.contains("nan"))
        let text = try await DipProgram.run("measure", "flat.png", "flat.png", in: folder)
        #expect(text.out.hasPrefix("psnr       undefined\n"))
    }

    @Test func bandsAndTheirDefinitionCanBeChosen() async throws {
        func row(_ definition: String) async throws -> [String] {
            let output = try await DipProgram.run(
                "measure", "clean.png", "noisy.png", "--format", "csv", "--bands", "3",
                "--definition", definition, in: folder)
            return output.out.split(separator: "\n").map(String.init)
        }
        let published = try await row("published"), isotropic = try await row("isotropic")
        #expect(published.first == "psnr,ssim,gmsd,fbc_1,fbc_2,fbc_3,blur,sharpness,ratio")
        #expect(isotropic.first == published.first)
        #expect(isotropic.last != published.last)
    }

    @Test func imagesThatDoNotMatchAreRefused() async throws {
        try folder.write(Image(channels: 1, height: 64, width: 96), to: "grey.png")
        let output = try await DipProgram.run("measure", "clean.png", "grey.png", in: folder)
        #expect(output.status == 2)
        #expect(output.out == "")
        #expect(
            output.error == "dip: grey.png: is 96 x 64 with 1 channel, but clean.png is 96 x 64 with 3 channels; "
                + "both must have the same size and channels\n")
    }

    @Test func tinyImagesAreMeasuredAsFarAsPossible() async throws {
        try folder.write(Image(channels: 1, height: 12, width: 12, repeating: 0.5), to: "small.png")
        let output = try await DipProgram.run("measure", "small.png", "small.png", "--bands", "2", in: folder)
        #expect(output.status == 0)
        try folder.write(Image(channels: 1, height: 1, width: 1), to: "pixel.png")
        let pixel = try await DipProgram.run("measure", "pixel.png", "pixel.png", in: folder)
        #expect(pixel.status == 2)
        #expect(
            pixel.error == "dip: 5 frequency bands are too many for an image of 1 x 1 pixels: "
                + "at least one would be empty\n")
    }

    @Test(arguments: ["0", "33", "many"])
    func aWrongNumberOfBandsIsRefused(bands: String) async throws {
        let output = try await DipProgram.run("measure", "clean.png", "noisy.png", "--bands", bands, in: folder)
        #expect(output.status == 2)
        #expect(output.error.hasPrefix("dip: ") && output.error.contains("bands"))
        #expect(output.error.hasSuffix("see 'dip measure --help'\n"))
    }
}
