import Foundation

/// Processor time that restoring took, of all threads: unlike time on the clock it hardly grows beside other programs.
struct ProcessorTime {
    private var seconds = 0.0
    private var iterations = 0

    /// Processor time of this process so far, and of the programs that it ran to their ends, in seconds.
    static var now: Double {
        var own = timespec()
        clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &own)
        var programs = rusage()
        #if os(Linux)
        getrusage(RUSAGE_CHILDREN.rawValue, &programs)
        #else
        getrusage(RUSAGE_CHILDREN, &programs)
        #endif
        let time = programs.ru_utime.seconds + programs.ru_stime.seconds
        return Double(own.tv_sec) + Double(own.tv_nsec) * 1e-9 + time
    }

    /// Adds an iteration that began at a value of `now`.
    mutating func add(since start: Double) {
        seconds += Self.now - start
        iterations += 1
    }

    /// In seconds; nil before the first iteration.
    var perIteration: Double? { iterations > 0 ? seconds / Double(iterations) : nil }
}

extension timeval {
    fileprivate var seconds: Double { Double(tv_sec) + Double(tv_usec) * 1e-6 }
}
