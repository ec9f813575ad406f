/// A device of OpenCL.
final class OpenCLDevice: Device {
    let context: OpenCLContext
    private var table: OpenCLTable { context.table }

    init(_ context: OpenCLContext) { self.context = context }

    var details: DeviceDescription { context.details }

    /// OpenCL does not say what is free.
    var availableMemory: Int { details.memory }

    func allocate(bytes: Int) throws(DeviceError) -> DeviceBuffer {
        let handle = try create(bytes, flags: OpenCLConstant.readWrite)
        let buffer = DeviceBuffer(bytes: bytes, handle: UInt(bitPattern: handle)) { [context] in
            _ = context.table.releaseMemObject(handle)
        }
        // Drivers take the memory when it is first used: whether there is enough is known after that.
        do {
            try clear(buffer, at: 0, bytes: bytes)
            try context.check(table.finish(context.queue), "clFinish")
        } catch DeviceError.failed {
            throw .outOfMemory(device: details.name, bytes: bytes)
        }
        return buffer
    }

    func pinned(bytes: Int) throws(DeviceError) -> PinnedBuffer {
        let handle = try create(bytes, flags: OpenCLConstant.readWrite | OpenCLConstant.allocatedByHost)
        var code: Int32 = 0
        let address = table.enqueueMapBuffer(
            context.queue, handle, 1, OpenCLConstant.mapReadWrite, 0, bytes, 0, nil, nil, &code)
        guard let address else {
            _ = table.releaseMemObject(handle)
            throw .outOfMemory(device: details.name, bytes: bytes)
        }
        address.initializeMemory(as: UInt8.self, repeating: 0, count: bytes)
        return PinnedBuffer(memory: UnsafeMutableRawBufferPointer(start: address, count: bytes)) { [context] in
            _ = context.table.enqueueUnmapMemObject(context.queue, handle, address, 0, nil, nil)
            _ = context.table.finish(context.queue)
            _ = context.table.releaseMemObject(handle)
        }
    }

    func copyIn(_ bytes: UnsafeRawBufferPointer, to buffer: DeviceBuffer, at offset: Int) throws(DeviceError) {
        buffer.check(offset, bytes.count)
        if bytes.isEmpty { return }
        try context.check(
            table.enqueueWriteBuffer(
                context.queue, buffer.memory, 1, offset, bytes.count, bytes.baseAddress, 0, nil, nil),
            "clEnqueueWriteBuffer")
    }

    func copyIn(_ memory: PinnedBuffer, from start: Int, bytes: Int, to buffer: DeviceBuffer, at offset: Int)
        throws(DeviceError) -> DeviceEvent
    {
        buffer.check(offset, bytes)
        let source = memory.memory[start..<start + bytes]
        var event: OpenCLTable.Handle?
        try context.check(
            table.enqueueWriteBuffer(
                context.queue, buffer.memory, 0, offset, bytes, UnsafeRawBufferPointer(rebasing: source).baseAddress, 0,
                nil, &event), "clEnqueueWriteBuffer")
        return try context.event(event, keeping: memory)
    }

    func copyOut(_ buffer: DeviceBuffer, at offset: Int, into bytes: UnsafeMutableRawBufferPointer) throws(DeviceError)
        -> DeviceEvent
    {
        buffer.check(offset, bytes.count)
        var event: OpenCLTable.Handle?
        try context.check(
            table.enqueueReadBuffer(
                context.queue, buffer.memory, 0, offset, bytes.count, bytes.baseAddress, 0, nil, &event),
            "clEnqueueReadBuffer")
        return try context.event(event)
    }

    func copyOnDevice(_ source: DeviceBuffer, at start: Int, to target: DeviceBuffer, at offset: Int, bytes: Int)
        throws(DeviceError)
    {
        source.check(start, bytes)
        target.check(offset, bytes)
        if bytes == 0 { return }
        try context.check(
            table.enqueueCopyBuffer(context.queue, source.memory, target.memory, start, offset, bytes, 0, nil, nil),
            "clEnqueueCopyBuffer")
    }

    func clear(_ buffer: DeviceBuffer, at offset: Int, bytes: Int) throws(DeviceError) {
        buffer.check(offset, bytes)
        if bytes == 0 { return }
        var zero: UInt8 = 0
        try context.check(
            table.enqueueFillBuffer(context.queue, buffer.memory, &zero, 1, offset, bytes, 0, nil, nil),
            "clEnqueueFillBuffer")
    }

    func sequence(_ launches: [PreparedLaunch]) throws(DeviceError) -> LaunchSequence {
        LaunchSequence(
            launches,
            start: { [context] () throws(DeviceError) in
                for launch in launches { try launch.enqueue() }
                // The device begins now, and not when somebody waits.
                try context.check(context.table.flush(context.queue), "clFlush")
            }, release: {})
    }

    func launch(_ launch: PreparedLaunch) throws(DeviceError) { try launch.enqueue() }

    func launch(_ sequence: LaunchSequence) throws(DeviceError) { try sequence.enqueue() }

    func mark() throws(DeviceError) -> DeviceEvent {
        var event: OpenCLTable.Handle?
        try context.check(
            table.enqueueMarkerWithWaitList(context.queue, 0, nil, &event), "clEnqueueMarkerWithWaitList")
        return try context.event(event)
    }

    func finish() throws(DeviceError) { try context.check(table.finish(context.queue), "clFinish") }

    private func create(_ bytes: Int, flags: UInt64) throws(DeviceError) -> OpenCLTable.Handle {
        precondition(bytes > 0, "a buffer has at least one byte")
        if bytes > details.largestBuffer {
            throw bytes > details.memory
                ? .outOfMemory(device: details.name, bytes: bytes)
                : .bufferTooLarge(device: details.name, bytes: bytes, largest: details.largestBuffer)
        }
        var code: Int32 = 0
        guard let handle = table.createBuffer(context.context, flags, bytes, nil, &code) else {
            throw OpenCLCode(value: code).isMissingMemory
                ? .outOfMemory(device: details.name, bytes: bytes)
                : OpenCLContext.error("clCreateBuffer", code, details)
        }
        return handle
    }
}

extension DeviceBuffer {
    /// Its name in OpenCL.
    var memory: OpenCLTable.Handle { OpenCLTable.Handle(bitPattern: handle)! }

    /// Whoever asks for more than there is would damage other memory.
    func check(_ offset: Int, _ count: Int) {
        precondition(offset >= 0 && count >= 0 && offset <= bytes - count, "outside of a device's buffer")
    }
}
