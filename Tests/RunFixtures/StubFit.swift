import Wording
import BinaryCoding
import Foundation
import Imaging
import Records
@testable import Restoration
import Runs

/// Stands in for the engine: a row an iteration, no arithmetic.
public final class StubFit: FitSession {
    public struct Diverged: Error, CustomStringConvertible {
        public let iteration: Int
        public var description: String { "the loss is not finite at iteration \(iteration)" }
    }

    public let configuration: FitConfiguration
    public let problem: Problem
    /// The iteration at which the fit throws.
    public var failsAt: Int?
    /// The iteration from which the loss is a hundredfold and the average black.
    public var collapsesAt: Int?

    public let columns = ["iteration", "loss", "psnr", "seconds"]

    public private(set) var iteration = 0
    /// Told the iteration at which the fit begins.
    private var onStart: ((Int) -> Void)?

    public init(
        configuration: FitConfiguration, problem: Problem, failsAt: Int? = nil,
        onStart: @escaping (Int) -> Void = { _ in }
    ) {
        self.configuration = configuration
        self.problem = problem
        self.failsAt = failsAt
        self.onStart = onStart
    }

    public var isDone: Bool { iteration >= configuration.iterations }

    public func step() throws -> FitRow? {
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

    public func encodeState(to writer: inout ByteWriter) {
        writer.write(iteration)
    }

    public func restoreState(from reader: inout ByteReader) throws {
        iteration = try reader.read()
    }

    public var result: FitResult {
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

public let testProvenance = Provenance(
    commit: nil, dirty: nil, compiler: "Swift", dipVersion: "0.1", numericsVersion: Numerics.version,
    libraries: ["fftw3": "3.3"], cpu: HostMachine.cpu, threads: 1, hostOS: "Linux")

/// Hears what it is told and says nothing.
public final class SilentObserver: RunObserver {
    public init() {}

    public func resume(at iteration: Int) {}
    public func measured(psnr: Double?) {}
    public func advance(to done: Int) {}
}
