import Foundation
import Records
import Reporting
import Runs

/// Looks at the records, at most once a second however many pages are open.
actor LiveHub {
    /// The runs that are not done, the newest last, and how many there are in every stage.
    struct Look: Sendable {
        var runs: [LiveRun] = []
        /// How many runs are in each stage.
        var counts: [RunStatus.Stage: Int] = [:]

        var summary: String {
            let stages = RunStatus.Stage.allCases.map {
                ($0.rawValue, JSONScript.number(Double(counts[$0] ?? 0)))
            }
            return JSONScript.object([
                ("counts", JSONScript.object(stages)),
                ("throughput", JSONScript.number(runs.compactMap(\.rate).reduce(0, +))),
                ("secondsLeft", JSONScript.number(runs.compactMap(\.secondsLeft).max())),
            ])
        }
    }

    private struct Known {
        var changed: Date?
        var isDone: Bool
    }

    private let store: RunStore
    private var known: [String: Known] = [:]
    private var last = Look()
    private var lastTime = Date.distantPast

    static let secondsBetweenLooks = 0.8
    /// Runs that are told one by one.
    private static let most = 60

    init(results: String) { store = RunStore(root: results) }

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
            let changed =
                (try? FileManager.default.attributesOfItem(atPath: directory + "/run.json")[.modificationDate]) as? Date
            if let before = known[name], before.isDone, before.changed == changed {
                look.counts[.done, default: 0] += 1
                continue
            }
            let isDone = StoredRun(directory: directory).record?.status == .complete
            known[name] = Known(changed: changed, isDone: isDone)
            if isDone {
                look.counts[.done, default: 0] += 1
            } else {
                let run = LiveRun(directory, name: name)
                look.counts[run.stage, default: 0] += 1
                if look.runs.count < Self.most { look.runs.append(run) }
            }
        }
        return look
    }
}
