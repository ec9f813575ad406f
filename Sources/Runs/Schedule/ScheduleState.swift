import Foundation
import Records

/// The state of a plan's runs while they are executed: which wait, which run here, and which run in other processes.
final class ScheduleState {
    private struct Active {
        let index: Int
        let process: any RunProcess
        let progress: RunProgress
        let need: Int
    }

    private let scheduler: Scheduler
    private let plan: ExperimentPlan
    private let parallelism: Parallelism
    private let options: Scheduler.Options
    private let progress: ProgressReporter
    private let needs: MemoryEstimate

    private var waiting: [Int] = []
    private var active: [Active] = []
    private var elsewhere: [Int] = []
    /// Runs whose process was stopped by a signal that did not reach this one, or has not yet.
    private var stopped: [Int] = []
    private var summary = RunSummary()
    private var signal: Int32?
    /// Whether nothing more is started.
    private var isClosing = false
    /// When the work was asked to stop; nil as long as it was not.
    private var askedAt: Double?
    private var lastLook = -Double.infinity
    /// Memory and other processes are checked rarely, because both are files.
    private static let secondsBetweenLooks = 0.5
    private static let pause: UInt32 = 10_000

    init(
        _ scheduler: Scheduler, plan: ExperimentPlan, parallelism: Parallelism, options: Scheduler.Options,
        progress: ProgressReporter
    ) {
        self.scheduler = scheduler
        self.plan = plan
        self.parallelism = parallelism
        self.options = options
        self.progress = progress
        needs = MemoryEstimate(place: plan.place)
    }

    func run() -> RunSummary {
        for (index, planned) in plan.runs.enumerated() {
            if planned.state == .cached, !options.force {
                summary.cached.append(planned.directory)
                progress.skip(position(index), "cached")
            } else {
                waiting.append(index)
            }
        }
        expectWaiting()
        while true {
            heedSignal()
            insist()
            collect()
            look()
            if active.isEmpty, waiting.isEmpty || isClosing, elsewhere.isEmpty || isClosing || !options.waits { break }
            usleep(Self.pause)
        }
        conclude()
        return summary
    }

    private func position(_ index: Int) -> ProgressReporter.Position {
        .init(count: plan.runs.count, label: plan.runs[index].run.shortLabel)
    }

    private func heedSignal() {
        guard signal == nil, let number = scheduler.stopSignal() else { return }
        signal = number
        close(number)
    }

    /// Starts nothing more, and asks what is at work to stop.
    private func close(_ number: Int32) {
        isClosing = true
        askedAt = askedAt ?? ProcessInfo.processInfo.systemUptime
        for each in active { each.process.stop(number) }
    }

    /// Kills what does not stop, such as a process that waits for memory, so that this one ends on request.
    private func insist() {
        guard let asked = askedAt, ProcessInfo.processInfo.systemUptime - asked >= scheduler.grace else { return }
        for each in active { each.process.kill() }
    }

    /// Takes in what ended.
    private func collect() {
        for each in active {
            guard let ending = each.process.poll() else { continue }
            active.removeAll { $0.index == each.index }
            each.progress.end(ending)
            take(ending, of: each.index)
            lastLook = -.infinity
        }
    }

    private func take(_ ending: RunOutcome, of index: Int) {
        let directory = plan.runs[index].directory
        switch ending {
        case .complete: summary.completed.append(directory)
        case .cached: summary.cached.append(directory)
        case .elsewhere: elsewhere.append(index)
        case .interrupted: stopped.append(index)
        case .failed(let reason): fail(index, reason)
        }
    }

    private func fail(_ index: Int, _ reason: String) {
        let planned = plan.runs[index]
        summary.failed.append(
            .init(label: planned.run.label, key: planned.key, directory: planned.directory, reason: reason))
        guard options.failFast, !isClosing else { return }
        close(SIGTERM)
    }

    /// Starts the runs that fit into memory, and checks on runs of other processes.
    private func look() {
        let now = ProcessInfo.processInfo.systemUptime
        guard !isClosing, now - lastLook >= Self.secondsBetweenLooks else { return }
        lastLook = now
        visit()
        var index = 0
        while index < waiting.count, active.count < parallelism.processes, !isClosing {
            guard scheduler.stopSignal() == nil else { return heedSignal() }
            let run = waiting[index]
            let planned = plan.runs[run]
            if let holder = RunLock.holder(of: plan.presentDirectory(of: planned)) {
                waiting.remove(at: index)
                elsewhere.append(run)
                progress.skip(position(run), Self.words(holder.holder?.words), isFinished: false)
                continue
            }
            if let reason = needs.refusal(
                planned, threads: parallelism.threads, addressSpace: scheduler.addressSpace())
            {
                waiting.remove(at: index)
                begin(run).end(.failed(reason))
                fail(run, reason)
                continue
            }
            let need = needs.bytes(planned, threads: parallelism.threads), room = room()
            if need <= room.bytes {
                waiting.remove(at: index)
                start(run, need: need)
                // A run that is over already, as in tests, makes room at once.
                collect()
                lastLook = now
            } else if active.isEmpty {
                waiting.remove(at: index)
                let reason = needs.refusal(planned, threads: parallelism.threads, room: room)
                begin(run).end(.failed(reason))
                fail(run, reason)
            } else {
                // A smaller one behind it may fit.
                index += 1
            }
        }
        expectWaiting()
    }

    /// The time that is left is that of the runs which start here.
    private func expectWaiting() {
        progress.expect(iterations: waiting.reduce(0) { $0 + plan.runs[$1].run.spec.fit.iterations })
    }

    static func words(_ holder: String?) -> String { "running elsewhere" + (holder.map { ": \($0)" } ?? "") }

    /// The free memory, less what the running runs will still take.
    private func room() -> AvailableMemory {
        let free = scheduler.room()
        let growing = active.reduce(0) { $0 + max(0, $1.need - $1.process.residentBytes) }
        let machine = AvailableMemory(bytes: free.bytes - growing, source: free.source)
        guard let limit = options.memory else { return machine }
        let allowed = AvailableMemory(bytes: limit - active.reduce(0) { $0 + $1.need }, source: "is left of --memory")
        return allowed.bytes < machine.bytes ? allowed : machine
    }

    private func begin(_ index: Int) -> RunProgress {
        let planned = plan.runs[index]
        return progress.begin(
            position(index), iterations: planned.run.spec.fit.iterations,
            detail: "\(planned.run.spec.source.image) \(planned.input.width) x \(planned.input.height)")
    }

    private func start(_ index: Int, need: Int) {
        let shown = begin(index)
        do {
            let process = try scheduler.launch(plan.runs[index], parallelism.threads, shown)
            active.append(Active(index: index, process: process, progress: shown, need: need))
        } catch {
            shown.end(.failed("\(error)"))
            fail(index, "\(error)")
        }
    }

    /// Runs that others completed are done; runs that they abandoned are executed here.
    private func visit() {
        for index in elsewhere where RunLock.holder(of: plan.presentDirectory(of: plan.runs[index])) == nil {
            elsewhere.removeAll { $0 == index }
            switch plan.presentState(of: plan.runs[index]) {
            case .cached:
                summary.cached.append(plan.runs[index].directory)
                progress.skip(position(index), "completed elsewhere")
            case .failed(let reason):
                progress.skip(position(index), "failed elsewhere: \(reason)")
                fail(index, reason)
            case .missing, .interrupted, .running: waiting.append(index)
            }
        }
    }

    /// Runs that a signal stopped count as failed if it was not one that stops everything.
    private func conclude() {
        // The signal that stopped the last run may have come after it was last looked at.
        heedSignal()
        summary.interrupted = signal != nil
        summary.elsewhere = elsewhere.map { plan.runs[$0].directory }
        guard !isClosing else { return }
        for index in stopped { fail(index, "a signal stopped its process") }
    }
}
