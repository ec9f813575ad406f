/// A kernel with its sizes and arguments, encoded once: starting it allocates nothing.
///
/// It keeps the function and the buffers that it was prepared with.
package final class PreparedLaunch {
    /// The kernel's name.
    package let name: String
    private let change: (Int, DeviceArgument) throws(DeviceError) -> Void
    private let start: () throws(DeviceError) -> Void

    init(
        name: String, change: @escaping (Int, DeviceArgument) throws(DeviceError) -> Void,
        start: @escaping () throws(DeviceError) -> Void
    ) {
        self.name = name
        self.change = change
        self.start = start
        LiveObjects.born(.launch)
    }

    deinit { LiveObjects.gone(.launch) }

    /// Replaces one argument by another of the same type, for launches from now on.
    package func set(_ index: Int, to argument: DeviceArgument) throws(DeviceError) { try change(index, argument) }

    /// Enqueues it.
    func enqueue() throws(DeviceError) { try start() }
}

/// Launches that are started together, in order; a driver that can does it in one call.
package final class LaunchSequence {
    package let launches: [PreparedLaunch]
    private let start: () throws(DeviceError) -> Void
    private let release: () -> Void

    init(_ launches: [PreparedLaunch], start: @escaping () throws(DeviceError) -> Void, release: @escaping () -> Void) {
        self.launches = launches
        self.start = start
        self.release = release
        LiveObjects.born(.sequence)
    }

    deinit {
        release()
        LiveObjects.gone(.sequence)
    }

    /// Enqueues all of them.
    func enqueue() throws(DeviceError) { try start() }
}
