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
        let noise: Double = try #require(noisy["noise"] ?? nil)
        #expect(abs(noise - 25) < 5)
        let taken = try await DipProgram.run(
            "measure", "clean.png", "--degraded", "noisy.png", "--format", "json", in: folder)
        let residual = try JSONDecoder().decode([String: Double?].self, from: Data(taken.out.utf8))
        // Clipping takes a little from the noise.
        let deviation: Double = try #require(residual["residual_deviation"] ?? nil)
        #expect(abs(deviation - 24) < 2)
        #expect(abs(try #require(residual["residual_correlation"] ?? nil)) < 0.05)
        let wrong = try await DipProgram.run("measure", "clean.png", "noisy.png", "--degraded", "noisy.png", in: folder)
        #expect(wrong.status == 2)
    }

    /// Blur and sharpness of a flat image have no ratio; the PSNR of a copy is infinite, as scikit-image has it.
    @Test func copiesAndWhatIsUndefined() async throws {
        try folder.write(Image(channels: 3, height: 64, width: 64, repeating: 0.5), to: "flat.png")
        let csv = try await DipProgram.run("measure", "flat.png", "flat.png", "--format", "csv", in: folder)
        let cells = csv.out.split(separator: "\n").last?.split(separator: ",", omittingEmptySubsequences: false).map(
            String.init)
        #expect(cells?.count == keys.count)
        #expect(cells?.first == "inf")
        #expect(cells?.last == "")
        let json = try await DipProgram.run("measure", "flat.png", "flat.png", "--format", "json", in: folder)
        let object = try #require(try JSONSerialization.jsonObject(with: Data(json.out.utf8)) as? [String: Any])
        #expect(object["psnr"] as? String == "inf" && object["ratio"] is NSNull && object["ssim"] as? Double == 1)
        let text = try await DipProgram.run("measure", "flat.png", "flat.png", in: folder)
        #expect(text.out.hasPrefix("psnr       inf\n") && text.out.hasSuffix("ratio      undefined\n"))
        let other = try await DipProgram.run("measure", "clean.png", "noisy.png", in: folder)
        #expect(!other.out.contains("inf"))
    }

    private func fillFolders() throws -> [String] {
        for name in ["clean", "restored"] {
            try FileManager.default.createDirectory(
                atPath: "\(folder.path)/\(name)", withIntermediateDirectories: true)
        }
        for (index, scene) in SyntheticImage.allCases.prefix(3).enumerated() {
            let image = scene.image(width: 64, height: 64)
            try folder.write(image, to: "clean/\(index).png")
            try folder.write(
                GaussianNoise(sigma: 20, seed: UInt32(index)).apply(to: image), to: "restored/\(index).png")
        }
        try folder.write(SyntheticImage.leaves.image(width: 64, height: 64), to: "clean/lone.png")
        try folder.write(SyntheticImage.leaves.image(width: 64, height: 64), to: "restored/more.png")
        try folder.write("no image", to: "restored/notes.txt")
        return ["0.png", "1.png", "2.png"]
    }

    /// A row for each pair, the same values as of the pair alone, and the mean last.
    @Test func aFolderAgainstAFolder() async throws {
        let names = try fillFolders()
        let csv = try await DipProgram.run("measure", "clean", "restored/", "--format", "csv", in: folder)
        #expect(csv.status == 0, "\(csv.error)")
        #expect(
            csv.error
                == "dip: note: left out, because restored/ has no image of that name: clean/lone.png\n"
                + "dip: note: left out, because clean has no image of that name: restored/more.png\n")
        let lines = csv.out.split(separator: "\n").map(String.init)
        #expect(lines.first == (["image"] + keys).joined(separator: ","))
        let measured: [String] = lines.dropFirst().map { String($0.split(separator: ",")[0]) }
        #expect(measured == names + ["mean"])
        let one = try await DipProgram.run("measure", "clean/1.png", "restored/1.png", "--format", "csv", in: folder)
        #expect(one.out.split(separator: "\n").last.map { "1.png,\($0)" } == lines[2])
        let values = lines.dropFirst().compactMap { Double($0.split(separator: ",")[1]) }
        #expect(values.count == 4 && abs(values[3] - values[..<3].reduce(0, +) / 3) < 1e-12)

        let json = try await DipProgram.run("measure", "clean", "restored", "--format", "json", in: folder)
        let object = try #require(try JSONSerialization.jsonObject(with: Data(json.out.utf8)) as? [String: Any])
        let images = try #require(object["images"] as? [[String: Any]]), mean = object["mean"] as? [String: Any]
        #expect(
            images.map { $0["image"] as? String } == names
                && images.map { $0["psnr"] as? Double } == values[..<3].map { $0 })
        #expect(abs(try #require(mean?["psnr"] as? Double) - values[3]) < 1e-12 && mean?["image"] == nil)

        let text = try await DipProgram.run("measure", "clean", "restored", in: folder)
        let rows = text.out.split(separator: "\n").map { $0.split(separator: " ").map(String.init) }
        #expect(rows.map { $0[0] } == ["image"] + names + ["mean"])
        #expect(rows[4][1] == String(format: "%.2f", values[3]))
    }

    /// Names may differ in the ending, a copy makes the mean infinite, and one bad pair does not stop the others.
    @Test func endingsCopiesAndBadPairs() async throws {
        _ = try fillFolders()
        try FileManager.default.removeItem(atPath: "\(folder.path)/clean/0.png")
        try folder.write(SyntheticImage.leaves.image(width: 64, height: 64), to: "restored/lone.png")
        try folder.write(Image(channels: 1, height: 64, width: 64), to: "restored/2.png")
        try folder.write("no image", to: "clean/3.png")
        for name in ["clean", "restored"] {
            try folder.write(Image(channels: 1, height: 1, width: 1), to: "\(name)/4.png")
        }
        try folder.write(Image(channels: 1, height: 64, width: 64), to: "restored/3.png")
        let output = try await DipProgram.run("measure", "clean", "restored", "--format", "csv", in: folder)
        #expect(output.status == 1)
        #expect(output.error.contains("dip: restored/2.png: is 64 x 64 with 1 channel, but clean/2.png is 64 x 64"))
        // Each names its file once.
        #expect(output.error.contains("dip: clean/3.png: ") && output.error.contains("dip: clean/4.png: 5 frequency"))
        #expect(output.error.hasSuffix("dip: 3 of 5 pairs could not be measured\n"))
        let lines = output.out.split(separator: "\n")
        #expect(lines.count == 4 && lines[2].hasPrefix("lone.png,inf,") && lines[3].hasPrefix("mean,inf,"))
        let jpeg = try JPEGFile.encode(
            SyntheticImage.leaves.image(width: 64, height: 64), quality: 90, path: "")
        try folder.write(jpeg, to: "clean/more.jpg")
        let endings = try await DipProgram.run("measure", "clean", "restored", "--format", "csv", in: folder)
        #expect(endings.out.contains("\nmore.jpg,"))
    }

    @Test func foldersThatDoNotMatchAreRefused() async throws {
        _ = try fillFolders()
        let mixed = try await DipProgram.run("measure", "clean", "restored/0.png", in: folder)
        #expect(mixed.status == 2)
        #expect(
            mixed.error == "dip: restored/0.png: is not a folder, but clean is; compare two images or two folders\n")
        let alone = try await DipProgram.run("measure", "clean", in: folder)
        #expect(alone.status == 2 && alone.error.contains("is a folder; name a second folder"))
        try FileManager.default.createDirectory(atPath: folder.path + "/empty", withIntermediateDirectories: true)
        let empty = try await DipProgram.run("measure", "clean", "empty", in: folder)
        #expect(empty.status == 2 && empty.error == "dip: empty: has no PNG, JPEG, TIFF or BMP file\n")
        try folder.write(SyntheticImage.leaves.image(width: 64, height: 64), to: "empty/other.png")
        let strangers = try await DipProgram.run("measure", "clean", "empty", in: folder)
        #expect(strangers.status == 2 && strangers.error == "dip: clean and empty have no images of the same name\n")
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

    /// As 'dip restore' reads and writes it: a picture as stored, and the same one upright.
    @Test(arguments: [3, 6])
    func photographsAreTurnedUpright(orientation: UInt8) async throws {
        let stored = SyntheticImage.leaves.image(width: 96, height: 64)
        var bytes = try JPEGFile.encode(stored, quality: 95, path: "")
        // An Exif block of one directory with one entry, the orientation.
        let content: [UInt8] =
            Array("Exif\0\0II".utf8) + [42, 0, 8, 0, 0, 0, 1, 0, 0x12, 0x01, 3, 0, 1, 0, 0, 0, orientation, 0, 0, 0]
            + [0, 0, 0, 0]
        bytes.insert(contentsOf: [0xff, 0xe1, 0, UInt8(content.count + 2)] + content, at: 2)
        try folder.write(bytes, to: "photo.jpg")
        let upright = try Photograph(bytes, path: "photo.jpg").image
        #expect(upright.width == (orientation == 6 ? 64 : 96))
        try folder.write(upright, to: "upright.png")
        let output = try await DipProgram.run("measure", "photo.jpg", "upright.png", in: folder)
        #expect(output.status == 0 && output.out.hasPrefix("psnr       inf\n"), "\(output.out)\(output.error)")
        #expect(output.error == "dip: photo.jpg: note: turned upright, as its Exif block says\n")
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
            pixel.error == "dip: pixel.png: 5 frequency bands are too many for an image of 1 x 1 pixels: "
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
