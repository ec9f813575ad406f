import Foundation
import Records
import Testing

/// The built program: a run of more iterations goes on from a shorter one, and is what it would have been without.
@Suite struct LongerRunTests {
    private let folder: TestFolder

    init() throws { folder = try TestFolder() }

    private static let images = "dataset: synthetic\nimages: [leaves]\nsize: 32\niterations: 100\nrecord_every: 7\n"

    /// Settings by the kind of state that they have.
    static let cases = [
        "decoder":
            "network: {width: 4, depth: 2, lipschitz: 1.4}\nmonitors: [oracle, {es-wmv: {window: 20, patience: 30}}, es-emv]\n",
        "skip": "network: {architecture: skip, down: [4, 4], up: [4, 4], skip: [2, 2], input_channels: 4}\n"
            + "input_noise: 0.03\nema: 0.9\nstop: {fixed: {iteration: 130}}\n",
        "sgld": "network: {width: 4, depth: 2}\noptimizer: {sgld: {burn_in: 40, every: 6}}\n",
        "aseqdip": "method: aseqdip\nnetwork: {architecture: skip, down: [4, 4], up: [4, 4], skip: [2, 2]}\n",
        "steps": "network: {width: 4, depth: 2}\noptimizer: {adam: {schedule: {steps: {every: 60}}}}\nbacktrack: 0.1\n",
    ]

    /// All but times, and what says how a run came about.
    private func figures(_ run: String) throws -> RunRecord {
        var record = try RunRecord(contentsOf: "\(folder.path)/\(run)/run.json")
        (record.started, record.heartbeat, record.ended, record.origin) = (nil, nil, nil, nil)
        (record.secondsPerIteration, record.processorSecondsPerIteration, record.peakMemoryMB) = (nil, nil, nil)
        (record.provenance.commit, record.provenance.dirty) = (nil, nil)
        return record
    }

    @Test(arguments: cases.keys.sorted())
    func isTheSameBitForBit(_ name: String) async throws {
        try folder.write(Self.images + (try #require(Self.cases[name])), to: "\(name).yaml")
        func run(_ iterations: Int, _ results: String) async throws -> (out: String, run: String) {
            let known = folder.runs(in: results)
            let output = try await DipProgram.run(
                "run", "\(name).yaml", "iterations=\(iterations)", "--results", results, "--threads", "1", in: folder)
            #expect(output.status == 0, "\(output.error)")
            return (output.out, try #require(folder.runs(in: results).first { !known.contains($0) }))
        }
        let first = try await run(60, "parts")
        #expect(!first.out.contains("goes on from"))
        let second = try await run(99, "parts")
        #expect(second.out.contains("goes on from \(first.run.dropFirst(11)) at iteration 60 of 99\n"))
        let third = try await run(170, "parts")
        #expect(third.out.contains("goes on from \(second.run.dropFirst(11)) at iteration 99 of 170\n"))
        let whole = try await run(170, "whole")

        #expect(try folder.curves(third.run) == folder.curves(whole.run))
        #expect(folder.names(in: third.run) == folder.names(in: whole.run))
        for file in folder.names(in: whole.run)
        where file.hasSuffix(".png") || file == "stops.csv" || file == "spec.yaml" {
            #expect(try folder.data("\(third.run)/\(file)") == folder.data("\(whole.run)/\(file)"), "\(file)")
        }
        #expect(try figures(third.run) == figures(whole.run))
        // The rule ends this one, and more iterations would not change it.
        #expect(folder.exists("\(whole.run)/end.state") == (name != "skip"))
    }

    @Test func saysWhereItGoesOnAndFromWhat() async throws {
        try folder.write(TinySpec.fast, to: "fast.yaml")
        let arguments = ["run", "fast.yaml", "iterations=40", "--threads", "1"]
        _ = try await DipProgram.start(arguments, in: folder).end()
        let short = try #require(folder.runs().first)
        #expect(folder.names(in: short).contains("end.state"))
        let plan = try await DipProgram.run("run", "fast.yaml", "iterations=80", "-n", in: folder)
        let name = short.dropFirst("Results/runs/".count)
        #expect(plan.out.contains("  goes on from \(name) at iteration 40 of 80\n"), "\(plan.out)")
        let json = try await DipProgram.run("run", "fast.yaml", "iterations=80", "-n", "--format", "json", in: folder)
        #expect(json.out.contains(#""resumes_at": 40"#), "\(json.out)")
        let forced = try await DipProgram.run("run", "fast.yaml", "iterations=80", "-n", "--force", in: folder)
        #expect(forced.out.contains("starts from the beginning because of --force"))

        // Damaged: one sentence, and the run is made from its beginning.
        var bytes = try folder.data("\(short)/end.state")
        bytes[bytes.count / 2] ^= 1
        try folder.write(bytes, to: "\(short)/end.state")
        let long = try await DipProgram.run("run", "fast.yaml", "iterations=80", "--threads", "1", in: folder)
        #expect(long.status == 0)
        #expect(
            long.out.contains(
                "image=leaves  ignored: \(short)/end.state: is damaged: the checksum of its state is wrong\n"))
        let other = try #require(folder.runs().first { $0 != short })
        let record = try RunRecord(contentsOf: "\(folder.path)/\(other)/run.json")
        #expect(record.status == .complete && record.origin == nil)
        #expect(try folder.curves(other).count == 1 + 9)
    }

    @Test func statesAreKeptOnRequestAndNotAgainstIt() async throws {
        try folder.write(TinySpec.settings, to: "tiny.yaml")
        _ = try await DipProgram.run("run", "tiny.yaml", "--no-keep-state", in: folder)
        let plain = try #require(folder.runs().first)
        #expect(!folder.exists("\(plain)/end.state"))
        // 3 million weights with two moments each are more than 25 MB, also packed.
        let large = try await DipProgram.run(
            "run", "tiny.yaml", "network.width=192", "iterations=1", "--keep-state", in: folder)
        #expect(large.status == 0)
        #expect(
            large.out.contains(
                #/image=leaves  its end state is not kept: it takes \d\d\.\d MB, and at most 25.0 MB are kept\n/#),
            "\(large.out)")
        let small = try await DipProgram.run("run", "tiny.yaml", "--keep-state", "--force", in: folder)
        #expect(small.status == 0 && folder.runs().contains { folder.exists("\($0)/end.state") })
    }

    /// The network of the Deep Image Prior at its published widths, without being asked for.
    @Test func theStateOfTheLargestUsualNetworkIsKept() async throws {
        try folder.write("images: [leaves]\nsize: 64\niterations: 1\nnetwork: {architecture: skip}\n", to: "skip.yaml")
        let output = try await DipProgram.run("run", "skip.yaml", in: folder)
        #expect(output.status == 0)
        let run = try #require(folder.runs().first)
        let state = try Data(contentsOf: URL(fileURLWithPath: "\(folder.path)/\(run)/end.state"))
        #expect(20 << 20..<25 << 20 ~= state.count, "\(state.count)")
        let longer = try await DipProgram.run("run", "skip.yaml", "iterations=2", in: folder)
        #expect(longer.status == 0 && longer.out.contains("at iteration 1 of 2\n"), "\(longer.out)")
    }

    /// The store's other commands say the same with the file and without.
    @Test func otherCommandsAreNotDisturbed() async throws {
        try folder.write("name: tiny\n" + TinySpec.settings + TinySpec.sweep, to: "tiny.yaml")
        _ = try await DipProgram.run("run", "tiny.yaml", in: folder)
        let commands = [
            ["list", "runs"], ["status", "tiny.yaml"], ["table", "tiny.yaml"], ["export", "tiny.yaml"],
            ["run", "tiny.yaml", "-n"],
        ]
        func outputs() async throws -> [String] {
            var all: [String] = []
            for command in commands {
                let output = try await DipProgram.start(command, in: folder).end()
                #expect(output.status == 0, "\(command): \(output.error)")
                all.append(output.out)
            }
            let page = try await DipProgram.run("report", "tiny.yaml", in: folder)
            #expect(page.status == 0, "\(page.error)")
            return all
        }
        let with = try await outputs()
        let runs = folder.runs()
        #expect(runs.count == 2)
        for run in runs { try FileManager.default.removeItem(atPath: "\(folder.path)/\(run)/end.state") }
        #expect(try await outputs() == with)
    }
}
