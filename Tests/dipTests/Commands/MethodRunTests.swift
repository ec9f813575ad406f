import Foundation
import Imaging
import Records
import Testing

/// `method` through the program: records, tables and strips of methods with and without a curve; programs from outside.
@Suite struct MethodRunTests {
    private let folder: TestFolder

    init() throws { folder = try TestFolder() }

    private func records() throws -> [String: (folder: String, record: RunRecord)] {
        var records: [String: (folder: String, record: RunRecord)] = [:]
        for run in folder.runs() {
            let record = try RunRecord(contentsOf: "\(folder.path)/\(run)/run.json")
            records[record.axes["variant"] ?? ""] = (run, record)
        }
        return records
    }

    @Test func methodsAreVariantsOfOneExperiment() async throws {
        try folder.write(
            """
            images: [leaves]
            size: 64
            iterations: 4
            record_every: 1
            monitors: [oracle]
            network: {architecture: skip, down: 4, up: 4}
            variants:
              DIP: {}
              CBM3D: {method: cbm3d}
              ZS-N2N: {method: zs-n2n}
              aSeqDIP: {method: aseqdip}
              guided: {method: self-guided}
              projector: {method: {drp: {width: 8}}}
              SURE: {method: dip-sure, monitors: [oracle, zcsc]}
            figure: {kind: strip, series: variant}
            table: {rows: variant, columns: [{measure: psnr_answer}, {measure: core_seconds}, {measure: peak_memory_mb}]}

            """, to: "methods.yaml")
        let output = try await DipProgram.run("run", "methods.yaml", in: folder)
        #expect(output.status == 0, "\(output.error)")
        let records = try records()
        #expect(records.count == 7 && records.values.allSatisfy { $0.record.status == .complete })
        let blocks = try #require(records["CBM3D"])
        #expect(blocks.record.notes == ["method cbm3d gives one output: curves.csv has one row"])
        #expect(blocks.record.iterations == 1 && blocks.record.summary["psnr_basic"] != nil)
        #expect(try CurveTable(contentsOf: "\(folder.path)/\(blocks.folder)/curves.csv").rows.count == 1)
        #expect(
            try TextFile.read("\(folder.path)/\(blocks.folder)/spec.yaml").contains("\nmethod: cbm3d\n"))
        #expect(records["guided"]?.record.summary["psnr_ema"] != nil)
        #expect(try await DipProgram.run("plot", "methods.yaml", in: folder).status == 0)
        let table = try await DipProgram.run("table", "methods.yaml", in: folder)
        #expect(table.status == 0 && table.out.contains("CBM3D"), "\(table.error)")
        let again = try await DipProgram.run("run", "methods.yaml", "-n", in: folder)
        #expect(!again.out.contains("missing") && !again.out.contains("interrupted"), "\(again.out)")
    }

    @Test func programsFromOutsideNeedLeave() async throws {
        // The program holds 300 MB, more than the process of the run.
        try folder.write(
            "awk 'BEGIN { s = \"x\"; while (length(s) < 300000000) s = s s }'; cp \"$1\" \"$2\"", to: "copy.sh")
        try folder.write("echo loading; echo no weights >&2; exit 1", to: "fail.sh")
        let spec = """
            images: [leaves]
            size: 32
            variants:
              copied: {method: {external: {command: [sh, \(folder.path)/copy.sh, "{input}", "{output}"], name: Copy}}}
              failing: {method: {external: {command: [sh, \(folder.path)/fail.sh, "{input}", "{output}"], name: None}}}
              CBM3D: {method: cbm3d}

            """
        try folder.write(spec, to: "outside.yaml")
        let refused = try await DipProgram.run("run", "outside.yaml", in: folder)
        #expect(refused.status == 2 && folder.runs().isEmpty)
        #expect(
            refused.error.contains(
                "method 'external' runs the program sh with your rights; if you trust the spec, add --allow-commands"))
        #expect(try await DipProgram.run("run", "outside.yaml", "-n", in: folder).status == 0)
        let output = try await DipProgram.run("run", "outside.yaml", "--allow-commands", in: folder)
        #expect(output.status == 1)
        let records = try records()
        let failing = try #require(records["failing"])
        #expect(
            failing.record.error
                == "method 'external': the program 'None' ended with status 1; the last that it said: no weights")
        let log = try folder.text(failing.folder + "/log.txt")
        #expect(log.contains("  loading\n") && log.contains("  no weights\n"))
        #expect(records["CBM3D"]?.record.status == .complete)
        let copied = try #require(records["copied"]?.record)
        #expect(copied.status == .complete && copied.notes.contains { $0.hasPrefix("the program 'Copy' was run: sh ") })
        #expect(try #require(copied.peakMemoryMB) > 250)
        let gain: Double = try #require(copied.summary["psnr"]) - #require(copied.summary["psnr_input"])
        #expect(gain < 0.1)
    }

    @Test func aFolderThatCannotBeMadeIsNamedInTheRecord() async throws {
        try folder.write("", to: "file")
        try folder.write(
            """
            images: [leaves]
            size: 32
            variants:
              copied: {method: {external: {command: [cp, "{input}", "{output}"], name: Copy}}}

            """, to: "outside.yaml")
        let output = try await DipProgram.run(
            "run", "outside.yaml", "--allow-commands", in: folder,
            environment: ["TMPDIR": "\(folder.path)/file/below"])
        #expect(output.status == 1, "\(output.error)")
        let error = try #require(try records()["copied"]?.record.error)
        #expect(error.hasSuffix("/file: cannot be created: a file of that name is in the way"), "\(error)")
    }

    /// What a method cannot do is refused before anything runs.
    @Test(arguments: [
        ("sweep: {method: [cbm3d, zs-n2n]}\ntask: inpaint", "method 'zs-n2n' is not for task 'inpaint'"),
        (
            "sweep: {method: [self-guided, cbm3d]}\nnetwork: {architecture: decoder, width: 8}",
            "method 'self-guided' needs a network whose input has the image's size, such as skip or unet, not decoder"
        ),
        ("stop: zcsc", "'zcsc' is for method 'dip-sure'"),
    ])
    func whatAMethodCannotDoIsRefused(_ text: String, sentence: String) async throws {
        try folder.write("images: [leaves]\nsize: 64\niterations: 2\n\(text)\n", to: "refused.yaml")
        let refused = try await DipProgram.run("run", "refused.yaml", in: folder)
        #expect(refused.status == 2 && folder.runs().isEmpty)
        #expect(refused.error.contains(sentence), "\(refused.error)")
    }

    /// A program that hangs fails its run alone.
    @Test func aHangingProgramLeavesTheOthersAlone() async throws {
        try folder.write("sleep 60", to: "hang.sh")
        let command = "[sh, \(folder.path)/hang.sh, \"{input}\", \"{output}\"]"
        try folder.write(
            """
            images: [leaves]
            size: 64
            iterations: 2
            network: {architecture: skip, down: 4, up: 4}
            variants:
              hanging: {method: {external: {command: \(command), name: Late, seconds: 1}}}
              SURE: {method: dip-sure}

            """, to: "some.yaml")
        let output = try await DipProgram.run("run", "some.yaml", "--allow-commands", in: folder)
        #expect(output.status == 1, "\(output.error)")
        let records = try records()
        #expect(records["SURE"]?.record.status == .complete, "\(output.error)")
        #expect(
            records["hanging"]?.record.error
                == "method 'external': the program 'Late' took more than 1 seconds and was ended; 'seconds' allows more"
        )
    }

    @Test func methodsAreListed() async throws {
        let listed = try await DipProgram.run("list", "methods", in: folder)
        #expect(listed.status == 0)
        for name in [
            "network", "bm3d", "cbm3d", "zs-n2n", "aseqdip", "self-guided", "drp", "dop", "dip-sure", "external",
        ] {
            #expect(listed.out.contains(name))
        }
    }
}
