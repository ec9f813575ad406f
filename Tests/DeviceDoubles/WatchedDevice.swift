import Devices

/// A device that does what another does, and first says what it is asked for; its subclasses count that, or refuse.
package class WatchedDevice: Device {
    package enum Call: CaseIterable, Sendable {
        case allocate, pinned, compile, copyIn, copyOut, copyOnDevice, clear, prepare, launch, wait, finish
    }

    private let device: any Device

    init(_ device: any Device) { self.device = device }

    /// Comes before each call; what it throws is thrown in its place.
    /// - Parameter bytes: how many are asked for or moved.
    func willCall(_ call: Call, bytes: Int) throws(DeviceError) {}

    private func watched(_ event: DeviceEvent) -> DeviceEvent {
        DeviceEvent(
            wait: { () throws(DeviceError) in
                try self.willCall(.wait, bytes: 0)
                try event.wait()
            }, isDone: { () throws(DeviceError) in try event.isDone() })
    }

    package var details: DeviceDescription { device.details }
    package var availableMemory: Int { device.availableMemory }

    package func allocate(bytes: Int) throws(DeviceError) -> DeviceBuffer {
        try willCall(.allocate, bytes: bytes)
        return try device.allocate(bytes: bytes)
    }

    package func pinned(bytes: Int) throws(DeviceError) -> PinnedBuffer {
        try willCall(.pinned, bytes: bytes)
        return try device.pinned(bytes: bytes)
    }

    package func compile(_ source: String, options: [String]) throws(DeviceError) -> DeviceProgram {
        try willCall(.compile, bytes: 0)
        return try device.compile(source, options: options)
    }

    package func copyIn(_ bytes: UnsafeRawBufferPointer, to buffer: DeviceBuffer, at offset: Int) throws(DeviceError) {
        try willCall(.copyIn, bytes: bytes.count)
        try device.copyIn(bytes, to: buffer, at: offset)
    }

    package func copyIn(_ memory: PinnedBuffer, from start: Int, bytes: Int, to buffer: DeviceBuffer, at offset: Int)
        throws(DeviceError) -> DeviceEvent
    {
        try willCall(.copyIn, bytes: bytes)
        return watched(try device.copyIn(memory, from: start, bytes: bytes, to: buffer, at: offset))
    }

    package func copyOut(_ buffer: DeviceBuffer, at offset: Int, into bytes: UnsafeMutableRawBufferPointer)
        throws(DeviceError) -> DeviceEvent
    {
        try willCall(.copyOut, bytes: bytes.count)
        return watched(try device.copyOut(buffer, at: offset, into: bytes))
    }

    package func copyOnDevice(
        _ source: DeviceBuffer, at start: Int, to target: DeviceBuffer, at offset: Int, bytes: Int
    ) throws(DeviceError) {
        try willCall(.copyOnDevice, bytes: bytes)
        try device.copyOnDevice(source, at: start, to: target, at: offset, bytes: bytes)
    }

    package func clear(_ buffer: DeviceBuffer, at offset: Int, bytes: Int) throws(DeviceError) {
        try willCall(.clear, bytes: bytes)
        try device.clear(buffer, at: offset, bytes: bytes)
    }

    package func prepare(_ function: DeviceFunction, groups: GridSize, items: GridSize, arguments: [DeviceArgument])
        throws(DeviceError) -> PreparedLaunch
    {
        try willCall(.prepare, bytes: 0)
        return try device.prepare(function, groups: groups, items: items, arguments: arguments)
    }

    package func sequence(_ launches: [PreparedLaunch]) throws(DeviceError) -> LaunchSequence {
        try willCall(.prepare, bytes: 0)
        return try device.sequence(launches)
    }

    package func launch(_ launch: PreparedLaunch) throws(DeviceError) {
        try willCall(.launch, bytes: 0)
        try device.launch(launch)
    }

    package func launch(_ sequence: LaunchSequence) throws(DeviceError) {
        try willCall(.launch, bytes: 0)
        try device.launch(sequence)
    }

    package func mark() throws(DeviceError) -> DeviceEvent { watched(try device.mark()) }

    package func finish() throws(DeviceError) {
        try willCall(.finish, bytes: 0)
        try device.finish()
    }
}
