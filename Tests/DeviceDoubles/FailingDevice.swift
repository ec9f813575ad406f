import Devices
import Synchronization

/// A device that does what another does until the n-th call of a kind, which fails; a device that is lost stays lost.
package final class FailingDevice: Device {
    package enum Call: CaseIterable, Sendable {
        case allocate, pinned, compile, copyIn, copyOut, copyOnDevice, clear, prepare, launch, wait, finish
    }

    private struct Count {
        var made = 0
        var isLost = false
    }

    private let device: any Device
    private let call: Call
    private let number: Int
    private let error: DeviceError
    private let count = Mutex(Count())

    /// - Parameters:
    ///   - number: which call of the kind fails, from 1.
    ///   - error: what it throws; nil takes what a driver says when such a call fails.
    package init(_ device: any Device, failing call: Call, at number: Int, with error: DeviceError? = nil) {
        self.device = device
        self.call = call
        self.number = number
        self.error = error ?? Self.usual(call, device.details.name)
    }

    /// Whether the call that fails was reached.
    package var hasFailed: Bool { count.withLock { $0.made >= number } }

    private static func usual(_ call: Call, _ name: String) -> DeviceError {
        switch call {
        case .allocate, .pinned: .outOfMemory(device: name, bytes: 1 << 20)
        case .compile: .compile(device: name, log: "kernel.cl:1:1: error: injected")
        case .prepare: .badLaunch(device: name, kernel: "injected", reason: "injected")
        case .launch: .launch(device: name, kernel: "injected", code: "INJECTED")
        case .wait, .finish: .lost(device: name, code: "INJECTED")
        case .copyIn, .copyOut, .copyOnDevice, .clear: .failed(device: name, call: "\(call)", code: "INJECTED")
        }
    }

    private func pass(_ call: Call) throws(DeviceError) {
        let fails = count.withLock { count in
            if call == self.call { count.made += 1 }
            if call == self.call, count.made == number {
                if case .lost = error { count.isLost = true }
                return true
            }
            return count.isLost
        }
        if fails { throw error }
    }

    private func watched(_ event: DeviceEvent) -> DeviceEvent {
        DeviceEvent(
            wait: { () throws(DeviceError) in
                try self.pass(.wait)
                try event.wait()
            }, isDone: { () throws(DeviceError) in try event.isDone() })
    }

    package var details: DeviceDescription { device.details }
    package var availableMemory: Int { device.availableMemory }

    package func allocate(bytes: Int) throws(DeviceError) -> DeviceBuffer {
        try pass(.allocate)
        return try device.allocate(bytes: bytes)
    }

    package func pinned(bytes: Int) throws(DeviceError) -> PinnedBuffer {
        try pass(.pinned)
        return try device.pinned(bytes: bytes)
    }

    package func compile(_ source: String, options: [String]) throws(DeviceError) -> DeviceProgram {
        try pass(.compile)
        return try device.compile(source, options: options)
    }

    package func copyIn(_ bytes: UnsafeRawBufferPointer, to buffer: DeviceBuffer, at offset: Int) throws(DeviceError) {
        try pass(.copyIn)
        try device.copyIn(bytes, to: buffer, at: offset)
    }

    package func copyIn(_ memory: PinnedBuffer, from start: Int, bytes: Int, to buffer: DeviceBuffer, at offset: Int)
        throws(DeviceError) -> DeviceEvent
    {
        try pass(.copyIn)
        return watched(try device.copyIn(memory, from: start, bytes: bytes, to: buffer, at: offset))
    }

    package func copyOut(_ buffer: DeviceBuffer, at offset: Int, into bytes: UnsafeMutableRawBufferPointer)
        throws(DeviceError) -> DeviceEvent
    {
        try pass(.copyOut)
        return watched(try device.copyOut(buffer, at: offset, into: bytes))
    }

    package func copyOnDevice(
        _ source: DeviceBuffer, at start: Int, to target: DeviceBuffer, at offset: Int, bytes: Int
    ) throws(DeviceError) {
        try pass(.copyOnDevice)
        try device.copyOnDevice(source, at: start, to: target, at: offset, bytes: bytes)
    }

    package func clear(_ buffer: DeviceBuffer, at offset: Int, bytes: Int) throws(DeviceError) {
        try pass(.clear)
        try device.clear(buffer, at: offset, bytes: bytes)
    }

    package func prepare(_ function: DeviceFunction, groups: GridSize, items: GridSize, arguments: [DeviceArgument])
        throws(DeviceError) -> PreparedLaunch
    {
        try pass(.prepare)
        return try device.prepare(function, groups: groups, items: items, arguments: arguments)
    }

    package func sequence(_ launches: [PreparedLaunch]) throws(DeviceError) -> LaunchSequence {
        try pass(.prepare)
        return try device.sequence(launches)
    }

    package func launch(_ launch: PreparedLaunch) throws(DeviceError) {
        try pass(.launch)
        try device.launch(launch)
    }

    package func launch(_ sequence: LaunchSequence) throws(DeviceError) {
        try pass(.launch)
        try device.launch(sequence)
    }

    package func mark() throws(DeviceError) -> DeviceEvent { watched(try device.mark()) }

    package func finish() throws(DeviceError) {
        try pass(.finish)
        try device.finish()
    }
}
