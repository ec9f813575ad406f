import Foundation
import Imaging
import Records
import Restoration

/// How the runs of a plan ended.
public struct RunSummary: Equatable, Sendable {
    public struct Failure: Equatable, Sendable {
        public let label: String
        public let directory: String
        public let reason: String
    }

    /// Directories of the runs that were made, and of those whose record was there.
    public var completed: [String] = []
    public var cached: [String] = []
    public var failed: [Failure] = []
    /// Whether a signal ended the work before all runs were made.
    public var interrupted = false
}

/// Makes the runs of a plan one after the other, each with its record.
public struct Runner {
    public typealias MakeFit = (FitConfiguration, Problem, _ threads: Int) throws -> any FitSession

    private let provenance: Provenance
    private let makeFit: MakeFit
    private let isInterrupted: () -> Bool
    private let checkpointInterval: Double

    /// How often a checkpoint is written unless asked for otherwise, in seconds.
    public static let standardCheckpointInterval = 60.0

    /// `makeFit` and `isInterrupted` are what tests put in place of the engine and of signals.
    /// - Parameter checkpointInterval: seconds from one checkpoint of a run to the next.
    public init(provenance: Provenance, checkpointInterval: Double = standardCheckpointInterval, makeFit: @escaping MakeFit = { try Fit($0, problem: $1, threads: $2) },
                isInterrupted: @escaping () -> Bool = { Interruption.isRequested }) {
        self.provenance = provenance
        self.checkpointInterval = checkpointInterval
        self.makeFit = makeFit
        self.isInterrupted = isInterrupted
    }

    /// Skips complete runs and goes on with the others from their last checkpoint; with `force` all are made from the beginning; a failing run does not stop the next one unless
    /// `failFast` is set.
    ///
    /// Throws `RecordError`, before anything is run, when the results cannot be written.
    public func run(_ plan: ExperimentPlan, threads: Int, force: Bool = false, failFast: Bool = false,
                    progress: ProgressReporter) throws -> RunSummary {
        precondition(threads > 0, "a run needs a thread, not \(threads)")
        var summary = RunSummary()
        if force || !plan.pending.isEmpty { try Self.checkWritable(plan.store) }
        var provenance = provenance
        provenance.threads = threads
        let maker = RunMaker(plan: plan, provenance: provenance, makeFit: makeFit, isInterrupted: isInterrupted,
                             checkpointInterval: checkpointInterval, startsOver: force)
        for (index, planned) in plan.runs.enumerated() {
            guard !isInterrupted() else {
                summary.interrupted = true
                break
            }
            let position = ProgressReporter.Position(index: index + 1, count: plan.runs.count, label: planned.run.shortLabel)
            if planned.state == .cached, !force {
                summary.cached.append(planned.directory)
                progress.skip(position)
                continue
            }
            progress.begin(position, iterations: planned.run.spec.fit.iterations,
                           detail: "\(planned.run.spec.source.image) \(planned.input.width) x \(planned.input.height)")
            do {
                try maker.make(planned, progress: progress)
                summary.completed.append(planned.directory)
            } catch is RunMaker.Interrupted {
                progress.end(.interrupted)
                summary.interrupted = true
                break
            } catch {
                summary.failed.append(.init(label: planned.run.label, directory: planned.directory, reason: "\(error)"))
                progress.end(.failed("\(error)"))
                if failFast { break }
            }
        }
        return summary
    }

    /// A page is written and removed, since a full disk still lets folders be made.
    private static func checkWritable(_ store: RunStore) throws {
        let folder = store.root + "/runs"
        try Folder.create(folder)
        let probe = "\(folder)/.probe.\(ProcessInfo.processInfo.processIdentifier)"
        try AtomicFile.write(Data(repeating: 0, count: 4096), to: probe)
        try? FileManager.default.removeItem(atPath: probe)
    }
}
