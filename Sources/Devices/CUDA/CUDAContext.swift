/// The context that all programs of a process share on one device, with a stream of its own, kept until the last object is gone.
final class CUDAContext: @unchecked Sendable {
    let table: CUDATable
    let details: DeviceDescription
    let capability: Int
    let stream: CUDATable.Handle
    private let device: Int32
    private let context: CUDATable.Handle
    private let hold: DriverHold

    /// The stream does not wait for the default stream; events do not measure time.
    private static let nonBlocking: UInt32 = 1, withoutTiming: UInt32 = 2

    init(_ table: CUDATable, _ place: CUDADriver.Place) throws(DeviceError) {
        self.table = table
        details = place.details
        capability = place.capability
        device = place.device
        var context: CUDATable.Handle?, stream: CUDATable.Handle?
        var code = table.primaryContextRetain(&context, device)
        guard code == 0, let context else { throw Self.error("cuDevicePrimaryCtxRetain", code, table, details) }
        code = table.setCurrentContext(context)
        if code == 0 { code = table.streamCreate(&stream, Self.nonBlocking) }
        guard code == 0, let stream else {
            _ = table.primaryContextRelease(device)
            throw Self.error("cuStreamCreate", code, table, details)
        }
        self.context = context
        self.stream = stream
        hold = DriverHold(.context) { [device] in
            _ = table.setCurrentContext(context)
            _ = table.streamDestroy(stream)
            _ = table.primaryContextRelease(device)
        }
    }

    /// Makes the context that of this thread, as every call needs it.
    func enter() throws(DeviceError) { try check(table.setCurrentContext(context), "cuCtxSetCurrent") }

    /// The same where nothing can be done about a failure.
    func enterToRelease() { _ = table.setCurrentContext(context) }

    /// Throws unless a call succeeded.
    @inline(__always)
    func check(_ code: Int32, _ call: StaticString) throws(DeviceError) {
        if code != 0 { throw Self.error(call, code, table, details) }
    }

    private static func error(_ call: StaticString, _ code: Int32, _ table: CUDATable, _ details: DeviceDescription)
        -> DeviceError
    {
        let code = CUDACode(value: code), words = code.words(table)
        // Any call may return what went wrong in a kernel before it; no later call can succeed then.
        return code.isLostDevice
            ? .lost(device: details.name, code: words) : .failed(device: details.name, call: "\(call)", code: words)
    }

    /// A place in the stream, after everything that was asked for.
    func event(keeping memory: AnyObject? = nil) throws(DeviceError) -> DeviceEvent {
        var made: CUDATable.Handle?
        try check(table.eventCreate(&made, Self.withoutTiming), "cuEventCreate")
        guard let handle = made else { throw .failed(device: details.name, call: "cuEventCreate", code: "no event") }
        let event = DeviceEvent(
            wait: { () throws(DeviceError) in
                try self.enter()
                try self.check(self.table.eventSynchronize(handle), "cuEventSynchronize")
                withExtendedLifetime(memory) {}
            },
            isDone: { () throws(DeviceError) in
                try self.enter()
                let code = self.table.eventQuery(handle)
                if code == CUDACode.notReady { return false }
                try self.check(code, "cuEventQuery")
                return true
            },
            release: {
                self.enterToRelease()
                _ = self.table.eventDestroy(handle)
            })
        try check(table.eventRecord(handle, stream), "cuEventRecord")
        return event
    }
}
