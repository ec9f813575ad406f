/// A place in a device's queue: whoever waits for it knows that everything enqueued before is done.
package final class DeviceEvent: @unchecked Sendable {
    private let waiting: () throws(DeviceError) -> Void
    private let poll: () throws(DeviceError) -> Bool
    private let release: () -> Void

    /// - Parameters:
    ///   - wait: returns when the place is reached, and throws what went wrong before it.
    ///   - isDone: whether it is reached, without waiting.
    package init(
        wait: @escaping () throws(DeviceError) -> Void, isDone: @escaping () throws(DeviceError) -> Bool,
        release: @escaping () -> Void = {}
    ) {
        waiting = wait
        poll = isDone
        self.release = release
        LiveObjects.born(.event)
    }

    deinit {
        release()
        LiveObjects.gone(.event)
    }

    /// Returns when everything enqueued before is done; from any thread.
    package func wait() throws(DeviceError) { try waiting() }

    /// Whether everything enqueued before is done, without waiting.
    package func isDone() throws(DeviceError) -> Bool { try poll() }
}
