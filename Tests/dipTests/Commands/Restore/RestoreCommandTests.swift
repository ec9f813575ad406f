import Downloads
import Foundation
import Imaging
import Photographs
import Testing
@testable import dip

/// Photographs from the command line to their restored files, with few iterations.
@Suite struct RestoreCommandTests {
    private let folder: TestFolder
    private let scene = SyntheticImage.harbour.image(width: 75, height: 50)

    init() throws {
        folder = try TestFolder()
        try folder.write(GaussianNoise(sigma: 20, seed: 0).apply(to: scene), to: "photo.png")
    }

    private func restore(_ arguments: String) async throws -> DipProgram.Output {
        try await DipProgram.shell("exec \"$0\" restore \(arguments) --threads 1", in: folder)
    }

    private func photograph(_ name: String) throws -> Photograph {
        try Photograph(contentsOf: "\(folder.path)/\(name)")
    }

    @Test func aLongFitNamesThePreview() async throws {
        let advice = "  --preview gives a small result in minutes; Ctrl-C ends a fit and keeps the picture so far"
        func lines(_ arguments: String) async throws -> [String] {
            let output = try await restore("photo.png --task denoise -n \(arguments)")
            #expect(output.status == 0, "\(output.error)")
            return output.out.split(separator: "\n").map(String.init)
        }
        #expect(try await lines("--iterations 1000000").contains(advice))
        #expect(try await !lines("--iterations 10").contains(advice))
        #expect(try await !lines("--iterations 1000000 --preview").contains(advice))
    }

    @Test func writesThePictureCurvesAndStrip() async throws {
        let output = try await restore("photo.png --task denoise --iterations 3 --seed 2")
        #expect(output.status == 0, "\(output.error)")
        let lines = output.out.split(separator: "\n").map(String.init)
        #expect(lines[0] == "photo.png: 75 x 50 colour")
        #expect(
            lines[1].hasPrefix("  noise: sigma ") && lines[1].contains(" of 255, estimated; lambda 1.")
                && lines[1].hasSuffix("at most 3 iterations"))
        #expect(lines[2].hasPrefix("  restored as a whole; ") && lines[2].hasSuffix(" on 1 thread"))
        #expect(lines.contains("photo-restored.png: 3 iterations; curves and strip in photo-restored/"))
        #expect(
            lines.last?.wholeMatch(of: #/  not finished: loss 0\.\d+, target 0\.\d+; try --iterations 3000/#) != nil)
        let restored = try photograph("photo-restored.png")
        #expect(
            restored.image.width == 75 && restored.image.height == 50 && restored.image.channels == 3
                && restored.alpha == nil)
        let curves = try folder.text("photo-restored/curves.csv").split(separator: "\n")
        #expect(curves[0].hasPrefix("tile,iteration,loss,") && curves.count == 4)
        let record = try folder.text("photo-restored/restoration.json")
        #expect(
            record.contains("\"task\" : \"denoise\"") && record.contains("\"seed\" : 2")
                && record.contains("\"ending\" : \"not-stopped\""))
        let fields = try #require(
            JSONSerialization.jsonObject(with: Data(record.utf8)) as? [String: Any])
        let stop = try #require(fields["stop"] as? [String: Any])
        #expect(stop["rule"] as? String == "loss-target" && stop["sigma"] as? Double == fields["sigma"] as? Double)
        #expect(fields["findings"] as? [String] == [String(lines.last!.dropFirst(2))])
        #expect(fields["photo_sha256"] as? String == FileSum.sha256(try folder.data("photo.png")))
        let tile = try #require((fields["tiles"] as? [[String: Any]])?.first)
        #expect(try #require(tile["loss"] as? Double) > #require(tile["target"] as? Double))
        let megabytes = try ["planned", "peak"].map { name in
            try #require(
                record.firstMatch(of: try Regex("\"\(name)_memory_mb\" : ([0-9.]+)", as: (Substring, Substring).self))
                    .flatMap { Double($0.1) })
        }
        #expect(megabytes[1] < megabytes[0] && megabytes[1] > megabytes[0] / 4, "\(megabytes)")
        // A photograph this small is its own detail.
        let pictures: [String] = folder.names(in: "photo-restored").filter { name in
            name.hasSuffix(".png") && name != "strip.png"
        }
        #expect(pictures == ["after.png", "before.png", "removed.png"])
        let script = try folder.text("photo-restored/strip.gp")
        #expect(script.contains("rows = 1; columns = 3\n") && script.contains("panel_height = 137\n"))
        let sigma = String(format: "%.1f", try #require(fields["sigma"] as? Double))
        let lambda = String(format: "%.3g", try #require(fields["lipschitz"] as? Double))
        #expect(script.contains("'photo.png: denoise, sigma \(sigma), lambda \(lambda), 3 iterations'"))
        #expect(script.contains("set label 1 'removed"))
        if (try? await DipProgram.shell("command -v gnuplot", in: folder).status) == 0 {
            #expect(
                try folder.data("photo-restored/strip.svg").count > 1000
                    && folder.data("photo-restored/strip.png").count > 1000)
        }
    }

    @Test func theSameSeedGivesTheSamePicture() async throws {
        for (name, seed) in [("a", 1), ("b", 1), ("c", 2)] {
            let output = try await restore(
                "photo.png --task denoise --iterations 2 --no-record --seed \(seed) -o \(name).png")
            #expect(output.status == 0 && !folder.exists(name))
        }
        #expect(try folder.data("a.png") == folder.data("b.png"))
        #expect(try folder.data("a.png") != folder.data("c.png"))
    }

    @Test func everyTaskGivesItsPicture() async throws {
        try folder.write(try JPEGFile.encode(scene, quality: 12, path: ""), to: "blocks.jpg")
        var mask = Image(channels: 1, height: 50, width: 75, repeating: 1)
        for y in 10..<20 { for x in 30..<50 { mask[0, y, x] = 0 } }
        try folder.write(mask, to: "mask.png")

        let deblocked = try await restore("blocks.jpg --task deblock --iterations 2 --no-record")
        #expect(
            deblocked.status == 0
                && deblocked.out.contains("JPEG of quality 12; lambda 1.4; stops by ratio, at most 2 iterations"))
        #expect(folder.exists("blocks-restored.png"))

        let filled = try await restore(
            "photo.png --task inpaint --mask mask.png --iterations 2 --no-record -o filled.png")
        #expect(filled.status == 0 && filled.out.contains("  200 pixels to fill in; "))
        let (before, after) = (try photograph("photo.png").image, try photograph("filled.png").image)
        for y in 0..<50 { for x in 0..<75 where mask[0, y, x] == 1 { #expect(after[1, y, x] == before[1, y, x]) } }
        #expect((30..<50).contains { after[0, 15, $0] != before[0, 15, $0] })

        let larger = try await restore("photo.png x2 --task super-resolve --iterations 2 --no-record -o large.png")
        #expect(larger.status == 0 && larger.out.contains("2 times larger: 150 x 100"))
        #expect(try photograph("large.png").image.width == 150)

        let enhanced = try await restore("photo.png --task enhance --iterations 2 --no-record -o crisp.png")
        #expect(enhanced.status == 0)
        // What the network lacks is added, so that nothing gets darker.
        #expect(zip(try photograph("crisp.png").image.pixels, before.pixels).allSatisfy { $0 >= $1 - 0.003 })
    }

    @Test func alphaAndDepthAreKept() async throws {
        let grey = scene.grey
        let alpha = Image(channels: 1, height: 50, width: 75, pixels: (0..<3750).map { Float($0 % 75) / 74 })
        try folder.write(try PNGFile.encode(grey, alpha: alpha, bitDepth: 16, path: ""), to: "clear.png")
        let output = try await restore("clear.png --task denoise --iterations 1")
        #expect(
            output.status == 0 && output.out.hasPrefix("clear.png: 75 x 50 grey, 16 bits, with alpha\n"),
            "\(output.error)")
        let (before, after) = (try photograph("clear.png"), try photograph("clear-restored.png"))
        #expect(after.alpha == before.alpha && after.bitDepth == 16 && after.image.channels == 1)
        #expect(after.image != before.image)
    }

    @Test func aJPEGHasTheQualityAndTheResolution() async throws {
        let alpha = Image(channels: 1, height: 50, width: 75, repeating: 0.5)
        var bytes = try PNGFile.encode(scene, alpha: alpha, bitDepth: 16, path: "")
        // 11811 pixels per metre, 300 per inch; the chunk's checksum is given.
        bytes.insert(
            contentsOf: [0, 0, 0, 9] + Array("pHYs".utf8) + [
                0, 0, 0x2e, 0x23, 0, 0, 0x2e, 0x23, 1, 0x78, 0xa5, 0x3f, 0x76,
            ],
            at: 33)
        try folder.write(bytes, to: "fine.png")
        let output = try await restore("fine.png --task denoise --iterations 1 -o out.jpeg --quality 80")
        #expect(output.status == 0, "\(output.error)")
        #expect(output.out.contains("\n  note: a JPEG holds no alpha: the picture is laid on white\n"))
        #expect(output.out.contains("\n  note: a JPEG holds 8 bits a sample of the photograph's 16\n"))
        let restored = try photograph("out.jpeg")
        #expect(restored.jpegQuality == 80 && folder.exists("out/restoration.json"))
        #expect(restored.metadata.resolution == PixelResolution(across: 300, down: 300, unit: .inch))
    }

    @Test func tilesArePutTogether() async throws {
        try folder.write(SyntheticImage.pebbles.image(width: 200, height: 90), to: "wide.png")
        let output = try await restore("wide.png --task denoise --tile 96 --iterations 2 --no-record")
        #expect(
            output.status == 0 && output.out.contains("  3 tiles of 96 x 90; ")
                && output.out.contains("[3/3] wide.png  complete"), "\(output.out)")
        #expect(try photograph("wide-restored.png").image.width == 200)
    }

    @Test func largerPhotographsShowADetail() async throws {
        try folder.write(SyntheticImage.pebbles.image(width: 128, height: 64), to: "large.png")
        let output = try await restore("large.png --task deblock --iterations 1")
        #expect(output.status == 0, "\(output.error)")
        let script = try folder.text("large-restored/strip.gp")
        #expect(script.contains("rows = 2; columns = 3\n") && script.contains("'before, detail'"))
        #expect(try photograph("large-restored/removed-detail.png").image.width == 96)
    }

    @Test func previewsSaySoInTheirName() async throws {
        try folder.write(SyntheticImage.pebbles.image(width: 512, height: 128), to: "wide.png")
        let output = try await restore("wide.png --task denoise --preview --iterations 1 --no-record")
        #expect(
            output.status == 0
                && output.out.hasPrefix("wide.png: 256 x 64 colour, a preview of at most 256 pixels a side\n"))
        #expect(try photograph("wide-restored-preview.png").image.width == 256)
    }

    @Test func thePicturesAreNotOverwritten() async throws {
        _ = try await restore("photo.png --task denoise --iterations 1")
        let first = try folder.data("photo-restored.png")
        let again = try await restore("photo.png --task denoise --iterations 2")
        #expect(
            again.status == 2
                && again.error
                    == "dip: photo-restored.png: exists already; overwrite it with --force, or choose another with --output\n"
        )
        #expect(try folder.data("photo-restored.png") == first)
        let other = try await restore("photo.png --task denoise --iterations 2 -o other.png --record photo-restored")
        #expect(other.status == 2 && other.error.contains("photo-restored/restoration.json: exists already"))
        let forced = try await restore("photo.png --task denoise --iterations 2 --force")
        #expect(forced.status == 0)
        #expect(try folder.data("photo-restored.png") != first)
    }

    /// Whatever the record's folder held before is somebody's.
    @Test func filesOfOthersAreNotOverwritten() async throws {
        let photo = try folder.data("photo.png")
        try folder.write(photo, to: "scan/before.png")
        let own = try await restore("scan/before.png --task denoise --iterations 1 -o out.png --record scan --force")
        #expect(own.status == 2)
        #expect(own.error == "dip: scan/before.png: is the photograph itself; choose another folder with --record\n")
        let mask = try await restore(
            "photo.png --task inpaint --mask scan/before.png --iterations 1 -o out.png --record scan")
        #expect(mask.error == "dip: scan/before.png: is the mask itself; choose another folder with --record\n")
        try folder.write("my,own,curves\n", to: "out/curves.csv")
        let other = try await restore("photo.png --task denoise --iterations 1 -o out.png")
        #expect(
            other.status == 2
                && other.error == "dip: out/curves.csv: exists already, in a folder that holds no restoration; choose "
                    + "another folder with --record, or overwrite it with --force\n"
        )
        #expect(try folder.text("out/curves.csv") == "my,own,curves\n" && folder.data("scan/before.png") == photo)
        // As a restoration that was killed leaves it.
        try folder.write("tile,iteration\n", to: "out/curves.csv")
        #expect(try await restore("photo.png --task denoise --iterations 1 -o out.png").status == 0)
    }

    @Test func ctrlCKeepsWhatThereIs() async throws {
        let running = try DipProgram.start(
            [
                "restore", "photo.png", "--task", "deblock", "--stop", "none", "--iterations", "100000", "--threads",
                "1",
            ], in: folder)
        running.send(SIGINT) { [folder] in
            ((try? folder.text("photo-restored/curves.csv"))?.count { $0 == "\n" } ?? 0) > 2
        }
        let output = try await running.end()
        #expect(output.status == 130)
        #expect(output.out.contains("photo-restored.png: interrupted: ") && folder.exists("photo-restored.png"))
        #expect(try folder.text("photo-restored/restoration.json").contains("\"interrupted\" : true"))
    }

    /// The curves without the column of seconds.
    private func curves(_ record: String) throws -> [Substring] {
        try folder.text("\(record)/curves.csv").split(separator: "\n").map {
            $0[..<($0.lastIndex(of: ",") ?? $0.endIndex)]
        }
    }

    private func lines(_ record: String) -> Int {
        (try? folder.text("\(record)/curves.csv"))?.count { $0 == "\n" } ?? 0
    }

    /// Two tiles, killed in the first, in the second, interrupted, and killed once more: the same picture as without.
    @Test func aKilledRestorationGoesOnWithTheSameResult() async throws {
        let words = [
            "restore", "photo.png", "--task", "deblock", "--stop", "none", "--iterations", "30", "--tile", "64",
            "--threads", "1",
        ]
        let whole = try await DipProgram.start(words + ["-o", "whole.png"], in: folder).end()
        #expect(whole.status == 0 && !folder.exists("whole.checkpoint"), "\(whole.error)")
        #expect(try curves("whole").count == 61)
        for (signal, count) in [(SIGKILL, 10), (SIGKILL, 35), (SIGINT, 43), (SIGKILL, 46)] {
            let running = try DipProgram.start(words + ["--checkpoint-every", "0"], in: folder)
            running.send(signal) { [folder] in
                ((try? folder.text("photo-restored/curves.csv"))?.count { $0 == "\n" } ?? 0) > count
            }
            let output = try await running.end()
            #expect(output.status != 0 && folder.exists("photo-restored.checkpoint"))
            #expect(lines("photo-restored") > count && lines("photo-restored") < 61)
            #expect(folder.exists("photo-restored.png") == (count >= 43))
            if signal == SIGINT { #expect(output.out.hasSuffix("  the same command goes on from there\n")) }
        }
        let output = try await DipProgram.start(words, in: folder).end()
        #expect(output.status == 0 && !folder.exists("photo-restored.checkpoint"), "\(output.error)")
        #expect(output.out.contains("30 iterations"))
        #expect(try folder.data("photo-restored.png") == folder.data("whole.png"))
        #expect(try curves("photo-restored") == curves("whole"))
    }

    /// Without a record nothing says that the picture is not finished.
    @Test func withoutARecordItGoesOnWithForce() async throws {
        let words = [
            "restore", "photo.png", "--task", "deblock", "--stop", "none", "--iterations", "4000", "--threads", "1",
            "--no-record",
        ]
        let running = try DipProgram.start(words + ["--checkpoint-every", "0"], in: folder)
        running.send(SIGINT) { [folder] in folder.exists("photo-restored.checkpoint/fit-1/previous.state") }
        let output = try await running.end()
        #expect(output.status == 130 && output.out.hasSuffix("  the same command with --force goes on from there\n"))
        let again = try await DipProgram.start(words + ["-n"], in: folder).end()
        #expect(again.status == 2 && again.error.contains("exists already; overwrite it with --force"))
        #expect(try await DipProgram.start(words + ["-n", "--force"], in: folder).end().status == 0)
    }

    /// What other settings have left is of no use, and goes.
    @Test func aCheckpointOfOtherSettingsIsNotUsed() async throws {
        let words = [
            "restore", "photo.png", "--task", "deblock", "--stop", "none", "--threads", "1", "--checkpoint-every", "0",
        ]
        let running = try DipProgram.start(words + ["--iterations", "100000"], in: folder)
        running.send(SIGKILL) { [folder] in
            ((try? folder.text("photo-restored/curves.csv"))?.count { $0 == "\n" } ?? 0) > 6
        }
        _ = try await running.end()
        try folder.write("mine", to: "photo-restored.checkpoint/notes.txt")
        let output = try await DipProgram.start(words + ["--iterations", "3"], in: folder).end()
        #expect(output.status == 0 && lines("photo-restored") == 4)
        #expect(folder.names(in: "photo-restored.checkpoint") == ["notes.txt"])
    }

    @Test func whatHasNoResultLeavesNoFolder() throws {
        let path = folder.path + "/record"
        for isThere in [false, true] {
            if isThere { try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true) }
            let curves = PhotoCurves(path: RestoreFolder.curves(in: path))
            let record = try RestoreFolder(path, curves: curves)
            try curves.append(["tile", "iteration"], [1, 0])
            record.abandon()
            #expect(folder.exists("record") == isThere)
        }
    }

    @Test func aSmallSigmaIsDoubted() async throws {
        let output = try await restore("photo.png --task denoise --iterations 1 --no-record --sigma 0.1")
        #expect(output.status == 0 && output.out.contains("\n  note: sigma counts from 0 to 255, so 0.1 is hardly any"))
    }

    /// A limit on the size of files stands for a full disk.
    @Test func aFullDiskIsAFailure() async throws {
        let line =
            "trap '' XFSZ; ulimit -f 0; exec \"$0\" restore photo.png --task denoise --iterations 1 --no-record -o full.png"
        let output = try await DipProgram.shell(line, in: folder)
        #expect(output.status == 1)
        #expect(output.error == "dip: full.png: cannot write the image: file too large\n")
        #expect(!folder.exists("full.png"))
    }
}
