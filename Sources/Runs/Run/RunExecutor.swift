import BinaryCoding
import Devices
import Imaging
import Records
import Restoration

/// Executes one run of a plan and writes its record.
package struct RunExecutor {
    package typealias MakeFit = (FitConfiguration, Problem, _ threads: Int) throws -> any FitSession

    private let plan: ExperimentPlan
    /// The provenance of the record, with the number of threads.
    private let provenance: Provenance
    private let makeFit: MakeFit
    private let isInterrupted: () -> Bool
    /// Seconds from one checkpoint to the next; nil for what follows from their cost.
    private let checkpointInterval: Double?
    /// Which end states are kept.
    private let keeping: StateKeeping
    private let logInterval: Double

    /// `makeFit` and `isInterrupted` are what tests put in place of the engine and of signals.
    /// - Parameters:
    ///   - checkpointInterval: seconds from one checkpoint to the next; nil for what follows from their cost.
    ///   - keeping: which end states are kept.
    ///   - logInterval: the least seconds from one loss in the log to the next.
    ///   - makeFit: by default what makes fits on the processor, without programs from outside.
    package init(
        plan: ExperimentPlan, provenance: Provenance, checkpointInterval: Double? = nil,
        keeping: StateKeeping = .none, logInterval: Double = 8,
        makeFit: @escaping MakeFit = TrainingPlace.processor.makeFit,
        isInterrupted: @escaping () -> Bool = { Interruption.isRequested }
    ) {
        self.plan = plan
        self.provenance = provenance
        self.checkpointInterval = checkpointInterval
        self.keeping = keeping
        self.logInterval = logInterval
        self.makeFit = makeFit
        self.isInterrupted = isInterrupted
    }

    /// Executes the run unless another process is doing so; a failure is recorded.
    /// - Parameter force: starts from the beginning, even if the run was complete when it was planned.
    package func make(_ planned: PlannedRun, force: Bool = false, observer: any RunObserver) -> RunOutcome {
        do {
            // Another process may have begun it since, under other words.
            let directory = RunFolders(in: plan.store).own(planned.name, of: planned.run.spec)
            try Folder.create(directory)
            switch try RunLock.attempt(in: directory) {
            case .held(let holder): return .elsewhere(holder?.words)
            case .taken(let lock):
                defer { lock.release() }
                // Another process may have made it since.
                if !(force && planned.state == .cached) {
                    let state = RunState(of: planned.run.spec, directory: directory) { nil }
                    if state == .cached || plan.presentState(of: planned) == .cached { return .cached }
                }
                return try make(planned, in: directory, lock: lock, anew: force, observer: observer)
            }
        } catch is Interrupted {
            return .interrupted
        } catch {
            return .failed("\(error)")
        }
    }

    /// Throws `Interrupted`, or why the run failed after that was recorded.
    private func make(
        _ planned: PlannedRun, in directory: String, lock: RunLock, anew: Bool, observer: any RunObserver
    ) throws -> RunOutcome {
        let folder = try RunFolder(
            planned, in: directory, experiment: plan.experiment, store: plan.store, provenance: provenance,
            lock: lock, anew: anew)
        do {
            let (result, measures) = try fit(planned, folder: folder, anew: anew, observer: observer)
            try folder.complete(result, measures: measures)
            return .complete(psnr: result.finalPSNR, best: result.best?.psnr, bestIteration: result.best?.iteration)
        } catch let stop as Interrupted {
            try folder.interrupt()
            throw stop
        } catch {
            guard lock.isHeld else { return .elsewhere(RunLock.holder(of: folder.directory)?.holder?.words) }
            // The first error is the one to report, even if a full disk makes noting it fail too.
            let details = (error as? DeviceError)?.log ?? (error as? ExternalProgramError)?.log.joined(separator: "\n")
            try? folder.fail("\(error)", details: details)
            throw error
        }
    }

    /// Begins the curves, or goes back with fit and curves to the end of a shorter run or to the last checkpoint that can be used.
    private func begin(
        _ session: any FitSession, _ origins: [RunOrigin], from checkpoints: RunCheckpoints, folder: RunFolder,
        observer: any RunObserver
    ) throws -> CurveWriter {
        let path = "\(folder.directory)/\(RecordFile.curves)"
        for origin in origins {
            do {
                let curves = try origin.restore(session, curves: path)
                try folder.wentOn(from: origin)
                observer.resume(at: session.iteration, from: origin.name)
                return curves
            } catch let problem as CheckpointProblem {
                // It is another run's, and stays as it is.
                try folder.log.append("ignored: \(problem)")
                observer.remark("ignored: \(problem)")
            }
        }
        if let curves = try checkpoints.resume(session, curves: path, log: folder.log) {
            try folder.resumed(at: session.iteration)
            observer.resume(at: session.iteration, from: nil)
            return curves
        }
        try folder.started()
        return try CurveWriter(path: path, columns: session.columns)
    }

    private func fit(_ planned: PlannedRun, folder: RunFolder, anew: Bool, observer: any RunObserver) throws
        -> (result: FitResult, measures: [String: Double])
    {
        let spec = planned.run.spec
        let problem = try InputReader.problem(spec)
        for (name, picture) in problem.pictures { try folder.write(picture, as: name) }
        let session = try makeFit(spec.fit, problem, provenance.threads)
        let columns = session.columns
        let psnr = columns.firstIndex(of: "psnr")
        let checkpoints = RunCheckpoints(run: folder.directory, key: planned.key, interval: checkpointInterval)
        let curves = try begin(
            session, anew ? [] : planned.origins, from: checkpoints, folder: folder, observer: observer)
        var last: [Double?] = [], regularEnd = curves.mark
        var losses = LossLog(
            columns: columns, from: session.iteration, of: spec.fit.iterations, shortest: logInterval)
        func append(_ row: FitRow?) throws {
            guard let row else { return }
            defer { if row.iteration.isMultiple(of: spec.fit.recordEvery) { regularEnd = curves.mark } }
            last = [Double(row.iteration)] + row.values
            try curves.append(last)
            if let psnr { observer.measured(psnr: last[psnr]) }
        }
        while !session.isDone {
            let row: FitRow?
            do {
                row = try session.step()
            } catch {
                // A signal that ends a job ends a program from outside, too, which then fails.
                throw isInterrupted() ? Interruption.error as any Error : error
            }
            try append(row)
            observer.advance(to: session.iteration)
            try folder.beat()
            // The record matters more than the log, which a full disk may refuse.
            if let line = losses.line(last, done: session.iteration) { try? folder.log.append(line) }
            // What is done is completed even if a signal came.
            if session.isDone { break }
            let stops = isInterrupted()
            if stops || checkpoints.isDue {
                try folder.checkLock()
                try append(session.settle())
                try checkpoints.write(session, curves: curves)
            }
            if stops { throw Interruption.error }
        }
        try curves.close()
        let result = session.result
        try keep(session, result, of: planned, curves: regularEnd, in: folder, observer: observer)
        if let enhanced = problem.enhanced(result.output) { try folder.write(enhanced, as: RecordFile.enhanced) }
        let input = planned.input
        var measures = [
            "width": Double(input.width), "height": Double(input.height), "channels": Double(input.channels),
        ]
        for (column, value) in zip(columns, last) where column != "iteration" && column != "seconds" {
            measures[column] = value
        }
        measures.merge(problem.scores) { measured, _ in measured }
        measures.merge(result.scores) { measured, _ in measured }
        return (result, measures)
    }

    /// Keeps the state for runs of more iterations, which record no row of the last iteration that is no regular one.
    private func keep(
        _ session: any FitSession, _ result: FitResult, of planned: PlannedRun, curves: CurveMark, in folder: RunFolder,
        observer: any RunObserver
    ) throws {
        // More iterations would not change a run that a rule ended.
        let wasEnded = result.stops.contains { $0.endsFit && $0.decidedAt != nil }
        guard keeping.isOn, planned.run.spec.fit.isPartOfLongerFits, !wasEnded else { return }
        var writer = ByteWriter()
        try session.encodeEndState(to: &writer)
        let owner = Checkpoint.Owner(key: planned.key, numericsVersion: Numerics.version)
        let state = PackedCheckpoint(
            Checkpoint(owner: owner, iteration: session.iteration, curves: curves, state: writer.bytes))
        if let refusal = keeping.refusal(of: state.state.count) {
            try folder.log.append("the end state is not kept: \(refusal)")
            if keeping.isAsked == true { observer.remark("its end state is not kept: \(refusal)") }
            return
        }
        try folder.keep(state)
    }
}
