import Foundation
import Wording

/// The limit of open files (`ulimit -n`), under which the system's libraries end a program without a word.
enum OpenFiles {
    /// Enough for all work but runs: libraries, records, a gnuplot.
    static let standard = 64
    /// The pipes of a run and what the library that starts its process needs.
    static let perRun = 12

    /// Raises the limit as far as this user may, when it is lower than what so many runs at a time need.
    ///
    /// Throws a `Refusal` when that is not enough.
    static func check(runs: Int = 0) throws {
        let needed = standard + runs * perRun
        var limit = rlimit()
        #if os(Linux)
        let kind = __rlimit_resource_t(RLIMIT_NOFILE.rawValue)
        #else
        let kind = RLIMIT_NOFILE
        #endif
        guard getrlimit(kind, &limit) == 0, limit.rlim_cur < rlim_t(needed) else { return }
        limit.rlim_cur = min(rlim_t(needed), limit.rlim_max)
        guard setrlimit(kind, &limit) == 0, limit.rlim_cur >= rlim_t(needed) else {
            let work = runs == 0 ? "the program" : "\(runs) run\(runs == 1 ? "" : "s") at a time"
            throw Refusal(
                "the limit of open files (ulimit -n) is \(limit.rlim_cur); \(work) needs \(needed)"
                    + (runs > 1 ? ": raise it, or make fewer with -j" : ": raise it"))
        }
    }
}
