@testable import Devices

/// A device without a driver that does nothing, at once; starting its launches asks the host for no memory.
final class IdleDevice: Device {
    let details = DeviceDescription(
        driver: .cuda, index: 0, name: "Idle", driverVersion: "1", compiler: "none", memory: 1 << 40,
        largestBuffer: 1 << 40, localMemory: 48 << 10, largestGroup: 256, units: 1, alignment: 16, isProcessor: false,
        problem: nil)
    var availableMemory: Int { details.memory }

    private let done = DeviceEvent(wait: {}, isDone: { true })

    func allocate(bytes: Int) -> DeviceBuffer { DeviceBuffer(bytes: bytes, handle: 1, release: {}) }

    func pinned(bytes: Int) -> PinnedBuffer {
        let memory = UnsafeMutableRawBufferPointer.allocate(byteCount: bytes, alignment: 64)
        memory.initializeMemory(as: UInt8.self, repeating: 0)
        return PinnedBuffer(memory: memory) { memory.deallocate() }
    }

    func compile(_ source: String, options: [String]) -> DeviceProgram {
        DeviceProgram(log: "", handle: 1, release: {}) { name, program in
            DeviceFunction(name: name, largestGroup: 256, spilledBytes: 0, program: program, handle: 1)
        }
    }

    func copyIn(_ bytes: UnsafeRawBufferPointer, to buffer: DeviceBuffer, at offset: Int) {}

    func copyIn(_ memory: PinnedBuffer, from start: Int, bytes: Int, to buffer: DeviceBuffer, at offset: Int)
        -> DeviceEvent
    { done }

    func copyOut(_ buffer: DeviceBuffer, at offset: Int, into bytes: UnsafeMutableRawBufferPointer) -> DeviceEvent {
        done
    }

    func copyOnDevice(_ source: DeviceBuffer, at start: Int, to target: DeviceBuffer, at offset: Int, bytes: Int) {}

    func clear(_ buffer: DeviceBuffer, at offset: Int, bytes: Int) {}

    func prepare(_ function: DeviceFunction, groups: GridSize, items: GridSize, arguments: [DeviceArgument])
        throws(DeviceError) -> PreparedLaunch
    {
        try function.check(groups: groups, items: items, device: details.name)
        return PreparedLaunch(name: function.name, change: { _, _ in }, start: {})
    }

    func sequence(_ launches: [PreparedLaunch]) -> LaunchSequence { LaunchSequence(launches, start: {}, release: {}) }

    func launch(_ launch: PreparedLaunch) throws(DeviceError) { try launch.enqueue() }

    func launch(_ sequence: LaunchSequence) throws(DeviceError) { try sequence.enqueue() }

    func mark() -> DeviceEvent { done }

    func finish() {}
}
