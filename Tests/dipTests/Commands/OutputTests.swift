import Foundation
import Records
import Testing

/// Where output goes: full devices, closed streams, terminals.
@Suite struct OutputTests {
    private let folder: TestFolder

    init() throws {
        folder = try TestFolder()
        try folder.write(TinySpec.settings, to: "tiny.yaml")
    }

    @Test(
        .enabled(if: FileManager.default.fileExists(atPath: "/dev/full")),
        arguments: [
            "--version", "--help", "run --help", "status tiny.yaml", "list", "describe network tiny.yaml",
            "run tiny.yaml -n", "logs tiny-",
        ])
    func aFullDeviceIsAFailure(command: String) async throws {
        if command.hasPrefix("logs") {
            #expect(try await DipProgram.run("run", "tiny.yaml", in: folder).status == 0)
        }
        let output = try await DipProgram.shell("exec \"$0\" \(command) > /dev/full", in: folder)
        #expect(output.status == 1)
        #expect(output.error == "dip: the output cannot be written: no space left on device\n")
    }

    /// Without them files of the records would get their numbers.
    @Test(arguments: [">&-", "2>&-", "<&-", ">&- 2>&-", "<&- >&- 2>&-"])
    func closedStreamsChangeNothing(closed: String) async throws {
        let output = try await DipProgram.shell("\"$0\" run tiny.yaml \(closed); echo $? > status", in: folder)
        #expect(output.status == 0)
        #expect(try folder.text("status") == "0\n")
        let run = try #require(folder.runs().first)
        let record = try RunRecord(contentsOf: "\(folder.path)/\(run)/run.json")
        #expect(record.status == .complete)
        #expect(try CurveTable(contentsOf: "\(folder.path)/\(run)/curves.csv").rows.count == 3)
        #expect(!folder.exists("\(run)/checkpoint"))
    }

    /// A title that clears the screen or renames the window is shown, not obeyed.
    @Test func escapeSequencesAreNotPassedOn() async throws {
        let title = "title: \"\\e[2Jclear\\e]0;name\\a\\u202e\"\n"
        try folder.write(title + TinySpec.settings + TinySpec.sweep, to: "bad.yaml")
        for command in ["run bad.yaml -n", "run bad.yaml", "status bad.yaml", "status", "list runs", "logs bad-"] {
            let output = try await DipProgram.shell("exec \"$0\" \(command)", in: folder)
            let text = output.out + output.error
            #expect(
                !text.unicodeScalars.contains { $0.value < 32 && $0 != "\n" && $0 != "\t" || $0.value == 0x202e },
                "\(command)")
        }
        #expect(folder.runs().count == 2)
    }

    /// The program that shows a crash would outlive the crashed process.
    @Test(.enabled(if: FileManager.default.fileExists(atPath: "/proc")))
    func nothingStaysBehindACrash() async throws {
        try folder.write(TinySpec.fast.replacing("500", with: "100000"), to: "long.yaml")
        let running = try DipProgram.start(["run", "long.yaml", "--threads", "1"], in: folder)
        let path = folder.path
        running.crashWorker { (try? CurveTable(contentsOf: Self.curves(path)).rows.count) ?? 0 > 5 }
        let output = try await running.end()
        #expect(output.status == 1)
        #expect(output.error.contains("its process was ended by signal 4"))
        #expect(!output.error.contains("backtrace") && Self.processes(in: path).isEmpty)
    }

    private static func curves(_ folder: String) -> String {
        "\(RunStore(root: folder + "/Results").directories.first ?? "")/curves.csv"
    }

    /// Processes that work in a folder.
    private static func processes(in folder: String) -> [String] {
        ((try? FileManager.default.contentsOfDirectory(atPath: "/proc")) ?? []).filter { pid in
            Int(pid) != nil
                && (try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/\(pid)/cwd")) == folder
        }
    }
}
