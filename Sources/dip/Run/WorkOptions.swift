import Foundation
import Harness

/// How the runs of a plan will be made: how many at a time, on how many threads each.
struct WorkOptions {
    var jobs: Int?
    var threads: Int?
    /// The memory that all runs together may take, in bytes; nil for what is free.
    var memory: Int?

    private static let mostThreads = 256

    /// The choice for so many runs, the largest of which needs so many bytes.
    func parallelism(runs: Int, need: Int = 0) -> Parallelism {
        let cores = min(ProcessInfo.processInfo.activeProcessorCount, Self.mostThreads)
        let room = min(MemoryRoom.current().bytes, memory ?? .max)
        return Parallelism.choose(runs: runs, cores: cores, processes: jobs, threads: threads, fitting: need > 0 ? room / need : .max)
    }

    /// For the runs that are due.
    func parallelism(_ due: [PlannedRun]) -> Parallelism {
        let needs = MemoryNeed()
        return parallelism(runs: due.count, need: due.map { needs.bytes($0, threads: threads ?? 1) }.max() ?? 0)
    }
}
