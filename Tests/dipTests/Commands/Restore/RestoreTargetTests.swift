import Foundation
import Imaging
import Testing

/// Where a restored photograph goes: nothing that is read, of somebody else, or of the result itself is overwritten.
@Suite struct RestoreTargetTests {
    private let folder: TestFolder

    init() throws {
        folder = try TestFolder()
        try folder.write(SyntheticImage.leaves.image(width: 40, height: 48), to: "a.png")
    }

    private func restore(
        _ arguments: String, task: String = "denoise --sigma 10", iterations: Int = 2
    ) async throws -> DipProgram.Output {
        try await DipProgram.shell(
            "exec \"$0\" restore \(arguments) --task \(task) --iterations \(iterations) --threads 1", in: folder)
    }

    @Test(arguments: [("removed.png", "."), ("strip.png", "./"), ("after.png", "x/.."), ("before.png", "link")])
    func thePictureIsNoFileOfItsRecord(picture: String, record: String) async throws {
        try FileManager.default.createSymbolicLink(
            atPath: folder.path + "/link", withDestinationPath: folder.path)
        try folder.write("", to: "x/y")
        let output = try await restore("a.png -n -o \(picture) --record \(record)")
        #expect(output.status == 2 && output.out.isEmpty)
        #expect(
            output.error
                == "dip: \(picture): is a file of the record in \(record)/; choose another file with --output, or another "
                + "folder with --record\n")
    }

    @Test(arguments: ["x.png", "./x.png", "x.png/rec", "x.png/a/b"])
    func theRecordIsNotInThePlaceOfThePicture(record: String) async throws {
        let output = try await restore("a.png -n -o x.png --record \(record)")
        #expect(output.status == 2)
        #expect(
            output.error
                == "dip: \(record): the record cannot be where the restored picture is, or below it; choose another folder "
                + "with --record\n")
    }

    /// Only its own picture is replaced without --force.
    @Test func anInterruptedRestorationMakesRoomForNoOther() async throws {
        let scene = SyntheticImage.pebbles.image(width: 40, height: 48)
        try folder.write(scene, to: "b.png")
        let task = "deblock --stop none"
        let words = [
            "restore", "a.png", "--task", "deblock", "--stop", "none", "--iterations", "100000", "--threads", "1", "-o",
            "out.png",
        ]
        let running = try DipProgram.start(words, in: folder)
        running.send(SIGINT) { [folder] in
            ((try? folder.text("out/curves.csv"))?.count { $0 == "\n" } ?? 0) > 2
        }
        #expect(try await running.end().status == 130)
        let record = try folder.text("out/restoration.json")
        #expect(record.contains("\"picture\" : \"out.png\""))

        try folder.write(try JPEGFile.encode(scene, quality: 90, path: ""), to: "out.jpg")
        let other = try await restore("a.png -n -o out.jpg", task: task, iterations: 100_000)
        #expect(other.status == 2 && other.error.hasPrefix("dip: out.jpg: exists already; "), "\(other.error)")
        let photograph = try await restore("b.png -n -o out.png", task: task, iterations: 100_000)
        #expect(
            photograph.status == 2 && photograph.error.hasPrefix("dip: out.png: exists already; "),
            "\(photograph.error)")
        for path in ["out.png", "./out.png"] {
            let same = try await restore("a.png -n -o \(path)", task: task, iterations: 100_000)
            #expect(same.status == 0, "\(same.error)")
        }

        // The same in a folder of results, whose format is no option that decides the picture.
        try FileManager.default.createDirectory(atPath: folder.path + "/in", withIntermediateDirectories: true)
        for (from, to) in [
            ("a.png", "in/a.png"), ("out.png", "all/a-restored.png"), ("out.jpg", "all/a-restored.jpg"),
        ] { try folder.write(try folder.data(from), to: to) }
        try folder.write(
            record.replacing("\"out.png\"", with: "\"a-restored.png\""), to: "all/a-restored/restoration.json")
        let folders = "in -n --output-folder all"
        #expect(try await restore(folders, task: task, iterations: 100_000).status == 0)
        let jpeg = try await restore(folders + " --format jpeg", task: task, iterations: 100_000)
        #expect(
            jpeg.status == 2
                && jpeg.error.hasPrefix(
                    "dip: all/a-restored.jpg: exists already, and is not the picture that its record")
        )
    }

    /// Formats share the folder of the record.
    @Test func aFinishedRecordIsNotReplacedByAnotherFormats() async throws {
        try FileManager.default.createDirectory(atPath: folder.path + "/in", withIntermediateDirectories: true)
        try folder.write(try folder.data("a.png"), to: "in/a.png")
        let made = try await restore("in --output-folder all")
        #expect(made.status == 0, "\(made.error)")
        let record = try folder.data("all/a-restored/restoration.json")
        for (words, status) in [("-n ", 2), ("", 1)] {
            let other = try await restore(words + "in --output-folder all --format jpeg")
            #expect(
                other.status == status
                    && other.error.hasPrefix("dip: all/a-restored/restoration.json: exists already, of another picture"),
                "\(other.error)")
        }
        #expect(try folder.data("all/a-restored/restoration.json") == record)
        #expect(!folder.exists("all/a-restored.jpg"))
    }

    @Test func onlyOneProcessMakesAPicture() async throws {
        let first = try DipProgram.start(
            [
                "restore", "a.png", "--task", "deblock", "--stop", "none", "--iterations", "10000000", "--threads", "1",
                "-o", "out.png",
            ], in: folder)
        while first.isRunning, !folder.exists("out/curves.csv") { try await Task.sleep(for: .milliseconds(5)) }
        let second = try await restore("a.png -o out.png --force")
        #expect(second.status == 2 && second.out.isEmpty)
        #expect(second.error.hasPrefix("dip: out.png: another dip restore is making this picture"))
        #expect(try await restore("a.png -n -o out.png").status == 0)
        first.send(SIGKILL) { true }
        _ = try await first.end()
        #expect(folder.exists("out.checkpoint/lock") && !folder.exists("out.png"))
        let third = try await restore("a.png -o out.png")
        #expect(third.status == 0, "\(third.error)")
        #expect(!folder.exists("out.checkpoint") && folder.exists("out.png"))
    }

    @Test func aPhotographOfSeveralIsNotTheResultOfAnother() async throws {
        try folder.write(SyntheticImage.pebbles.image(width: 40, height: 48), to: "out/a-restored.png")
        let photo = try folder.data("out/a-restored.png")
        for option in ["", "-n"] {
            let output = try await restore("a.png out/a-restored.png --output-folder out --force \(option)")
            #expect(output.status == 2 && output.out.isEmpty)
            #expect(
                output.error
                    == "dip: out/a-restored.png: would be written for a.png, but is one of the photographs; "
                    + "choose another --output-folder\n")
        }
        try folder.write(photo, to: "all/a-restored/after.png")
        let mask = try await restore(
            "a.png --output-folder all -n", task: "inpaint --mask all/a-restored/after.png")
        #expect(mask.status == 2)
        #expect(
            mask.error.hasPrefix("dip: all/a-restored/after.png: would be written for a.png, but is the mask; "))
        #expect(try folder.data("out/a-restored.png") == photo && folder.names(in: "out") == ["a-restored.png"])
    }

    /// The folder of checkpoints has the longest name.
    @Test(arguments: [(245, ".png", 258), (236, ".checkpoint", 256)])
    func aNameThatIsTooLongIsKnownBefore(letters: Int, ending: String, bytes: Int) async throws {
        let name = String(repeating: "p", count: letters)
        try folder.write(try folder.data("a.png"), to: name + ".png")
        let sentence =
            "dip: \(name)-restored\(ending): the name has \(bytes) bytes, and at most 255 are allowed; choose a shorter "
            + "one with --output\n"
        for arguments in ["-n", "--no-record", "--output-folder out -n", "--output-folder out -n --force"] {
            let output = try await restore("\(name).png \(arguments)")
            #expect(output.status == 2 && output.error == sentence, "\(output.error)")
        }
        let record = try await restore("a.png -n -o b.png --record r/\(name)more-letters-than-fit")
        #expect(record.status == 2 && record.error.hasSuffix("choose a shorter one with --record\n"))
    }

    @Test func checkpointsThatCannotBeWrittenAreNotedOnce() async throws {
        try folder.write("mine", to: "out.checkpoint")
        let output = try await restore("a.png -o out.png --checkpoint-every 0")
        #expect(output.status == 0, "\(output.error)")
        let notes: [String] = output.out.split(separator: "\n").map(String.init).filter { $0.contains("checkpoint") }
        #expect(
            notes == [
                "  note: no checkpoint can be written in out.checkpoint: a file of that name is in the way; "
                    + "a kill would lose the work"
            ])
        #expect(try folder.text("out.checkpoint") == "mine")
    }
}
