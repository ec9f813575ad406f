import Foundation

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
