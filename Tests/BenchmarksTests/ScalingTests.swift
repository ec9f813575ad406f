import Foundation
import Testing
import Wording

@testable import Benchmarks

@Suite struct ScalingTests {
    private let scaling = Scaling(rows: [
        Scaling.Row(
            .init(size: 100, width: 16, threads: 2),
            [0.5, 0.25, 2].map {
                BenchReport(stamps: [0, $0], peakMemoryMB: 100 * $0, operations: 1e9)
            })
    ])

    @Test func aRowIsTheMedianOfItsRounds() {
        let row = scaling.rows[0]
        #expect(row.milliseconds == 500)
        #expect(row.range == 250...2000)
        #expect(row.peakMemoryMB == 200)
        #expect(row.gflops == 2)
    }

    @Test func theTableIsForPeople() {
        #expect(
            TextTable.lines(scaling.table, .text)[1]
                == "100 x 100  16     2        500.0 ms  250.0 to 2000.0 ms  50.00 us   200 MB       2 GFLOP/s")
    }

    @Test func theFileIsForPrograms() throws {
        let file = FileManager.default.temporaryDirectory.appendingPathComponent("scaling-\(UUID().uuidString).csv")
        defer { try? FileManager.default.removeItem(at: file) }
        try scaling.write(to: file.path)
        #expect(
            try String(contentsOf: file, encoding: .utf8)
                == "size,width,threads,pixels,milliseconds,least_milliseconds,greatest_milliseconds,peak_memory_mb,gflops\n"
                + "100,16,2,10000,500,250,2000,200,2\n")
    }

    @Test func aPointOfBothSweepsIsMeasuredOnce() throws {
        let bench = ScalingBench(
            BenchNetwork(size: 64, width: 32), sizes: [64, 96], widths: [16, 32], threads: [1, 2], iterations: 1)
        #expect(
            bench.points.map { [$0.size, $0.width, $0.threads] }
                == [[64, 32, 1], [96, 32, 1], [64, 16, 1], [64, 32, 2], [96, 32, 2], [64, 16, 2]])
    }
}
