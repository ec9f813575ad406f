import Foundation

extension Process {
    /// Waits until the process has ended; on Linux without the timers of a run loop.
    ///
    /// `waitUntilExit` goes to sleep in the run loop of the calling thread until a moment of the wall clock. Where that clock has been put
    /// back by an hour it sleeps for an hour, and a run that only asks git for its commit does not begin.
    public func waitForEnd() {
        #if os(Linux)
        var pause: UInt32 = 200
        while isRunning {
            usleep(pause)
            // Most children end at once, and the others are not to be looked at too often.
            pause = min(2 * pause, 20_000)
        }
        #else
        waitUntilExit()
        #endif
    }
}
