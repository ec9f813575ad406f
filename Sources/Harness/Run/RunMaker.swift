import Imaging
import Records
import Restoration

/// Makes one run of a plan with its record.
struct RunMaker {
    /// A signal ended the run; its record says so.
    struct Interrupted: Error {}

    let plan: ExperimentPlan
    /// Says also on how many threads the run is made.
    let provenance: Provenance
    let makeFit: Runner.MakeFit
    let isInterrupted: () -> Bool
    /// Seconds from one checkpoint to the next.
    let checkpointInterval: Double
    /// Whether the run is made from the beginning, whatever is there of it.
    let startsOver: Bool

    /// Throws `Interrupted`, or why the run failed after that was recorded.
    func make(_ planned: PlannedRun, progress: ProgressReporter) throws {
        let folder = try RunFolder(planned, experiment: plan.experiment, store: plan.store, provenance: provenance, anew: startsOver)
        do {
            let (result, measures) = try fit(planned, folder: folder, progress: progress)
            try folder.complete(result, measures: measures)
            progress.end(.complete(psnr: result.finalPSNR, best: result.best))
        } catch let stop as Interrupted {
            try folder.interrupt()
            throw stop
        } catch {
            // The first error is the one to report, even if a full disk makes noting it fail too.
            try? folder.fail("\(error)")
            throw error
        }
    }

    /// Begins the curves, or goes back with fit and curves to the last checkpoint that can be used.
    private func begin(_ session: inout any FitSession, from checkpoints: RunCheckpoints, folder: RunFolder,
                       progress: ProgressReporter) throws -> CurveWriter {
        let path = folder.directory + "/curves.csv"
        if let curves = try checkpoints.resume(&session, curves: path, log: folder.log) {
            try folder.resumed(at: session.iteration)
            progress.resume(at: session.iteration)
            return curves
        }
        try folder.started()
        return try CurveWriter(path: path, columns: session.columns)
    }

    private func fit(_ planned: PlannedRun, folder: RunFolder, progress: ProgressReporter) throws
        -> (result: FitResult, measures: [String: Double]) {
        let spec = planned.run.spec
        let problem = try InputReader.problem(spec)
        for (name, picture) in problem.pictures { try folder.write(picture, as: name) }
        var session = try makeFit(spec.fit, problem, provenance.threads)
        let columns = session.columns
        let psnr = columns.firstIndex(of: "psnr")
        let checkpoints = RunCheckpoints(run: folder.directory, key: planned.key, interval: checkpointInterval)
        let curves = try begin(&session, from: checkpoints, folder: folder, progress: progress)
        var last: [Double?] = []
        while !session.isDone {
            if let row = try session.step() {
                last = [Double(row.iteration)] + row.values
                try curves.append(last)
                if let psnr { progress.measured(psnr: last[psnr]) }
            }
            progress.advance(to: session.iteration)
            try folder.beat()
            // What is done is completed even if a signal came.
            if session.isDone { break }
            let stops = isInterrupted()
            if stops || checkpoints.isDue { try checkpoints.write(session, curves: curves) }
            if stops { throw Interrupted() }
        }
        try curves.close()
        let result = session.result
        if let enhanced = problem.enhanced(result.output) { try folder.write(enhanced, as: "enhanced.png") }
        let input = planned.input
        var measures = ["width": Double(input.width), "height": Double(input.height), "channels": Double(input.channels)]
        for (column, value) in zip(columns, last) where column != "iteration" && column != "seconds" {
            measures[column] = value
        }
        measures.merge(problem.scores) { measured, _ in measured }
        return (result, measures)
    }
}
