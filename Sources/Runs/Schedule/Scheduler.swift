import Foundation
import Records

/// The number of simultaneous runs and the number of threads of each.
package struct Parallelism: Equatable, Sendable {
    package let processes: Int
    package let threads: Int

    package init(processes: Int, threads: Int) {
        self.processes = processes
        self.threads = threads
    }

    /// Keeps the requested values, and chooses the others so that all runs should finish in the shortest time.
    ///
    /// Two simultaneous runs on one thread each were measured to do 1.02 times the iterations of one run on two threads; each further doubling
    /// of the threads is assumed to cost as much. So many runs go side by side, and a few that would leave cores idle share them: J
    /// at a time with T threads each take ceil(runs / J) / (T 1.02^-log2 T) times the time of one run on one thread.
    /// - Parameter fitting: the largest number of runs whose memory fits at the same time.
    package static func choose(runs: Int, cores: Int, processes: Int? = nil, threads: Int? = nil, fitting: Int = .max)
        -> Parallelism
    {
        let cores = max(1, cores), most = max(1, min(runs, fitting))
        if let processes {
            let used = max(1, min(processes, runs))
            return Parallelism(processes: used, threads: threads ?? max(1, cores / used))
        }
        if let threads { return Parallelism(processes: min(most, max(1, cores / threads)), threads: threads) }
        let choices = stride(from: min(most, cores), through: 1, by: -1).map {
            Parallelism(processes: $0, threads: cores / $0)
        }
        // Of equal ones the first has the most processes.
        return choices.min { $0.time(runs) < $1.time(runs) }!
    }

    /// The time of all runs, in units of one run on one thread.
    func time(_ runs: Int) -> Double {
        let rounds = Double((runs + processes - 1) / processes)
        return rounds / Self.speed(threads)
    }

    /// How much faster a run is on several threads than on one.
    static func speed(_ threads: Int) -> Double {
        Double(threads) * pow(1.02, -log2(Double(threads)))
    }
}

/// Executes the runs of a plan, several at a time, each in its own process.
package struct Scheduler {
    /// Starts the process of a run; throws when that is not possible.
    package typealias Launch = (PlannedRun, _ threads: Int, any RunObserver) throws -> any RunProcess

    package struct Options: Sendable {
        /// Starts all runs from the beginning, complete ones too.
        package var force = false
        /// Stops at the first run that fails.
        package var failFast = false
        /// Waits for runs of other processes, and takes over those that they abandon.
        package var waits = true
        /// The memory limit of all runs together, in bytes; nil for the free memory.
        package var memory: Int?

        package init(force: Bool = false, failFast: Bool = false, waits: Bool = true, memory: Int? = nil) {
            self.force = force
            self.failFast = failFast
            self.waits = waits
            self.memory = memory
        }
    }

    let launch: Launch
    let stopSignal: () -> Int32?
    let room: () -> AvailableMemory
    let addressSpace: () -> Int?
    let grace: Double

    /// How long a run that was asked to stop may take to write its checkpoint before it is killed, in seconds.
    package static let standardGrace = 120.0

    /// `stopSignal`, `room`, `addressSpace` and `grace` are what tests put in place of signals, of the machine's memory, of the
    /// limit of address space and of `standardGrace`.
    package init(
        launch: @escaping Launch, stopSignal: @escaping () -> Int32? = { Interruption.stopSignal },
        room: @escaping () -> AvailableMemory = { .current() },
        addressSpace: @escaping () -> Int? = { AddressSpace.left() }, grace: Double = standardGrace
    ) {
        self.launch = launch
        self.stopSignal = stopSignal
        self.room = room
        self.addressSpace = addressSpace
        self.grace = grace
    }

    /// Skips complete runs unless forced, and resumes the others from their last checkpoint; a failing run does not stop the others unless asked for.
    ///
    /// Throws `RecordError`, before anything is run, when the results cannot be written.
    package func run(
        _ plan: ExperimentPlan, parallelism: Parallelism, options: Options = Options(),
        progress: ProgressReporter
    ) throws -> RunSummary {
        precondition(parallelism.processes > 0 && parallelism.threads > 0, "a run needs a process and a thread")
        if options.force || !plan.pending.isEmpty {
            let folder = plan.store.root + "/runs"
            try Folder.create(folder)
            try Folder.checkWritable(folder)
        }
        let schedule = ScheduleState(self, plan: plan, parallelism: parallelism, options: options, progress: progress)
        return schedule.run()
    }
}
