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

    private struct Interrupted: Error {}

    private let provenance: Provenance
    private let makeFit: MakeFit
    private let isInterrupted: () -> Bool

    /// `makeFit` and `isInterrupted` are what tests put in place of the engine and of signals.
    public init(provenance: Provenance, makeFit: @escaping MakeFit = { try Fit($0, problem: $1, threads: $2) },
                isInterrupted: @escaping () -> Bool = { Interruption.isRequested }) {
        self.provenance = provenance
        self.makeFit = makeFit
        self.isInterrupted = isInterrupted
    }

    /// Skips complete runs unless `force` is set and starts the others over; a failing run does not stop the next one unless
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
                try make(planned, plan: plan, provenance: provenance, progress: progress)
                summary.completed.append(planned.directory)
            } catch is Interrupted {
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

    private func make(_ planned: PlannedRun, plan: ExperimentPlan, provenance: Provenance, progress: ProgressReporter) throws {
        let folder = try RunFolder(planned, experiment: plan.experiment, store: plan.store, provenance: provenance)
        do {
            let (result, measures) = try fit(planned, folder: folder, threads: provenance.threads, progress: progress)
            try folder.complete(result, measures: measures)
            progress.end(.complete(psnr: result.finalPSNR, best: result.bestPSNR, bestIteration: result.bestIteration))
        } catch let stop as Interrupted {
            try folder.interrupt()
            throw stop
        } catch {
            // The first error is the one to report, even if a full disk makes noting it fail too.
            try? folder.fail("\(error)")
            throw error
        }
    }

    private func fit(_ planned: PlannedRun, folder: RunFolder, threads: Int, progress: ProgressReporter) throws
        -> (result: FitResult, measures: [String: Double]) {
        let spec = planned.run.spec
        let problem = try InputReader.problem(spec)
        for (name, picture) in problem.pictures { try folder.write(picture, as: name) }
        var session = try makeFit(spec.fit, problem, threads)
        let columns = session.columns
        let psnr = columns.firstIndex(of: "psnr")
        let curves = try CurveWriter(path: folder.directory + "/curves.csv", columns: columns)
        var last: [Double?] = []
        let result = try session.run { row in
            last = [Double(row.iteration)] + row.values
            try curves.append(last)
            if let psnr { progress.measured(psnr: last[psnr]) }
        } onProgress: { done in
            progress.advance(to: done)
            try folder.beat()
            if isInterrupted() { throw Interrupted() }
        }
        try curves.close()
        if let enhanced = problem.enhanced(result.output) { try folder.write(enhanced, as: "enhanced.png") }
        let input = planned.input
        var measures = ["width": Double(input.width), "height": Double(input.height), "channels": Double(input.channels)]
        for (column, value) in zip(columns, last) where column != "iteration" && column != "seconds" {
            measures[column] = value
        }
        measures.merge(problem.scores) { measured, _ in measured }
        return (result, measures)
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
