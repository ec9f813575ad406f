import Foundation
import Records
import Testing
@testable import TestTools

/// Limits that batch systems and shells set: on the address space, on open files.
@Suite struct ProcessLimitsTests {
    private let folder: TestFolder

    init() throws {
        folder = try TestFolder()
        try folder.write(TinySpec.settings, to: "tiny.yaml")
    }

    /// A library that waits for memory when it is loaded would make these hang.
    @Test(arguments: ["--version", "list runs", "status tiny.yaml", "describe network tiny.yaml", "run tiny.yaml -n"])
    func whatTrainsNothingNeedsLittleAddressSpace(command: String) async throws {
        let line = "ulimit -v 220000; exec timeout 60 \"$0\" \(command)"
        let output = try await DipProgram.shell(line, in: folder)
        #expect(output.status == 0, "\(output.out)\(output.error)")
    }

    @Test func aRunThatDoesNotFitIntoTheAddressSpaceIsRefused() async throws {
        let line = "ulimit -v 300000; exec timeout 60 \"$0\" run tiny.yaml --threads 2"
        let output = try await DipProgram.shell(line, in: folder)
        #expect(output.status == 1)
        #expect(output.error.contains(" of address space on 2 threads, and "))
        #expect(output.error.contains(" are left of its limit (ulimit -v); raise it or take fewer --threads"))
    }

    /// What is asked for is enough.
    @Test(arguments: [1, 2])
    func aRunThatFitsIntoTheAddressSpaceIsMade(threads: Int) async throws {
        func run(megabytes: Int) async throws -> DipProgram.Output {
            let line =
                "ulimit -v \(megabytes << 10); exec timeout -k 5 120 \"$0\" run tiny.yaml --threads \(threads) -j 1"
            return try await DipProgram.shell(line, in: folder)
        }
        let refused = try await run(megabytes: 300)
        let words = refused.error.matches(of: #/(\d+) MB/#).compactMap { Int($0.1) }
        try #require(words.count >= 2, "\(refused.error)")
        #expect(words[0] > words[1])
        let made = try await run(megabytes: 300 + words[0] - words[1] + 2)
        #expect(made.status == 0, "\(made.out)\(made.error)")
    }

    @Test(arguments: [
        "step --size 8192", "networks --size 4096", "operations --size 8192 --width 4096", "measures --size 8192",
        "monitors --size 8192", "checkpoint --size 8192", "roofline --size 8192",
    ])
    func benchmarksThatDoNotFitAreRefused(command: String) async throws {
        let output = try await DipProgram.shell(
            "ulimit -v 3000000; exec timeout 60 \"$0\" bench \(command)", in: folder)
        #expect(output.status == 2 && output.out.isEmpty)
        #expect(output.error.hasPrefix("dip: this needs about ") && output.error.hasSuffix("take a smaller --size\n"))
    }

    @Test(arguments: [4, 5, 8, 12, 16, 20, 24, 40, 255])
    func tooFewOpenFilesAreOneSentence(limit: Int) async throws {
        let line = "ulimit -n \(limit); exec \"$0\" run tiny.yaml"
        let output = try await DipProgram.shell(line, in: folder)
        #expect(output.status == 2)
        #expect(
            output.error == "dip: the limit of open files (ulimit -n) is \(limit); the program needs 256: raise it\n")
        #expect(!folder.exists("Results"))
    }

    /// A line without the files that the shell inherited from tests that run at the same time, which would count.
    private static func alone(_ line: String) -> String {
        let closing = "for f in /proc/self/fd/*; do n=${f##*/}; [ $n -gt 2 ] && eval \"exec $n>&-\" 2>/dev/null; done"
        return "exec bash -c '\(closing); \(line)' \"$0\""
    }

    @Test func manyRunsAtATimeNeedMoreOpenFiles() async throws {
        let seeds = (1...24).map(String.init).joined(separator: ", ")
        try folder.write(TinySpec.settings + "sweep: {seed: [\(seeds)]}\n", to: "many.yaml")
        func run(_ limit: String) async throws -> DipProgram.Output {
            let line = Self.alone("ulimit \(limit); exec \"$0\" run many.yaml -j 24 --threads 1 --force")
            return try await DipProgram.shell(line, in: folder)
        }
        let few = try await run("-n 300")
        let reason = "24 runs at a time need 352: raise it, or run fewer at a time with -j"
        #expect(few.status == 2)
        #expect(few.error == "dip: the limit of open files (ulimit -n) is 300; \(reason)\n")
        let enough = try await run("-n 352")
        #expect(enough.status == 0, "\(enough.error)")
        // A limit that the user may raise is raised.
        let raised = try await run("-S -n 100")
        #expect(raised.status == 0, "\(raised.error)")
    }

    /// A process is started also with no more than that.
    @Test func aRunIsMadeWithTheFewestOpenFiles() async throws {
        let output = try await DipProgram.shell(Self.alone("ulimit -n 256; exec \"$0\" run tiny.yaml"), in: folder)
        #expect(output.status == 0, "\(output.error)")
    }

    /// 12 KB that stand for a picture of 10000 x 10000.
    @Test func memoryForAPictureIsAskedForFirst() async throws {
        try folder.write(
            PNGBuilder(width: 10000, height: 10000, colourType: 2, hasSamples: false).bytes, to: "large.png")
        let line = "ulimit -v 600000; exec timeout 60 \"$0\" measure large.png large.png"
        let output = try await DipProgram.shell(line, in: folder)
        #expect(output.status == 2)
        #expect(output.error.hasPrefix("dip: large.png: the image is too large: 10000 x 10000 pixels need about "))
        #expect(output.error.hasSuffix(" may be used\n"))
    }

    /// The memory that `run` may take holds for the pictures that it reads to plan, too.
    @Test func memoryForAPictureOfARunIsAskedForFirst() async throws {
        try folder.write(
            PNGBuilder(width: 9900, height: 9900, colourType: 2, hasSamples: false).bytes, to: "large.png")
        try folder.write(
            """
            dataset: {files: [large.png]}
            crop: 32
            iterations: 3
            network: {width: 8}

            """, to: "large.yaml")
        let output = try await DipProgram.run("run", "large.yaml", "--memory", "400M", in: folder)
        #expect(output.status != 0 && output.error.contains("9900 x 9900 pixels need about "), "\(output.error)")
        #expect(output.error.contains(", and 400 MB may be used"))
    }
}
