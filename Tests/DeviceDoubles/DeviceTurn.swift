import Foundation

/// Tests of devices take turns: one thread at a time may call a device, and some tests count what is alive in the whole process.
package enum DeviceTurn {
    private static let lock = NSRecursiveLock()

    /// Runs `body` when no other test has its turn; what it makes of a driver must be gone, or kept by the process, when it returns.
    package static func take<Result>(_ body: () throws -> Result) rethrows -> Result {
        lock.lock()
        defer { lock.unlock() }
        return try body()
    }
}
