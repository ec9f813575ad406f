import Foundation
import Testing

@testable import Benchmarks

/// What benchmarks compute of their measurements, and what they print.
@Suite struct BenchResultTests {
    @Test func aReportHoldsTheMedianTime() throws {
        let report = BenchReport(stamps: [10, 10.5, 10.75, 12], peakMemoryMB: 100.25, operations: 4e9)
        #expect(report.medianSeconds == 0.5)
        #expect(report.iterations == 3)
        #expect(report.gflops == 8)
        #expect(
            try report.withoutStamps.text(.json)
                == "{\"gflops\":8,\"iterations\":3,\"median_seconds\":0.5,\"peak_memory_mb\":100.25}\n")
        #expect(report.text == "median of 3: 500.00 ms, peak memory 100 MB, 8 GFLOP/s counted as direct convolution\n")
        #expect(try JSONDecoder().decode(BenchReport.self, from: Data(report.text(.json).utf8)) == report)
    }

    @Test func aReportKnowsTheNetworkAndTheShareOfItsNoise() throws {
        let report = BenchReport(
            stamps: [0, 2, 4], peakMemoryMB: 1, parameters: 7, firstLoss: 0.5,
            noiseStamps: [4, 4.5, 4.75]
        ).withoutStamps
        #expect(report.noiseShare == 0.1875)
        #expect(
            try report.text(.json) == "{\"first_loss\":0.5,\"iterations\":2,\"median_seconds\":2,"
                + "\"noise_share\":0.1875,\"parameters\":7,\"peak_memory_mb\":1}\n")
        #expect(report.text == "median of 2: 2000.00 ms, peak memory 1 MB, input noise 18.8 % of it\n")
    }

    @Test func aReportWithoutOperationsHasNoRate() throws {
        let report = BenchReport(stamps: [0, 1], peakMemoryMB: 1).withoutStamps
        #expect(report.text == "median of 1: 1000.00 ms, peak memory 1 MB\n")
        #expect(try !report.text(.json).contains("gflops"))
    }

    @Test func theLeastTimeIsTheLargerOfTwo() throws {
        func roofline(bytes: Double) -> Roofline {
            Roofline(
                size: 64, threads: 2, peakGflops: 100, copyGBPerSecond: 20, operations: 1e9, mapBytes: bytes,
                medianSeconds: 0.03)
        }
        let computing = roofline(bytes: 1e8), waiting = roofline(bytes: 4e8)
        #expect(computing.leastSeconds == 0.01 && computing.trafficSeconds == 0.005)
        #expect(abs(computing.ratio - 3) < 1e-12)
        #expect(waiting.leastSeconds == 0.02 && waiting.arithmeticSeconds == 0.01)
        #expect(
            waiting.text == """
                fused multiply-adds in registers: 100.0 GFLOP/s on 2 threads
                copy: 20.0 GB/s, counting bytes read and bytes written
                a step at 64 x 64: 1.0 GFLOP by the methods used, 0.40 GB of maps read and written
                lower bound: 20.0 ms, the larger of 10.0 ms of arithmetic and 20.0 ms of memory traffic
                measured: 30.0 ms, 1.50 times the lower bound

                """)
    }

    @Test func recordingIsAShareOfAStep() {
        let report = RecordingReport(stepSeconds: [0.1, 0.2, 0.9], recordingSeconds: [0.02, 0.01, 0.03])
        #expect(report.stepSeconds == 0.2 && report.recordingSeconds == 0.02 && report.iterations == 3)
        #expect(abs(report.percent - 10) < 1e-12)
    }

    @Test func throughputCountsOnlyTheTimeInWhichAllWork() throws {
        #expect(Throughput.rate([[0, 1, 2, 4]]) == 0.75)
        // Together from 1 to 4: the first does 3 iterations, the second 1.5.
        #expect(Throughput.rate([[0, 1, 2, 3, 4], [1, 3, 5]]) == 1.5)
        // A slow start alone counts for nothing.
        #expect(Throughput.rate([[0, 9, 10, 11], [9, 10, 11]]) == 2)
        #expect(Throughput.rate([[0, 1], [1, 2]]) == nil)
        let throughput = Throughput(size: 64, twoRuns: [4, 6, 9], oneRun: [4, 3, 6])
        #expect(throughput.twoRuns == 6 && throughput.oneRun == 4 && throughput.ratio == 1.5)
    }
}
