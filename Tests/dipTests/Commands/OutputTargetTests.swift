import Foundation
import Imaging
import Testing

/// What --output does not write over, and what it writes into.
@Suite struct OutputTargetTests {
    private let folder: TestFolder

    init() async throws {
        folder = try TestFolder()
        try folder.write(SyntheticImage.leaves.image(width: 64, height: 64), to: "p.png")
        try folder.write(
            "dataset: {files: [p.png]}\niterations: 3\nrecord_every: 1\nnetwork: {width: 8, lipschitz: 1}\n"
                + TinySpec.sweep + TinySpec.figure + "table: {columns: [{measure: psnr}]}\n", to: "s.yaml")
        let output = try await DipProgram.run("run", "s.yaml", in: folder)
        #expect(output.status == 0, "\(output.error)")
    }

    private func refusal(_ command: String, _ target: String) async throws -> String {
        let output = try await DipProgram.shell("exec \"$0\" \(command) -o \(target)", in: folder)
        #expect(output.status == 2 && output.out == "", "\(command) -o \(target): \(output.out)")
        return output.error
    }

    @Test(arguments: ["table s.yaml", "report s.yaml", "report", "export s.yaml --format csv", "table s.yaml --paper"])
    func theSpecIsNotReplaced(command: String) async throws {
        let spec = try folder.data("s.yaml")
        try FileManager.default.createSymbolicLink(atPath: folder.path + "/link.csv", withDestinationPath: "s.yaml")
        try FileManager.default.linkItem(atPath: folder.path + "/s.yaml", toPath: folder.path + "/hard.csv")
        for target in ["s.yaml", "./s.yaml", "link.csv", "hard.csv"] {
            #expect(
                try await refusal(command, target)
                    == "dip: \(target): is the spec itself; choose another file with --output\n")
        }
        #expect(try folder.data("s.yaml") == spec)
    }

    @Test(arguments: ["table s.yaml", "report s.yaml", "report", "export s.yaml --format json"])
    func itsImagesAreNotReplaced(command: String) async throws {
        let photo = try folder.data("p.png")
        #expect(
            try await refusal(command, "p.png")
                == "dip: p.png: is an image of the spec; choose another file with --output\n")
        #expect(try folder.data("p.png") == photo)
    }

    @Test func itsMaskIsNotReplaced() async throws {
        try folder.write(SyntheticImage.leaves.image(width: 64, height: 64), to: "mask.png")
        try folder.write(
            folder.text("s.yaml") + "task: {inpaint: {mask: mask.png}}\n", to: "masked.yaml")
        let mask = try folder.data("mask.png")
        #expect(
            try await refusal("report masked.yaml", "mask.png")
                == "dip: mask.png: is a mask of the spec; choose another file with --output\n")
        #expect(try folder.data("mask.png") == mask)
    }

    @Test func manifestsAreNotReplaced() async throws {
        for path in ["datasets/one.yaml", "Experiments/datasets/two.yaml"] {
            try folder.write("title: somebody's\n", to: path)
            #expect(
                try await refusal("table s.yaml", path)
                    == "dip: \(path): is the manifest of a data set; choose another file with --output\n")
        }
    }

    @Test(arguments: ["table s.yaml", "report s.yaml", "export s.yaml --format csv", "export --format csv"])
    func recordsAreNotReplaced(command: String) async throws {
        let run = try #require(folder.runs().first)
        let names = folder.names(in: run)
        try FileManager.default.createSymbolicLink(atPath: folder.path + "/link", withDestinationPath: "Results/runs")
        try FileManager.default.createSymbolicLink(
            atPath: folder.path + "/link.csv", withDestinationPath: "\(run)/curves.csv")
        try FileManager.default.createSymbolicLink(atPath: folder.path + "/deep", withDestinationPath: run)
        let there = ["curves.csv", "run.json", "new.csv"].map { "\(run)/\($0)" }
        for target in there + ["Results/runs/new/t.csv", "link/t.csv", "link.csv", "deep/t.csv"] {
            #expect(
                try await refusal(command, target)
                    == "dip: \(target): lies among the records; choose another file with --output\n")
        }
        #expect(folder.names(in: run) == names && !folder.exists("Results/runs/new"))
        #expect(try folder.text("\(run)/curves.csv").hasPrefix("iteration,"))
    }

    @Test func aFolderOfTablesIsNotAmongTheRecords() async throws {
        #expect(
            try await refusal("table s.yaml", "Results/runs/tables/")
                == "dip: Results/runs/tables/: lies among the records; choose another file with --output\n")
        let elsewhere = try await DipProgram.run("table", "s.yaml", "-o", "Results/tables/", in: folder)
        #expect(elsewhere.status == 0 && elsewhere.out == "Results/tables/s.md\n")
    }

    /// All else is replaced as ever.
    @Test func otherFilesAreReplaced() async throws {
        try folder.write("old", to: "t.md")
        let output = try await DipProgram.run("table", "s.yaml", "-o", "t.md", in: folder)
        #expect(output.status == 0 && output.out == "t.md\n")
        #expect(try await DipProgram.run("table", "s.yaml", in: folder).out == folder.text("t.md"))
        try folder.write("old", to: "page.html")
        #expect(try await DipProgram.run("report", "s.yaml", "-o", "page.html", in: folder).status == 0)
        #expect(try folder.text("page.html").contains("<html"))
    }

    @Test(arguments: ["table s.yaml", "report s.yaml", "export s.yaml --format csv"])
    func aPipeIsWrittenInto(command: String) async throws {
        #expect(mkfifo(folder.path + "/pipe", 0o600) == 0)
        // The reader ends by itself where the pipe was replaced, and nobody writes into it.
        let output = try await DipProgram.shell(
            "(exec timeout 60 cat pipe > got) & \"$0\" \(command) -o pipe; status=$?; test -p pipe && wait; exit $status",
            in: folder)
        #expect(output.status == 0 && output.out == "pipe\n", "\(output.error)")
        var status = stat()
        #expect(lstat(folder.path + "/pipe", &status) == 0 && status.st_mode & S_IFMT == S_IFIFO)
        #expect(try folder.text("got").count > 20)
    }

    @Test func theReaderOfAPipeMayGoAway() async throws {
        #expect(mkfifo(folder.path + "/pipe", 0o600) == 0)
        // With its title in it several times, the page is larger than what a pipe holds.
        let title = "\"--title=$(head -c 100000 /dev/zero | tr '\\0' a)\""
        let output = try await DipProgram.shell(
            "(exec timeout 60 head -c 1 pipe > got) & exec \"$0\" report s.yaml -o pipe \(title)", in: folder)
        #expect(output.status == 1 && output.error == "dip: pipe: cannot be written: broken pipe\n")
    }

    /// Links stand for the devices, so that a program that replaces its target replaces the link alone.
    @Test func aDeviceIsWrittenInto() async throws {
        try FileManager.default.createSymbolicLink(atPath: folder.path + "/null", withDestinationPath: "/dev/null")
        let output = try await DipProgram.run("table", "s.yaml", "-o", "null", in: folder)
        #expect(output.status == 0 && output.out == "null\n")
        #expect(try FileManager.default.destinationOfSymbolicLink(atPath: folder.path + "/null") == "/dev/null")
    }

    @Test(.enabled(if: FileManager.default.fileExists(atPath: "/dev/full")))
    func aFullDeviceIsAFailure() async throws {
        try FileManager.default.createSymbolicLink(atPath: folder.path + "/full", withDestinationPath: "/dev/full")
        let output = try await DipProgram.run("table", "s.yaml", "-o", "full", in: folder)
        #expect(output.status == 1 && output.out == "")
        #expect(output.error == "dip: full: cannot be written: no space left on device\n")
    }

    /// Its path would be a line that does not belong to the text.
    @Test(.enabled(if: FileManager.default.fileExists(atPath: "/dev/stdout")))
    func standardOutputGetsTheTextAlone() async throws {
        try FileManager.default.createSymbolicLink(atPath: folder.path + "/out", withDestinationPath: "/dev/stdout")
        let printed = try await DipProgram.run("table", "s.yaml", in: folder).out
        let output = try await DipProgram.run("table", "s.yaml", "-o", "out", in: folder)
        #expect(output.status == 0 && output.out == printed)
        let redirected = try await DipProgram.shell("exec \"$0\" table s.yaml -o out > got", in: folder)
        #expect(redirected.status == 0 && redirected.out == "")
        #expect(try folder.text("got") == printed)
    }

    @Test(.enabled(if: FileManager.default.fileExists(atPath: "/dev/fd")))
    func anOpenFileIsWrittenInto() async throws {
        let output = try await DipProgram.shell("exec \"$0\" table s.yaml -o /dev/fd/3 3> got", in: folder)
        #expect(output.status == 0 && output.out == "/dev/fd/3\n", "\(output.error)")
        #expect(try await DipProgram.run("table", "s.yaml", in: folder).out == folder.text("got"))
    }

    /// Records are files, which may hold any number.
    @Test(arguments: ["1e308", "-1e308"])
    func aReportOfAbsurdTimes(seconds: String) async throws {
        let run = try #require(folder.runs().first)
        let record = try folder.text("\(run)/run.json").replacing(
            #/"seconds_per_iteration" : [-+.0-9eE]+/#, with: "\"seconds_per_iteration\" : \(seconds)")
        #expect(record.contains(seconds))
        try folder.write(record, to: "\(run)/run.json")
        let output = try await DipProgram.run("report", "s.yaml", in: folder)
        #expect(output.status == 0 && output.error == "")
        #expect(try folder.text("Results/index.html").contains("unknown"))
    }
}
