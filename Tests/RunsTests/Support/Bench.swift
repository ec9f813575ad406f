import Datasets
import Foundation
import Imaging
import Records
import Restoration
import RunFixtures
import Specs
import TestTools

@testable import Runs

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
    /// The memory that runs find.
    var room = AvailableMemory(bytes: .max, source: "is free")
    /// Seconds from one checkpoint to the next.
    var checkpointInterval: Double?
    /// What the records say of the program and the machine.
    var provenance = Bench.provenance(threads: 2)
    /// Which end states are kept.
    var keeping = StateKeeping.none
    /// Seconds from one loss in the log to the next.
    var logInterval = 8.0
    private(set) var fits = 0
    private var wasInterrupted = false
    /// Where each fit began.
    private(set) var firstIterations: [Int] = []

    init(_ text: String) throws {
        folder = try TemporaryFolder()
        store = RunStore(root: folder.path + "/Results")
        self.text = text
    }

    func plan(scale: Scale? = nil, place: TrainingPlace = .processor) throws -> ExperimentPlan {
        let path = try folder.write(text, to: "spec.yaml")
        let experiment = try Experiment(
            contentsOf: path, scale: scale, datasets: DatasetCatalogue(manifestFolders: [], root: DataRoot("/nowhere")))
        return try ExperimentPlan(experiment, store: store, place: place)
    }

    @discardableResult
    func run(force: Bool = false, scale: Scale? = nil, options: Scheduler.Options = .init()) throws -> RunSummary {
        let plan = try plan(scale: scale)
        let executor = RunExecutor(
            plan: plan, provenance: provenance, checkpointInterval: checkpointInterval,
            keeping: keeping, logInterval: logInterval
        ) { [self] configuration, problem, _ in
            fits += 1
            return StubFit(
                configuration: configuration, problem: problem,
                failsAt: failure?.seed == configuration.seed ? failure?.iteration : nil
            ) { [self] in firstIterations.append($0) }
        } isInterrupted: { [self] in
            asks()
        }
        var options = options
        options.force = force
        return try run(plan, executor: executor, options: options)
    }

    /// Makes runs in this process, one after the other.
    func run(
        _ plan: ExperimentPlan, executor: RunExecutor, options: Scheduler.Options = .init(),
        parallelism: Parallelism = Parallelism(processes: 1, threads: 2)
    ) throws -> RunSummary {
        wasInterrupted = false
        let scheduler = Scheduler { [self] planned, _, observer in
            FinishedProcess(asks() ? .interrupted : executor.make(planned, force: options.force, observer: observer))
        } stopSignal: { [self] in
            wasInterrupted ? SIGINT : nil
        } room: { [self] in
            room
        }
        return try scheduler.run(
            plan, parallelism: parallelism, options: options,
            progress: ProgressReporter(sink: sink, isTerminal: false) { 0 })
    }

    private func asks() -> Bool {
        if isInterrupted() { wasInterrupted = true }
        return wasInterrupted
    }

    static func provenance(threads: Int) -> Provenance {
        var provenance = testProvenance
        provenance.threads = threads
        return provenance
    }

    func record(_ index: Int = 0) throws -> RunRecord {
        try RunRecord(contentsOf: plan().runs[index].directory + "/run.json")
    }
}

/// A run that was made before the scheduler looks at it.
final class FinishedProcess: RunProcess {
    private let ending: RunOutcome

    init(_ ending: RunOutcome) { self.ending = ending }

    func poll() -> RunOutcome? { ending }
    func stop(_ signal: Int32) {}
    func kill() {}
    var residentBytes: Int { 0 }
}
