import Foundation
import Imaging
import Testing

/// Several photographs from the command line to a folder of results, with few iterations.
@Suite struct RestoreBatchTests {
    private let folder: TestFolder

    init() throws {
        folder = try TestFolder()
        try FileManager.default.createDirectory(atPath: folder.path + "/in", withIntermediateDirectories: false)
        for (name, scene) in [("a", SyntheticImage.leaves), ("b", .pebbles), ("c", .harbour)] {
            try folder.write(scene.image(width: 48, height: 40), to: "in/\(name).png")
        }
    }

    private func restore(_ arguments: String) async throws -> DipProgram.Output {
        try await DipProgram.shell(
            "exec \"$0\" restore \(arguments) --task denoise --iterations 2 --threads 1", in: folder)
    }

    @Test func aFolderIsRestoredAndFinishedPhotographsAreSkipped() async throws {
        try folder.write("Notes.", to: "in/notes.txt")
        let first = try await restore("in/a.png in/b.png --output-folder out/")
        #expect(first.status == 0 && first.out.hasSuffix("2 restored\n"), "\(first.out) \(first.error)")
        #expect(
            folder.names(in: "out") == ["a-restored", "a-restored.png", "b-restored", "b-restored.png"])
        let written = try folder.modified("out/a-restored.png")

        let all = try await restore("in --output-folder out")
        #expect(all.status == 0 && all.out.hasSuffix("1 restored, 2 finished before\n"), "\(all.out) \(all.error)")
        #expect(all.out.contains("note: in: left out, because they are no PNG, JPEG, TIFF or BMP: notes.txt\n"))
        #expect(all.out.contains("photograph 1 of 3, finished: out/a-restored.png\n"))
        #expect(try folder.modified("out/a-restored.png") == written && folder.exists("out/c-restored.png"))
        #expect(
            try Photograph(contentsOf: folder.path + "/out/c-restored.png").image.width == 48)
    }

    @Test func oneThatFailsDoesNotStopTheOthers() async throws {
        try folder.write("This is no picture.", to: "in/aa.png")
        let output = try await restore("in --output-folder out --format jpeg --quality 70 --no-record")
        #expect(output.status == 1 && output.out.hasSuffix("3 restored, 1 failed: in/aa.png\n"), "\(output.out)")
        #expect(output.error == "dip: in/aa.png: is not a PNG, JPEG, TIFF or BMP image\n")
        #expect(folder.names(in: "out") == ["a-restored.jpg", "b-restored.jpg", "c-restored.jpg"])
    }

    @Test func whatWasMadeOtherwiseIsNotOverwritten() async throws {
        _ = try await restore("in/a.png in/b.png --output-folder out")
        let before = try folder.data("out/a-restored.png")
        let other = try await restore("in/a.png --output-folder out --seed 5")
        #expect(
            other.status == 1 && other.error.contains("out/a-restored.png: was made with other options: --task denoise")
        )
        #expect(try folder.data("out/a-restored.png") == before)
        try folder.write(SyntheticImage.harbour.image(width: 48, height: 40), to: "in/b.png")
        let changed = try await restore("in/b.png --output-folder out")
        #expect(
            changed.status == 1 && changed.error.contains("was made of another version of in/b.png; overwrite it with"))
        let forced = try await restore("in --output-folder out --seed 5 --force")
        #expect(forced.status == 0 && forced.out.hasSuffix("3 restored\n"))
        #expect(try folder.data("out/a-restored.png") != before)
    }

    @Test func anInterruptedPhotographIsDoneAgain() async throws {
        let command = [
            "restore", "in", "--task", "denoise", "--stop", "none", "--iterations", "4000", "--threads", "1",
            "--output-folder", "out",
        ]
        let running = try DipProgram.start(command, in: folder)
        running.send(SIGINT) { [folder] in
            ((try? folder.text("out/a-restored/curves.csv"))?.count { $0 == "\n" } ?? 0) > 2
        }
        let stopped = try await running.end()
        #expect(stopped.status == 130)
        #expect(stopped.out.hasSuffix("interrupted: 0 restored; the same command does the rest\n"), "\(stopped.out)")
        #expect(try folder.text("out/a-restored/restoration.json").contains("\"ending\" : \"interrupted\""))
        #expect(!folder.exists("out/b-restored.png"))

        let again = try DipProgram.start(command + ["-n"], in: folder)
        let shown = try await again.end()
        #expect(shown.status == 0 && shown.out.contains("  would write out/a-restored.png and out/a-restored/\n"))
        let other = try await DipProgram.start(command + ["-n", "--seed", "5"], in: folder).end()
        #expect(other.status == 2 && other.error.contains("out/a-restored.png: was made with other options: "))
    }

    @Test func filesOfOthersAreNotOverwritten() async throws {
        try folder.write("mine", to: "out/a-restored/before.png")
        let output = try await restore("in/a.png in/b.png --output-folder out")
        #expect(output.status == 1 && output.out.hasSuffix("1 restored, 1 failed: in/a.png\n"), "\(output.out)")
        #expect(
            output.error.hasPrefix("dip: out/a-restored/before.png: exists already, in a folder that holds no rest"))
        #expect(try folder.text("out/a-restored/before.png") == "mine")
    }

    @Test func aMaskThatHasChangedIsAnotherTask() async throws {
        func inpaint() async throws -> DipProgram.Output {
            try await DipProgram.shell(
                "exec \"$0\" restore in/a.png --task inpaint --mask m.png --iterations 2 --threads 1 --output-folder out",
                in: folder)
        }
        try folder.write(SyntheticImage.leaves.image(width: 48, height: 40).masked(from: 8), to: "m.png")
        #expect(try await inpaint().status == 0)
        #expect(try await inpaint().out.contains("finished: out/a-restored.png"))
        try folder.write(SyntheticImage.leaves.image(width: 48, height: 40).masked(from: 16), to: "m.png")
        let changed = try await inpaint()
        #expect(
            changed.status == 1
                && changed.error.contains("out/a-restored.png: was made with another version of m.png; overwrite"))
    }

    /// A picture of an earlier time that was not replaced keeps its name.
    @Test func aFinishedPictureIsNotCalledInterrupted() async throws {
        try folder.write(SyntheticImage.harbour.image(width: 400, height: 192), to: "wide.png")
        try folder.write("an earlier picture", to: "out/wide-restored.png")
        let running = try DipProgram.start(
            [
                "restore", "wide.png", "--task", "deblock", "--stop", "none", "--iterations", "4000", "--threads", "1",
                "--output-folder", "out", "--no-record", "--force", "--tile", "192", "--checkpoint-every", "0",
            ], in: folder)
        running.send(SIGINT) { [folder] in folder.exists("out/wide-restored.checkpoint/fit-1") }
        let output = try await running.end()
        #expect(output.status == 130 && output.out.contains("interrupted before there was a result"), "\(output.out)")
        #expect(folder.names(in: "out").filter { $0.hasSuffix(".png") } == ["wide-restored.png"])
        #expect(try folder.text("out/wide-restored.png") == "an earlier picture")
    }

    @Test func dryRunsShowWhatWouldBeDone() async throws {
        _ = try await restore("in/a.png --output-folder out")
        let names = folder.names(in: "out")
        let output = try await restore("in --output-folder out -n")
        #expect(
            output.status == 0
                && output.out.contains("in/a.png: finished: out/a-restored.png\nin/b.png: 48 x 40 colour\n"))
        #expect(output.out.contains("  would write out/b-restored.png and out/b-restored/\n"))
        #expect(folder.names(in: "out") == names)

        let single = try await restore("in/a.png -n --no-record")
        #expect(single.status == 0 && single.out.hasSuffix("  would write in/a-restored.png\n"))
        #expect(folder.names(in: "in") == ["a.png", "b.png", "c.png"])
    }
}

extension Image {
    /// A mask of its size: white left of a column, else black.
    fileprivate func masked(from column: Int) -> Image {
        var mask = Image(channels: 1, height: height, width: width)
        for place in mask.pixels.indices { mask.pixels[place] = place % width < column ? 1 : 0 }
        return mask
    }
}
