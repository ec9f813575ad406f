import Foundation
import Imaging
import Records
import Restoration
import RunFixtures
import Testing

@testable import Runs

/// A run whose loss stops being a number ends as failed, and says at which iteration and in which operation.
@Suite struct DivergenceTests {
    struct Case: CustomTestStringConvertible, Sendable {
        let testDescription: String
        /// One sample of the image that the network is to give.
        var sample: Float = 0.5
        var learningRate = 0.001
        let iteration: Int
        let operation: String
    }

    static let cases = [
        Case(testDescription: "a loss that is NaN", sample: .nan, iteration: 0, operation: "the loss itself"),
        Case(testDescription: "an infinite loss", sample: .infinity, iteration: 0, operation: "the loss itself"),
        Case(
            testDescription: "weights that a step has thrown far off", learningRate: 1e30, iteration: 1,
            operation: "conv3 forward"),
    ]

    @Test(arguments: cases)
    func endsTheRunAsFailed(_ each: Case) throws {
        let bench = try Bench(
            "images: [leaves]\nsize: 64\niterations: 4\nrecord_every: 1\nnetwork: {width: 4, input_channels: 4}\n")
        let plan = try bench.plan()
        let executor = RunExecutor(plan: plan, provenance: testProvenance) { configuration, problem, threads in
            var configuration = configuration
            configuration.learningRate = each.learningRate
            var clean = try #require(problem.clean)
            clean.pixels[100] = each.sample
            return try Fit(
                configuration, problem: Problem(task: .inpaint(keep: 1), clean: clean, seed: 0), threads: threads)
        } isInterrupted: {
            false
        }
        let summary = try bench.run(plan, executor: executor)

        let reason =
            "the loss stopped being a finite number at iteration \(each.iteration); "
            + "the first value that is not finite came from: \(each.operation)"
        #expect(summary.completed.isEmpty && summary.failed.map(\.reason) == [reason])
        let record = try bench.record()
        #expect(record.status == .failed && record.error == reason)
        #expect(try bench.plan().runs[0].state == .failed(reason: reason))
        let directory = try #require(summary.failed.first).directory
        #expect(try String(contentsOfFile: directory + "/log.txt", encoding: .utf8).contains(reason))
        #expect(try CurveTable(contentsOf: directory + "/curves.csv").rows.count == each.iteration)
        #expect(!FileManager.default.fileExists(atPath: directory + "/output.png"))
    }
}
