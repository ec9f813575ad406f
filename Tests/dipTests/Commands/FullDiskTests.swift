import Foundation
import Records
import Testing

/// A limit on the size of files stands for a full disk: writing stops in the middle of a file.
@Suite struct FullDiskTests {
    private let folder: TestFolder

    init() throws {
        folder = try TestFolder()
        try folder.write(TinySpec.settings, to: "tiny.yaml")
        try folder.write(TinySpec.fast, to: "fast.yaml")
    }

    /// `blocks` are of 512 bytes.
    private func run(_ arguments: String, of spec: String = "tiny.yaml", blocks: Int) async throws -> DipProgram.Output
    {
        let command = "exec \"$0\" run \(spec) --threads 1 \(arguments)"
        return try await DipProgram.shell("trap '' XFSZ; ulimit -f \(blocks); \(command)", in: folder)
    }

    @Test func aFullResultsFolderIsRefusedBeforeAnythingRuns() async throws {
        let output = try await run("", blocks: 1)
        #expect(output.status == 2)
        #expect(output.error.hasPrefix("dip: Results/runs/"))
        #expect(output.error.hasSuffix("cannot be written: file too large\n"))
        #expect(output.error.count { $0 == "\n" } == 1)
        #expect(folder.names(in: "Results/runs").isEmpty)
    }

    @Test func aDiskThatFillsUpFailsTheRunAndLeavesWholeFiles() async throws {
        // On a loaded machine the first checkpoint comes within 400 iterations, and would be what does not fit.
        let output = try await run("iterations=400 --checkpoint-every 86400", blocks: 64)
        #expect(output.status == 1)
        #expect(output.error.contains("curves.csv: cannot be written: file too large"))
        let run = try #require(folder.runs().first)
        let record = try RunRecord(contentsOf: "\(folder.path)/\(run)/run.json")
        #expect(record.status == .failed)
        #expect(record.error?.contains("file too large") == true)
        #expect(try folder.text("\(run)/curves.csv").hasSuffix("\n"))
        #expect(try CurveTable(contentsOf: "\(folder.path)/\(run)/curves.csv").rows.count > 10)
        #expect(!folder.names(in: run).contains { $0.hasPrefix(".") })
        #expect(!folder.exists("\(run)/output.png"))
    }

    /// What a run leaves that is stopped on purpose, as long as there is room.
    private func interrupted() async throws -> String {
        let running = try DipProgram.start(["run", "fast.yaml", "--threads", "1"], in: folder)
        running.send(SIGUSR2) {
            guard let run = folder.runs().first else { return false }
            return (try? folder.curves(run).count) ?? 0 > 5
        }
        #expect(try await running.end().status == 128 + SIGUSR2)
        return try #require(folder.runs().first)
    }

    @Test func aCheckpointThatDoesNotFitStopsTheRunAndLosesNothing() async throws {
        let run = try await interrupted()
        let checkpoint = try folder.data("\(run)/checkpoint/latest.state"),
            curves = try folder.text("\(run)/curves.csv")
        try #require(checkpoint.count > 64 * 512 && curves.utf8.count < 32 * 512)
        let output = try await self.run("--checkpoint-every 0", of: "fast.yaml", blocks: 64)
        #expect(output.status == 1)
        #expect(output.error.contains("checkpoint/latest.state: cannot be written: file too large"))
        #expect(try folder.data("\(run)/checkpoint/latest.state") == checkpoint)
        #expect(folder.names(in: "\(run)/checkpoint") == ["latest.state"])
        #expect(try folder.text("\(run)/curves.csv").hasPrefix(curves))
        #expect(try RunRecord(contentsOf: "\(folder.path)/\(run)/run.json").status == .failed)

        // There is room again.
        let again = try await DipProgram.run("run", "fast.yaml", "--threads", "2", in: folder)
        #expect(again.status == 0 && again.out.contains("  continues at iteration "))
        #expect(try folder.text("\(run)/curves.csv").hasPrefix(curves))
        _ = try await DipProgram.run("run", "fast.yaml", "--results", "whole", in: folder)
        let whole = try #require(folder.runs(in: "whole").first)
        #expect(try folder.curves(run) == folder.curves(whole))
        for picture in ["output.png", "best.png"] {
            #expect(try folder.data("\(run)/\(picture)") == folder.data("\(whole)/\(picture)"))
        }
    }

    /// A real full disk: a small file system of memory that only the shell and its children see, and that is gone with them.
    @Test(.enabled(if: canMount, "needs the right to mount a file system"))
    func aFullFileSystemStopsTheRunAndTheSameCommandGoesOn() async throws {
        try folder.write("", to: "disk")
        let script = """
            rm disk; mkdir disk; mount -t tmpfs -o size=600k none disk || exit 99
            dip() { "$0" run fast.yaml iterations=2000 --results disk --threads 1 "$@"; }
            "$0" run fast.yaml iterations=2000 --results disk --threads 1 --checkpoint-every 0.02 & pid=$!
            while ! [ -e disk/runs/*/*/checkpoint/latest.state ]; do sleep 0.01; done
            kill -9 $(sed "s/.*\"pid\":\\([0-9]*\\).*/\\1/" disk/runs/*/*/claim) $pid; wait $pid
            dd if=/dev/zero of=disk/filler bs=1k 2>/dev/null; truncate -s -40k disk/filler
            cp -r disk/runs before
            dip --checkpoint-every 0 >out 2>err; echo $? >status
            cp -r disk/runs full
            rm disk/filler
            dip >again 2>&1 || exit 98
            cp -r disk/runs after
            """
        let output = try await DipProgram.shell("exec unshare -m sh -c '\(script)' \"$0\"", in: folder)
        try #require(output.status == 0, "\(output.out)\(output.error)")
        #expect(try folder.text("status") == "1\n")
        #expect(try folder.text("err").contains("no space left on device"))
        let run = "fast/" + (try #require(folder.names(in: "before/fast").first))
        // The checkpoints are as they were before the disk was full.
        for name in folder.names(in: "before/\(run)/checkpoint") where !name.hasPrefix(".") {
            #expect(
                try folder.data("full/\(run)/checkpoint/\(name)") == folder.data("before/\(run)/checkpoint/\(name)"))
        }
        #expect(try folder.text("again").contains("  continues at iteration "))
        _ = try await DipProgram.run("run", "fast.yaml", "iterations=2000", "--results", "whole", in: folder)
        let whole = try #require(folder.runs(in: "whole").first)
        #expect(try folder.curves("after/\(run)") == folder.curves(whole))
        #expect(try folder.data("after/\(run)/output.png") == folder.data("\(whole)/output.png"))
    }

    private static let canMount: Bool = {
        guard geteuid() == 0 else { return false }
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/bin/sh")
        process.arguments = [
            "-c", "d=$(mktemp -d) && unshare -m mount -t tmpfs none \"$d\"; s=$?; rmdir \"$d\"; exit $s",
        ]
        process.standardError = FileHandle.nullDevice
        guard (try? process.run()) != nil else { return false }
        return process.waitForEnd().isSuccess
    }()
}
