import Foundation
import Records

/// Executes the one run of a plan for a parent process, which reads its progress.
package enum Worker {
    /// Ends with the run, with a signal, or with the process that started this one.
    /// - Parameter allowsCommands: whether programs from outside may be run.
    package static func make(
        _ plan: ExperimentPlan, provenance: Provenance, checkpointInterval: Double?, force: Bool,
        keeping: StateKeeping,
        allowsCommands: Bool = false
    ) {
        precondition(plan.runs.count == 1, "a worker makes one run, not \(plan.runs.count)")
        watch(.standardInput)
        let planned = plan.runs[0]
        let report = WorkerReport(output: .standardOutput, iterations: planned.run.spec.fit.iterations)
        let executor = RunExecutor(
            plan: plan, provenance: provenance, checkpointInterval: checkpointInterval, keeping: keeping,
            makeFit: plan.place.makeFit(allowsCommands: allowsCommands))
        report.end(executor.make(planned, force: force, observer: report))
    }

    /// Asks for a stop when a pipe ends, whose other end the starting process holds as long as it lives.
    private static func watch(_ input: FileHandle) {
        Thread.detachNewThread {
            while let data = try? input.read(upToCount: 1024), !data.isEmpty {}
            Interruption.request(by: SIGTERM)
            // Nobody is left to end a process that does not stop.
            Thread.sleep(forTimeInterval: Scheduler.standardGrace)
            kill(getpid(), SIGKILL)
        }
    }
}
