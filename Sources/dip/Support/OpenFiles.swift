import Foundation
import Wording

/// The limit of open files (`ulimit -n`), under which the system's libraries end a program without a word.
enum OpenFiles {
    /// Foundation starts no process below 255, whatever is open; with fewer than 24 it ends the program.
    static let standard = 256
    /// What the program, its libraries and records have open, and the pipes of each run.
    private static let base = 64, perRun = 12

    /// Raises the limit as far as this user may, when it is lower than what so many runs at a time need.
    ///
    /// Throws a `Refusal` when that is not enough.
    static func check(runs: Int = 0) throws {
        let needed = max(standard, base + runs * perRun)
        var limit = rlimit()
        #if os(Linux)
        let kind = __rlimit_resource_t(RLIMIT_NOFILE.rawValue)
        #else
        let kind = RLIMIT_NOFILE
        #endif
        guard getrlimit(kind, &limit) == 0, limit.rlim_cur < rlim_t(needed) else { return }
        limit.rlim_cur = min(rlim_t(needed), limit.rlim_max)
        guard setrlimit(kind, &limit) == 0, limit.rlim_cur >= rlim_t(needed) else {
            let work = needed == standard ? "the program needs" : "\(runs) runs at a time need"
            throw Refusal(
                "the limit of open files (ulimit -n) is \(limit.rlim_cur); \(work) \(needed)"
                    + (needed > standard ? ": raise it, or run fewer at a time with -j" : ": raise it"))
        }
    }
}
