import Foundation
import Testing

/// The benchmarks measure what they say, at sizes that take no time.
@Suite(.serialized) struct BenchCommandTests {
    private let folder: TestFolder
    private static let tiny = ["--size", "64", "--width", "16", "--iterations", "1"]

    init() throws {
        folder = try TestFolder()
    }

    private func bench(_ arguments: String...) async throws -> DipProgram.Output {
        try await DipProgram.start(["bench"] + arguments, in: folder).end()
    }

    /// The numbers of a benchmark of the tiny network.
    private func numbers(_ command: String, _ arguments: [String] = []) async throws -> [String: Double] {
        let output = try await DipProgram.start(
            ["bench", command, "--format", "json"] + Self.tiny + arguments, in: folder
        ).end()
        #expect(output.status == 0 && output.error == "")
        #expect(output.out.count { $0 == "\n" } == 1)
        return try JSONDecoder().decode([String: Double].self, from: Data(output.out.utf8))
    }

    @Test(arguments: [
        ["--channels", "1", "--threads", "1"],
        ["--upsampler", "nearest", "--lipschitz", "1.4", "--convolution", "direct"],
        ["--lipschitz", "1.4", "--control", "operator-norm"],
    ])
    func aStepIsTimed(arguments: [String]) async throws {
        let report = try await numbers("step", arguments)
        #expect(
            report.keys.sorted()
                == ["first_loss", "gflops", "iterations", "median_seconds", "parameters", "peak_memory_mb"])
        #expect(report["iterations"] == 1)
        for value in report.values { #expect(value > 0) }
    }

    private func step(_ arguments: String...) async throws -> [String: Double] {
        let request = ["bench", "step", "--format", "json", "--size", "64", "--iterations", "1"] + arguments
        let output = try await DipProgram.start(request, in: folder).end()
        #expect(output.status == 0 && output.error == "")
        return try JSONDecoder().decode([String: Double].self, from: Data(output.out.utf8))
    }

    /// Parameters as the README has them, and a loss that no other network has.
    @Test func everyNetworkIsTimedWithItsPublishedSettings() async throws {
        let parameters = [
            "decoder": 1_662_339.0, "skip": 2_217_831, "deep-decoder": 100_224, "conv-decoder": 886_656,
            "convnet": 776_064, "unet": 1_618_547, "resnet": 167_907,
        ]
        var losses = Set<Double>()
        for (name, count) in parameters {
            let report = try await step("--architecture", name)
            #expect(report["parameters"] == count, "\(name)")
            losses.insert(try #require(report["first_loss"]))
        }
        #expect(losses.count == parameters.count && losses.allSatisfy { 0.05 < $0 && $0 < 0.5 })
    }

    @Test func theShareOfInputNoiseIsReported() async throws {
        let still = try await step("--architecture", "skip")
        let noisy = try await step("--architecture", "skip", "--input-noise", "0.05")
        #expect(still["noise_share"] == nil)
        #expect(try 0..<1 ~= #require(noisy["noise_share"]) && noisy["noise_share"] != 0)
        // The first step, too, has noise on its input.
        #expect(still["first_loss"] != noisy["first_loss"])
    }

    /// The rate and the time give the operations, which the width and the channels decide.
    @Test func theNetworkIsTheOneAskedFor() async throws {
        func operations(_ arguments: String...) async throws -> Double {
            let report = try await numbers("step", arguments)
            return try #require(report["gflops"]) * #require(report["median_seconds"]) * 1e9
        }
        // Forward and both gradients of ten 3 x 3 and one 1 x 1 convolution; the first layers are at 2 x 2.
        func expected(width: Double, channels: Double) -> Double {
            let doubled = (1...5).reduce(0.0) { $0 + 2 * 9 * width * width * pow(4, Double($1) + 1) }
            return 2 * (2 * 9 * 32 * width * 4 + 3 * (9 * width * width * 4 + doubled + width * channels * 4096))
        }
        let grey = try await operations("--channels", "1"), wide = try await operations("--width", "32")
        #expect(abs(grey / expected(width: 16, channels: 1) - 1) < 1e-6)
        #expect(abs(wide / expected(width: 32, channels: 3) - 1) < 1e-6)
    }

    @Test(arguments: ["roofline", "--roofline"])
    func theRooflineLimitsAStep(command: String) async throws {
        let found = try await numbers(command, ["--threads", "1"])
        func value(_ key: String) throws -> Double { try #require(found[key], "\(key)") }
        #expect(try value("size") == 64 && value("threads") == 1)
        #expect(try value("peak_gflops") > 0.1 && value("copy_gb_per_second") > 0.01)
        #expect(try value("least_seconds") == max(value("arithmetic_seconds"), value("traffic_seconds")))
        #expect(try abs(value("ratio") - value("median_seconds") / value("least_seconds")) < 1e-9)
    }

    @Test func recordingIsComparedWithAStep() async throws {
        let found = try await numbers("recording", ["--channels", "1"])
        let step = try #require(found["step_seconds"]), recording = try #require(found["recording_seconds"])
        #expect(step > 0 && recording > 0)
        #expect(try abs(#require(found["percent"]) - 100 * recording / step) < 1e-9)
    }

    @Test func followingIsTimedRuleByRule() async throws {
        struct Report: Decodable { let step_seconds: Double, following_seconds: [String: Double] }
        let output = try await DipProgram.start(["bench", "monitors", "--format", "json"] + Self.tiny, in: folder).end()
        let report = try JSONDecoder().decode(Report.self, from: Data(output.out.utf8))
        #expect(report.step_seconds > 0)
        #expect(
            report.following_seconds.keys.sorted() == [
                "all rules together", "es-emv", "es-wmv", "fixed", "loss-target", "oracle", "plateau", "ratio",
                "zcsc",
            ])
        #expect(report.following_seconds.values.allSatisfy { $0 > 0 })
    }

    @Test func aCheckpointIsTimed() async throws {
        let output = try await bench(
            "checkpoint", "--size", "64", "--rounds", "1", "--folder", folder.path, "--format", "json")
        #expect(output.status == 0 && output.error == "")
        let found = try JSONDecoder().decode([String: Double].self, from: Data(output.out.utf8))
        #expect(found.keys.sorted() == ["bytes", "encode_seconds", "resume_seconds", "rounds", "write_seconds"])
        // Parameters and two moments, four bytes each.
        #expect(try #require(found["bytes"]) > 1_662_339 * 12)
        for value in found.values { #expect(value > 0) }
        #expect(folder.names().isEmpty)
    }

    @Test func aStoppedCheckpointLeavesNothing() async throws {
        let running = try DipProgram.start(["bench", "checkpoint", "--size", "64", "--rounds", "1000"], in: folder)
        running.send(SIGINT) { [folder] in !folder.names().isEmpty }
        let output = try await running.end()
        #expect(output.status == 130 && output.out == "")
        #expect(folder.names().isEmpty)
    }

    @Test func throughputComparesTwoRunsWithOne() async throws {
        // Seconds, so that two runs overlap also where other programs take the processor.
        let found = try await numbers("throughput", ["--iterations", "500", "--rounds", "1"])
        let two = try #require(found["two_runs_iterations_per_second"]),
            one = try #require(found["one_run_iterations_per_second"])
        #expect(two > 0 && one > 0)
        #expect(found["ratio"] == two / one)
    }

    @Test func scalingLeavesATableAFileAndAFigure() async throws {
        let output = try await bench(
            "scaling", "--sizes", "64", "128", "--widths", "16", "32", "--size", "64", "--width", "16",
            "--threads", "1", "--rounds", "2", "--iterations", "1", "--output", "here/bench", "--format", "markdown")
        #expect(output.status == 0)
        #expect(output.error == "")
        let lines = output.out.split(separator: "\n")
        try #require(lines.count == 8)
        #expect(lines[2].hasPrefix("| 64 x 64 | 16 | 1 | ") && lines[4].hasPrefix("| 64 x 64 | 32 | 1 | "))
        #expect(lines[5...] == ["here/bench/scaling.csv", "Plots/engine-scaling.gp", "Plots/engine-scaling.svg"])
        let rows = try folder.text("here/bench/scaling.csv").split(separator: "\n").dropFirst().map {
            $0.split(separator: ",").map { Double($0)! }
        }
        #expect(rows.map { Array($0.prefix(4)) } == [[64, 16, 1, 4096], [128, 16, 1, 16384], [64, 32, 1, 4096]])
        // Each point's memory is its own: the largest image is in the middle.
        #expect(rows.allSatisfy { $0[7] > 1 } && rows[0][7] < rows[1][7])
        #expect(try folder.text("Plots/engine-scaling.svg").contains("</svg>"))
    }

    @Test func aStopEndsTheRunsToo() async throws {
        let running = try DipProgram.start(
            [
                "bench", "scaling", "--sizes", "64", "--widths", "16", "--threads", "1", "--rounds", "1000",
                "--output", "here",
            ] + Self.tiny, in: folder)
        running.send(SIGINT) { [folder] in folder.exists("here/scaling.csv") }
        #expect(try await running.end().status == 130)
        #expect(try folder.text("here/scaling.csv").count { $0 == "\n" } == 2)
    }

    @Test func withoutABenchmarkTheHelpIsShown() async throws {
        let output = try await bench()
        #expect(output.status == 0)
        #expect(output.out.contains("USAGE: dip bench <subcommand>") && !output.out.contains("default "))
    }

    private static let decoders = "--width, --upsampler and --lipschitz are options of the decoder, not of "
    private static let refusals: [(String, String)] = [
        ("step --size 100", "--size must be a multiple of 32 from 64 to 8192, not 100"),
        ("step --size 32", "--size must be a multiple of 32 from 64 to 8192, not 32"),
        ("measures --size 0", "--size must be a whole number from 1 to 8192, not 0"),
        ("measures --size 10000000000", "--size must be a whole number from 1 to 8192, not 10000000000"),
        ("step --width 24", "--width must be a multiple of 16 from 16 to 512, not 24"),
        ("step --width 528", "--width must be a multiple of 16 from 16 to 512, not 528"),
        ("step --channels 2", "--channels must be 1 or 3, not 2"),
        ("step --lipschitz nan", "--lipschitz must be a number above 0"),
        ("step --control operator-norm", "--control needs --lipschitz, the ceiling of the norm"),
        ("step --lipschitz 1 --control spectral", "the value 'spectral' is invalid for '--control <norm>'"),
        ("step --threads 0", "--threads must be a whole number from 1 to 256, not 0"),
        ("step --architecture transformer", "the value 'transformer' is invalid for '--architecture <architecture>'"),
        ("step --architecture skip --width 16", decoders + "skip"),
        ("step --architecture unet --upsampler deconv", decoders + "unet"),
        ("step --architecture skip --lipschitz 1", decoders + "skip"),
        ("step --format json --profile", "--profile prints lines of text: it needs --format text"),
        ("step --input-noise 0", "--input-noise must be a number above 0"),
        ("step --input-noise inf", "--input-noise must be a number above 0"),
        ("step --upsampler cubic", "the value 'cubic' is invalid for '--upsampler <upsampler>'"),
        ("roofline --iterations 0", "--iterations must be a whole number from 1 to 1000, not 0"),
        ("--roofline --size 65", "--size must be a multiple of 32 from 64 to 8192, not 65"),
        ("checkpoint --size 100", "--size must be a multiple of 32 from 64 to 8192, not 100"),
        ("checkpoint --folder nofolder", "--folder must be a folder that exists, not 'nofolder'"),
        ("throughput --rounds 0", "--rounds must be a whole number from 1 to 1000, not 0"),
        ("scaling --output here --sizes 64 65", "--sizes must be a multiple of 32 from 64 to 8192, not 65"),
        ("scaling --output here --widths 8", "--widths must be a multiple of 16 from 16 to 512, not 8"),
        ("scaling --output here --threads 1 0", "--threads must be a whole number from 1 to 256, not 0"),
        ("scaling", "missing expected argument '--output <folder>'"),
        ("scaling --output /proc/none", "/proc/none: cannot be created: no such file or directory"),
        ("speed", "unexpected argument 'speed'"),
    ]

    @Test(arguments: refusals)
    func wrongRequestsAreRefused(request: String, sentence: String) async throws {
        let output = try await DipProgram.start(["bench"] + request.split(separator: " ").map(String.init), in: folder)
            .end()
        #expect(output.status == 2)
        #expect(output.out == "")
        #expect(output.error.hasPrefix("dip: \(sentence)"))
        #expect(output.error.count { $0 == "\n" } == 1)
        #expect(folder.names().isEmpty)
    }

    @Test func presetsThatSuitTheSizeAreTimedToo() async throws {
        let output = try await DipProgram.run(
            "bench", "networks", "--size", "64", "--iterations", "1", "--networks", "deep-decoder", "--presets",
            in: folder)
        #expect(output.status == 0 && output.error == "")
        let names = output.out.split(separator: "\n").dropFirst(2).map {
            String($0.prefix(24)).trimmingCharacters(in: .whitespaces)
        }
        #expect(
            names == [
                "deep-decoder", "skip, denoise", "skip, deblock", "skip, inpaint", "skip, inpaint-vase",
                "skip, super-resolve-x4",
                "skip, super-resolve-x8", "skip, restore",
            ])
        let wrong = try await DipProgram.run("bench", "networks", "--networks", "unett", in: folder)
        #expect(wrong.status == 2 && wrong.error.contains("unet"))
    }
}
