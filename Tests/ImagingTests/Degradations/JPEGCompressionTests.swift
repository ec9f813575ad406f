import Foundation
import Records
import TestSupport
import Testing

@testable import Imaging

@Suite struct JPEGCompressionTests {
    @Test(arguments: ["grey", "colour"])
    func equalsTheRecordedResult(_ name: String) throws {
        let clean = Fixture.jpegOriginal(channels: name == "grey" ? 1 : 3)
        let compressed = try JPEGCompression(quality: 10).apply(to: clean)
        #expect(try compressed == Fixture.pnm(Fixture.bytes("\(name)-quality10.pnm")))
        #expect(compressed != clean)
    }

    @Test(
        .enabled(if: Self.program("cjpeg") != nil && Self.program("djpeg") != nil, "cjpeg and djpeg not found"),
        arguments: [1, 3], [1, 5, 10, 20, 30, 75, 100])
    func equalsTheProgramsOfLibjpeg(channels: Int, quality: Int) throws {
        for (height, width) in [(64, 64), (41, 83)] {
            let clean = Image.textured(
                channels: channels, height: height, width: width, seed: UInt64(quality), noise: 0.4)
            let stored = try Self.run("cjpeg", ["-quality", "\(quality)", "-baseline"], Fixture.pnm(clean))
            let expected = Fixture.pnm(try Self.run("djpeg", ["-pnm"], stored))
            #expect(try JPEGCompression(quality: quality).apply(to: clean) == expected, "\(width) x \(height)")
            // The published setting differs in the file's layout only.
            let progressive = try Self.run(
                "cjpeg", ["-quality", "\(quality)", "-baseline", "-progressive", "-optimize"], Fixture.pnm(clean))
            #expect(try JPEGFile.decode(progressive, path: "").image == expected, "\(width) x \(height), progressive")
        }
    }

    @Test func betterQualityIsCloser() throws {
        let clean = Image.textured(channels: 3, height: 64, width: 64, seed: 2)
        let distances = try [5, 10, 20, 30, 90].map {
            try ImageMetrics.meanSquaredError(JPEGCompression(quality: $0).apply(to: clean), clean)
        }
        #expect(distances == distances.sorted(by: >))
        #expect(Set(distances).count == 5)
    }

    private static func program(_ name: String) -> String? {
        ["/usr/bin/", "/usr/local/bin/", "/opt/homebrew/bin/"].map { $0 + name }.first(
            where: FileManager.default.isExecutableFile)
    }

    private static func run(_ name: String, _ arguments: [String], _ input: [UInt8]) throws -> [UInt8] {
        try Fixture.withFolder { folder in
            try Data(input).write(to: URL(fileURLWithPath: folder + "/input"))
            let process = Process()
            process.executableURL = URL(fileURLWithPath: try #require(program(name)))
            process.arguments = arguments + ["-outfile", folder + "/output", folder + "/input"]
            try process.run()
            try #require(process.waitForEnd().isSuccess)
            return try Array(Data(contentsOf: URL(fileURLWithPath: folder + "/output")))
        }
    }
}
