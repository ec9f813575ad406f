import Foundation
import Imaging
import Records
@testable import Restoration
@testable import Harness

/// Stands in for the engine: a row an iteration, no arithmetic.
struct StubFit: FitSession {
    struct Diverged: Error, CustomStringConvertible {
        let iteration: Int
        var description: String { "the loss is not finite at iteration \(iteration)" }
    }

    let configuration: FitConfiguration
    let problem: Problem
    /// The iteration at which the fit throws.
    var failsAt: Int?

    let columns = ["iteration", "loss", "psnr", "seconds"]

    mutating func run(onRow: (FitRow) throws -> Void, onProgress: (Int) throws -> Void) throws -> FitResult {
        for iteration in 0..<configuration.iterations {
            if iteration == failsAt { throw Diverged(iteration: iteration) }
            if iteration.isMultiple(of: configuration.recordEvery) {
                try onRow(FitRow(iteration: iteration, values: [0.5, 20 + Double(iteration), 0.25]))
            }
            try onProgress(iteration + 1)
        }
        return FitResult(output: problem.clean, averaged: configuration.ema.map { _ in problem.clean }, best: problem.clean, bestIteration: 3,
                         bestPSNR: 27.5, finalPSNR: 26.25, secondsPerIteration: 0.5, parameterCount: 1234)
    }
}

let testProvenance = Provenance(commit: nil, dirty: nil, compiler: "Swift", dipVersion: "0.1", numericsVersion: Numerics.version,
                                libraries: ["fftw3": "3.3"], cpu: HostMachine.cpu, threads: 1, hostOS: "Linux")

/// Collects what is shown.
final class TextCollector: TextSink {
    private(set) var text = ""
    func write(_ text: String) { self.text += text }
}
