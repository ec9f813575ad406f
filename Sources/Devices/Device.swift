/// How many work-groups, or items of one, along x, y and z.
package typealias GridSize = (x: Int, y: Int, z: Int)

/// A graphics processor with one queue, in which everything is done in the order in which it was asked for.
///
/// One thread at a time may call it. Waiting for events and giving objects back may be done by others meanwhile.
package protocol Device: AnyObject {
    var details: DeviceDescription { get }

    /// Bytes that can still be allocated: those free at this moment where the driver says, else all of its memory.
    var availableMemory: Int { get }

    /// Memory of zeros.
    func allocate(bytes: Int) throws(DeviceError) -> DeviceBuffer

    /// Memory of the host for fast copies, of zeros.
    func pinned(bytes: Int) throws(DeviceError) -> PinnedBuffer

    /// Compiles source of the dialect: `DIP_OPENCL` or `DIP_CUDA` is defined, and a x b + c is never contracted.
    /// - Parameter options: definitions alone, `-D NAME=VALUE` each.
    /// - Throws: `DeviceError.compile` with the compiler's log.
    func compile(_ source: String, options: [String]) throws(DeviceError) -> DeviceProgram

    /// Copies from the host; the source may be reused when it returns.
    func copyIn(_ bytes: UnsafeRawBufferPointer, to buffer: DeviceBuffer, at offset: Int) throws(DeviceError)

    /// Copies from pinned memory of the host, which must keep its contents until the event.
    func copyIn(_ memory: PinnedBuffer, from start: Int, bytes: Int, to buffer: DeviceBuffer, at offset: Int)
        throws(DeviceError) -> DeviceEvent

    /// Copies to the host; the destination must stay, and holds the bytes after the event.
    func copyOut(_ buffer: DeviceBuffer, at offset: Int, into bytes: UnsafeMutableRawBufferPointer) throws(DeviceError)
        -> DeviceEvent

    /// Copies within the device, between regions that do not overlap.
    func copyOnDevice(_ source: DeviceBuffer, at start: Int, to target: DeviceBuffer, at offset: Int, bytes: Int)
        throws(DeviceError)

    /// Fills a region with zeros.
    func clear(_ buffer: DeviceBuffer, at offset: Int, bytes: Int) throws(DeviceError)

    /// Encodes a launch once.
    /// - Parameters:
    ///   - groups: work-groups along x, y and z.
    ///   - items: items of a work-group along x, y and z.
    /// - Throws: `DeviceError.badLaunch` if the function does not run with such groups, or an offset is not aligned.
    func prepare(_ function: DeviceFunction, groups: GridSize, items: GridSize, arguments: [DeviceArgument])
        throws(DeviceError) -> PreparedLaunch

    /// Encodes launches that are always started together; their arguments must not be set afterwards.
    func sequence(_ launches: [PreparedLaunch]) throws(DeviceError) -> LaunchSequence

    /// Starts a kernel after everything that was asked for before, and returns at once.
    func launch(_ launch: PreparedLaunch) throws(DeviceError)

    /// Starts kernels in their order, and returns at once.
    func launch(_ sequence: LaunchSequence) throws(DeviceError)

    /// A place in the queue.
    func mark() throws(DeviceError) -> DeviceEvent

    /// Returns when everything that was asked for is done.
    func finish() throws(DeviceError)
}

/// A place in a device's queue: whoever waits for it knows that everything enqueued before is done.
package final class DeviceEvent: @unchecked Sendable {
    private let waiting: () throws(DeviceError) -> Void
    private let poll: () throws(DeviceError) -> Bool
    private let hold: DriverHold

    /// - Parameters:
    ///   - wait: returns when the place is reached, and throws what went wrong before it.
    ///   - isDone: whether it is reached, without waiting.
    package init(
        wait: @escaping () throws(DeviceError) -> Void, isDone: @escaping () throws(DeviceError) -> Bool,
        release: @escaping () -> Void = {}
    ) {
        waiting = wait
        poll = isDone
        hold = DriverHold(.event, release: release)
    }

    /// Returns when everything enqueued before is done; from any thread.
    package func wait() throws(DeviceError) { try waiting() }

    /// Whether everything enqueued before is done, without waiting.
    package func isDone() throws(DeviceError) -> Bool { try poll() }
}
