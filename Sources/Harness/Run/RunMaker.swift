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

    /// Throws `Interrupted`, or why the run failed after that was recorded.
    func make(_ planned: PlannedRun, progress: ProgressReporter) throws {
        let folder = try RunFolder(planned, experiment: plan.experiment, store: plan.store, provenance: provenance)
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

    private func fit(_ planned: PlannedRun, folder: RunFolder, progress: ProgressReporter) throws
        -> (result: FitResult, measures: [String: Double]) {
        let spec = planned.run.spec
        let problem = try InputReader.problem(spec)
        for (name, picture) in problem.pictures { try folder.write(picture, as: name) }
        var session = try makeFit(spec.fit, problem, provenance.threads)
        let columns = session.columns
        let psnr = columns.firstIndex(of: "psnr")
        let curves = try CurveWriter(path: folder.directory + "/curves.csv", columns: columns)
        var last: [Double?] = []
        while !session.isDone {
            if let row = try session.step() {
                last = [Double(row.iteration)] + row.values
                try curves.append(last)
                if let psnr { progress.measured(psnr: last[psnr]) }
            }
            progress.advance(to: session.iteration)
            try folder.beat()
            if isInterrupted() { throw Interrupted() }
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
