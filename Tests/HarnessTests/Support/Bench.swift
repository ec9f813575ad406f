import Foundation
import Imaging
import Records
import Restoration
@testable import Harness

/// A spec with its results in a temporary folder, run with the stub in place of the engine.
final class Bench {
    let folder: TemporaryFolder
    let store: RunStore
    let sink = TextCollector()
    var text: String
    /// The label's seed, and the iteration at which that run fails.
    var failure: (seed: UInt32, iteration: Int)?
    /// Asked before each run and after each iteration.
    var isInterrupted: () -> Bool = { false }
    /// Seconds from one checkpoint to the next.
    var checkpointInterval = Runner.standardCheckpointInterval
    private(set) var fits = 0
    /// Where each fit began.
    private(set) var firstIterations: [Int] = []

    init(_ text: String) throws {
        folder = try TemporaryFolder()
        store = RunStore(root: folder.path + "/Results")
        self.text = text
    }

    func plan(scale: Scale? = nil) throws -> ExperimentPlan {
        let path = try folder.write(text, to: "spec.yaml")
        let experiment = try Experiment(contentsOf: path, scale: scale, datasets: Datasets(manifestFolders: [], root: DataRoot("/nowhere")))
        return try ExperimentPlan(experiment, store: store)
    }

    @discardableResult
    func run(force: Bool = false, scale: Scale? = nil) throws -> RunSummary {
        let runner = Runner(provenance: testProvenance, checkpointInterval: checkpointInterval) { [self] configuration, problem, _ in
            fits += 1
            return StubFit(configuration: configuration, problem: problem,
                           failsAt: failure?.seed == configuration.seed ? failure?.iteration : nil) { [self] in firstIterations.append($0) }
        } isInterrupted: { [self] in isInterrupted() }
        return try runner.run(plan(scale: scale), threads: 2, force: force, progress: ProgressReporter(sink: sink, isTerminal: false) { 0 })
    }

    func record(_ index: Int = 0) throws -> RunRecord {
        try RunRecord(contentsOf: plan().runs[index].directory + "/run.json")
    }
}
