import BinaryCoding
import Foundation
import Imaging
import Records
import Runs
import Wording

@testable import Restoration

/// Stands in for the engine: a row an iteration, no arithmetic.
package final class StubFit: FitSession {
    package struct Diverged: Error, CustomStringConvertible {
        package let iteration: Int
        package var description: String { "the loss is not finite at iteration \(iteration)" }
    }

    package let configuration: FitConfiguration
    package let problem: Problem
    /// The iteration at which the fit throws.
    package var failsAt: Int?
    /// The iteration from which the loss is a hundredfold and the average black.
    package var collapsesAt: Int?

    package let columns = ["iteration", "loss", "psnr", "seconds"]

    package private(set) var iteration = 0
    /// Told the iteration at which the fit begins.
    private var onStart: ((Int) -> Void)?

    package init(
        configuration: FitConfiguration, problem: Problem, failsAt: Int? = nil,
        onStart: @escaping (Int) -> Void = { _ in }
    ) {
        self.configuration = configuration
        self.problem = problem
        self.failsAt = failsAt
        self.onStart = onStart
    }

    package var isDone: Bool { iteration >= configuration.iterations }

    package func step() throws -> FitRow? {
        let present = iteration
        onStart?(present)
        onStart = nil
        if present == failsAt { throw Diverged(iteration: present) }
        iteration += 1
        return present.isMultiple(of: configuration.recordEvery)
            ? FitRow(
                iteration: present, values: [present < collapsesAt ?? .max ? 0.5 : 50, 20 + Double(present), 0.25])
            : nil
    }

    package func encodeState(to writer: inout ByteWriter) {
        writer.write(iteration)
    }

    package func restoreState(from reader: inout ByteReader) throws {
        iteration = try reader.read()
    }

    package var result: FitResult {
        let reference = problem.reference
        let average =
            iteration <= collapsesAt ?? .max
            ? reference : Image(channels: reference.channels, height: reference.height, width: reference.width)
        return FitResult(
            output: reference, averaged: configuration.ema.map { _ in average },
            best: BestOutput(image: reference, iteration: 3, psnr: 27.5), finalPSNR: 26.25, secondsPerIteration: 0.5,
            parameterCount: 1234)
    }
}

package let testProvenance = Provenance(
    commit: nil, dirty: nil, compiler: "Swift", dipVersion: "0.1", numericsVersion: Numerics.version,
    libraries: ["fftw3": "3.3"], cpu: HostMachine.cpu, threads: 1, hostOS: "Linux")

/// Hears what it is told and says nothing.
package final class SilentObserver: RunObserver {
    package init() {}

    package func resume(at iteration: Int, from origin: String?) {}
    package func measured(psnr: Double?) {}
    package func advance(to done: Int) {}
}
