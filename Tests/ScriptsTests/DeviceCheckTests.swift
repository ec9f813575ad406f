import Foundation
import Records
import TestTools
import Testing

/// Scripts/device-check.sh in a packed folder whose programs are made up.
@Suite struct DeviceCheckTests {
    private let folder: URL
    private let python: String

    init() throws {
        folder = FileManager.default.temporaryDirectory.appendingPathComponent("dip-check-\(UUID().uuidString)")
        try FileManager.default.createDirectory(
            at: folder.appendingPathComponent("bin"), withIntermediateDirectories: true)
        let scripts = repository.appendingPathComponent("Scripts")
        for name in ["device-check.sh", "device_check.py"] {
            try FileManager.default.copyItem(
                at: scripts.appendingPathComponent(name), to: folder.appendingPathComponent(name))
        }
        python = try ["/usr/bin/python3", "/usr/local/bin/python3", "/opt/homebrew/bin/python3"].first(
            where: FileManager.default.isExecutableFile
        ).orThrow("there is no python3")
    }

    /// A program that answers as `dip` would on a machine with these devices, and a run of which takes no time.
    private func addProgram(devices: String, step: String = "0.008", memory: Int = 1400) throws {
        try add(
            "dip",
            """
            case "$1 $2" in
            "list devices") printf '\(devices)' ;;
            "bench step") echo '{"median_seconds": \(step), "device_memory_mb": \(memory), "iterations": 50}' ;;
            "bench roofline") echo '{"ratio": 2.5, "peak_gflops": 60000, "copy_gb_per_second": 3000}' ;;
            "run "*)
                while [ "$1" != --results ]; do shift; done
                mkdir -p "$2/runs/x/y" && printf 'iteration,loss,psnr\\n0,1,10\\n10,1,12.5\\n' > "$2/runs/x/y/curves.csv" ;;
            esac
            """)
        try add(
            "tests",
            "echo \"$DIP_TEST_DEVICE $*\" >> '\(folder.path)/calls'; echo '✔ Test run with 7 tests passed after 1 seconds.' >&2"
        )
    }

    private func add(_ name: String, _ script: String) throws {
        try writeProgram(script, to: folder.appendingPathComponent("bin/\(name)").path)
    }

    private func check(_ arguments: String...) throws -> (status: Int32, text: String) {
        let process = Process(), pipe = Pipe()
        process.executableURL = URL(fileURLWithPath: "/bin/sh")
        process.arguments = [folder.appendingPathComponent("device-check.sh").path] + arguments
        process.currentDirectoryURL = folder
        let bin = URL(fileURLWithPath: python).deletingLastPathComponent().path
        process.environment = ["PATH": "\(bin):/usr/bin:/bin"]
        process.standardOutput = pipe
        process.standardError = pipe
        try process.run()
        let text = String(decoding: pipe.readToEnd(), as: UTF8.self)
        return (process.waitForEnd().number, text)
    }

    private func table() throws -> String {
        try String(contentsOf: folder.appendingPathComponent("device-check.md"), encoding: .utf8)
    }

    private let card = "cpu  EPYC  the engine\\nopencl:0  Card  80 GiB\\ncuda:0  Card  80 GiB\\n"

    @Test func everythingIsMeasuredAndComparedWithItsGoal() throws {
        try addProgram(devices: card)
        let output = try check("--python", "/nowhere/python3")
        #expect(output.status == 0, "\(output.text)")
        let table = try table()
        for row in [
            "| cuda:0, decoder 512, a step | 8.00 ms |  |  |",
            "| cuda:0, decoder 512, memory | 1400 MB | at most 1536 MB | yes |",
            "| opencl:0, skip 256, memory | 1400 MB |  |  |",
            "| cuda:0, roofline | 2.50 times the least time (60.0 TFLOP/s, 3000 GB/s) |  |  |",
            "differ by 0.0000 dB in the median, 0.0000 at most",
            "| cuda:0, tests | Test run with 7 tests passed after 1 seconds. (0 s here) | all pass | yes |",
        ] { #expect(table.contains(row), "\(row)") }
        // CUDA is taken first, and both drivers run the tests.
        let calls = try String(contentsOf: folder.appendingPathComponent("calls"), encoding: .utf8)
        let devices: [Substring] = calls.split(separator: "\n").map { call in call.prefix { $0 != " " } }
        #expect(devices == ["cuda:0", "opencl:0"])
        #expect(table.contains("- /nowhere/python3: No such file or directory"))
        let json =
            try JSONSerialization.jsonObject(
                with: Data(contentsOf: folder.appendingPathComponent("device-check.json"))) as? [String: Any]
        #expect((json?["steps"] as? [Any])?.count == 8 && json?["small"] as? Bool == false)
    }

    @Test func aGoalThatIsMissedIsAFailure() throws {
        try addProgram(devices: card, memory: 2000)
        let output = try check("--device", "cuda", "--python", "/nowhere/python3")
        #expect(output.status == 1)
        let table = try table()
        #expect(table.contains("| cuda:0, decoder 512, memory | 2000 MB | at most 1536 MB | **no** |"))
        #expect(!table.contains("opencl:0, decoder"))
    }

    @Test func withoutACardNothingIsMeasuredAndTheTableSaysSo() throws {
        try addProgram(
            devices:
                "cpu  EPYC  the engine\\nopencl:0  EPYC  8 GiB; the processor itself\\ncuda  -  there is no CUDA driver\\n"
        )
        let output = try check()
        #expect(output.status == 1 && output.text.contains("there is no graphics processor to measure"))
        let table = try table()
        #expect(table.contains("- no graphics processor: its speed is not measured"))
        #expect(table.contains("- cuda  -  there is no CUDA driver"))
        #expect(try check("--small").status == 0)
        #expect(try self.table().contains("Small sizes: no speed of a card."))
    }

    @Test func whatDoesNotFitIntoTheTimeIsLeftOut() throws {
        try addProgram(devices: card)
        let output = try check("--seconds", "30", "--device", "cuda", "--python", "/nowhere/python3")
        let table = try table()
        #expect(output.status == 0 && table.contains("| cuda:0, decoder 512, a step |"))
        #expect(table.contains("- run: left out, as ") && table.contains("- tests: left out, as "))
    }

    @Test func aPackNeedsABuiltProgram() throws {
        let system = try FakeSystem()
        #expect(try system.run("Scripts/pack-device-check.sh").status == 2)
    }
}
