import Foundation

/// A signal ended the program's work.
package struct Interrupted: Error {
    package let signal: Int32

    package init(by signal: Int32) {
        self.signal = signal
    }
}

/// A request to stop, set by a signal and checked between iterations.
package enum Interruption {
    // A signal handler may only write such a flag; it is allocated before a handler is installed.
    nonisolated(unsafe) private static let flag: UnsafeMutablePointer<sig_atomic_t> = {
        let flag = UnsafeMutablePointer<sig_atomic_t>.allocate(capacity: 1)
        flag.initialize(to: 0)
        return flag
    }()

    package static var isRequested: Bool { flag.pointee != 0 }

    /// The signal that requested the stop; nil if there was none.
    package static var stopSignal: Int32? { isRequested ? Int32(flag.pointee) : nil }

    /// What work throws that a request stopped.
    static var error: Interrupted { Interrupted(by: stopSignal ?? SIGINT) }

    /// The signals that request a stop: those of a terminal and of a system that shuts down, and SIGUSR2, which clusters send before the time
    /// limit.
    package static let signals = [SIGINT, SIGTERM, SIGUSR2]

    /// Requests a stop; signal handlers call it.
    package static func request(by number: Int32 = SIGINT) {
        flag.pointee = sig_atomic_t(number)
    }

    /// Installs handlers so that `signals` request a stop.
    /// - Parameter patient: ignores a second signal of the same kind, for a process that may get one from its parent and one from the
    ///   system; otherwise a second signal ends the process at once.
    package static func catchSignals(patient: Bool = false) {
        flag.pointee = 0
        for number in signals {
            if patient {
                signal(number) { Interruption.request(by: $0) }
            } else {
                signal(number) { number in
                    Interruption.request(by: number)
                    signal(number, SIG_DFL)
                }
            }
        }
    }
}
