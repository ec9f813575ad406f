/// A context with one queue on one device of OpenCL, kept until the last object made in it is gone.
final class OpenCLContext: @unchecked Sendable {
    let table: OpenCLTable
    let device: OpenCLTable.Handle
    let details: DeviceDescription
    let context: OpenCLTable.Handle
    let queue: OpenCLTable.Handle
    private let hold: DriverHold

    init(_ table: OpenCLTable, _ place: OpenCLDriver.Place) throws(DeviceError) {
        self.table = table
        details = place.details
        device = place.device
        let properties = [OpenCLConstant.contextPlatform, Int(bitPattern: place.platform), 0]
        var code: Int32 = 0
        var device: OpenCLTable.Handle? = place.device
        guard let context = table.createContext(properties, 1, &device, nil, nil, &code) else {
            throw Self.error("clCreateContext", code, details)
        }
        guard let queue = table.createCommandQueue(context, place.device, 0, &code) else {
            _ = table.releaseContext(context)
            throw Self.error("clCreateCommandQueue", code, details)
        }
        self.context = context
        self.queue = queue
        hold = DriverHold(.context) {
            _ = table.releaseCommandQueue(queue)
            _ = table.releaseContext(context)
        }
    }

    /// Throws unless a call succeeded.
    @inline(__always)
    func check(_ code: Int32, _ call: StaticString) throws(DeviceError) {
        if code != 0 { throw Self.error(call, code, details) }
    }

    static func error(_ call: StaticString, _ code: Int32, _ details: DeviceDescription) -> DeviceError {
        let code = OpenCLCode(value: code)
        if code.isLostDevice { return .lost(device: details.name, code: code.name) }
        return .failed(device: details.name, call: "\(call)", code: code.name)
    }

    /// The event of a command that was just enqueued, which is handed to the device now.
    func event(_ handle: OpenCLTable.Handle?, keeping memory: AnyObject? = nil) throws(DeviceError) -> DeviceEvent {
        guard let handle else { throw .failed(device: details.name, call: "clEnqueue", code: "no event") }
        let event = DeviceEvent(
            wait: { () throws(DeviceError) in
                var event: OpenCLTable.Handle? = handle
                // The status says more than the code of a wait that failed.
                if self.table.waitForEvents(1, &event) != 0 {
                    _ = try self.status(of: handle)
                    throw DeviceError.failed(device: self.details.name, call: "clWaitForEvents", code: "no status")
                }
                withExtendedLifetime(memory) {}
            }, isDone: { () throws(DeviceError) in try self.status(of: handle) == 0 },
            release: { _ = self.table.releaseEvent(handle) })
        try check(table.flush(queue), "clFlush")
        return event
    }

    /// 0 when a command is done, above when it is not; throws what went wrong.
    private func status(of event: OpenCLTable.Handle) throws(DeviceError) -> Int32 {
        var status: Int32 = 0
        try check(
            table.getEventInfo(event, OpenCLConstant.executionStatus, MemoryLayout<Int32>.size, &status, nil),
            "clGetEventInfo")
        if status < 0 { throw Self.error("a queued command", status, details) }
        return status
    }
}
