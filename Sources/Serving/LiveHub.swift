import Foundation
import Records
import Reporting
import Runs

/// Looks at the records, at most once a second however many pages are open.
actor LiveHub {
    /// The runs that are not done, those under way first, and figures of all runs.
    struct Look: Sendable {
        var runs: [LiveRun] = []
        /// How many runs are in each stage.
        var counts: [RunStatus.Stage: Int] = [:]
        /// Iterations per second of all runs that are under way.
        var throughput = 0.0
        /// Seconds until the last of them ends.
        var secondsLeft: Double?

        var summary: String {
            let stages = RunStatus.Stage.allCases.map {
                ($0.rawValue, JSONScript.number(Double(counts[$0] ?? 0)))
            }
            return JSONScript.object([
                ("counts", JSONScript.object(stages)),
                ("throughput", JSONScript.number(throughput)), ("secondsLeft", JSONScript.number(secondsLeft)),
            ])
        }
    }

    private let store: RunStore
    private var finished: FinishedRuns
    private var last = Look()
    private var lastTime = Date.distantPast

    static let secondsBetweenLooks = 0.8
    /// Runs that are shown one by one.
    private static let most = 60

    init(results: String) {
        store = RunStore(root: results)
        finished = FinishedRuns(store)
    }

    /// - Parameter also: runs that a page has shown before, of which it wants to know the end.
    func look(also: Set<String>) -> Look {
        if Date().timeIntervalSince(lastTime) >= Self.secondsBetweenLooks {
            last = read()
            lastTime = Date()
        }
        var look = last
        let present = Set(look.runs.map(\.name))
        look.runs += also.subtracting(present).sorted().map { LiveRun(store.directory(called: $0), name: $0) }
        return look
    }

    private func read() -> Look {
        var look = Look()
        for name in store.names {
            let directory = store.directory(called: name)
            if finished.date(name) != nil {
                look.counts[.done, default: 0] += 1
            } else {
                let run = LiveRun(directory, name: name)
                look.counts[run.stage, default: 0] += 1
                look.runs.append(run)
            }
        }
        look.throughput = look.runs.compactMap(\.rate).reduce(0, +)
        look.secondsLeft = look.runs.compactMap(\.secondsLeft).max()
        let isUnderWay = { (run: LiveRun) in run.stage == .running }
        look.runs = Array((look.runs.filter(isUnderWay) + look.runs.filter { !isUnderWay($0) }).prefix(Self.most))
        return look
    }
}
