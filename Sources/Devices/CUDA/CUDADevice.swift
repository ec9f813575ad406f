/// A device of CUDA.
final class CUDADevice: Device {
    let context: CUDAContext
    let compiler: NVRTC
    let driver: CUDAVersion
    /// Where machine code is kept between runs; nil keeps none.
    let cache: CubinCache?
    private var table: CUDATable { context.table }

    init(_ context: CUDAContext, _ compiler: NVRTC, driver: CUDAVersion, cache: CubinCache? = .ofUser) {
        self.context = context
        self.compiler = compiler
        self.driver = driver
        self.cache = cache
    }

    var details: DeviceDescription { context.details }

    var availableMemory: Int {
        var free = 0, total = 0
        guard (try? context.enter()) != nil, table.memGetInfo(&free, &total) == 0 else { return details.memory }
        return free
    }

    func allocate(bytes: Int) throws(DeviceError) -> DeviceBuffer {
        precondition(bytes > 0, "a buffer has at least one byte")
        try context.enter()
        var address: UInt64 = 0
        try checkMemory(table.memAlloc(&address, bytes), "cuMemAlloc", bytes)
        let buffer = DeviceBuffer(bytes: bytes, handle: UInt(address)) { [context, address] in
            context.enterToRelease()
            _ = context.table.memFree(address)
        }
        try clear(buffer, at: 0, bytes: bytes)
        return buffer
    }

    func pinned(bytes: Int) throws(DeviceError) -> PinnedBuffer {
        precondition(bytes > 0, "a buffer has at least one byte")
        try context.enter()
        var address: CUDATable.Handle?
        try checkMemory(table.memHostAlloc(&address, bytes, 0), "cuMemHostAlloc", bytes)
        guard let address else { throw .outOfMemory(device: details.name, bytes: bytes) }
        address.initializeMemory(as: UInt8.self, repeating: 0, count: bytes)
        return PinnedBuffer(memory: UnsafeMutableRawBufferPointer(start: address, count: bytes)) { [context] in
            context.enterToRelease()
            // The device may still copy from it or to it.
            _ = context.table.streamSynchronize(context.stream)
            _ = context.table.memFreeHost(address)
        }
    }

    func copyIn(_ bytes: UnsafeRawBufferPointer, to buffer: DeviceBuffer, at offset: Int) throws(DeviceError) {
        buffer.check(offset, bytes.count)
        if bytes.isEmpty { return }
        try context.enter()
        try context.check(
            table.memcpyHostToDevice(buffer.address + UInt64(offset), bytes.baseAddress, bytes.count, context.stream),
            "cuMemcpyHtoDAsync")
        try context.check(table.streamSynchronize(context.stream), "cuStreamSynchronize")
    }

    func copyIn(_ memory: PinnedBuffer, from start: Int, bytes: Int, to buffer: DeviceBuffer, at offset: Int)
        throws(DeviceError) -> DeviceEvent
    {
        buffer.check(offset, bytes)
        let source = UnsafeRawBufferPointer(rebasing: memory.memory[start..<start + bytes])
        try context.enter()
        try context.check(
            table.memcpyHostToDevice(buffer.address + UInt64(offset), source.baseAddress, bytes, context.stream),
            "cuMemcpyHtoDAsync")
        return try context.event(keeping: memory)
    }

    func copyOut(_ buffer: DeviceBuffer, at offset: Int, into bytes: UnsafeMutableRawBufferPointer) throws(DeviceError)
        -> DeviceEvent
    {
        buffer.check(offset, bytes.count)
        try context.enter()
        try context.check(
            table.memcpyDeviceToHost(bytes.baseAddress, buffer.address + UInt64(offset), bytes.count, context.stream),
            "cuMemcpyDtoHAsync")
        return try context.event()
    }

    func copyOnDevice(_ source: DeviceBuffer, at start: Int, to target: DeviceBuffer, at offset: Int, bytes: Int)
        throws(DeviceError)
    {
        source.check(start, bytes)
        target.check(offset, bytes)
        if bytes == 0 { return }
        try context.enter()
        try context.check(
            table.memcpyDeviceToDevice(
                target.address + UInt64(offset), source.address + UInt64(start), bytes, context.stream),
            "cuMemcpyDtoDAsync")
    }

    func clear(_ buffer: DeviceBuffer, at offset: Int, bytes: Int) throws(DeviceError) {
        buffer.check(offset, bytes)
        if bytes == 0 { return }
        try context.enter()
        try context.check(
            table.memsetBytes(buffer.address + UInt64(offset), 0, bytes, context.stream), "cuMemsetD8Async")
    }

    func launch(_ launch: PreparedLaunch) throws(DeviceError) {
        try context.enter()
        try launch.enqueue()
    }

    func launch(_ sequence: LaunchSequence) throws(DeviceError) {
        try context.enter()
        try sequence.enqueue()
    }

    func mark() throws(DeviceError) -> DeviceEvent {
        try context.enter()
        return try context.event()
    }

    func finish() throws(DeviceError) {
        try context.enter()
        try context.check(table.streamSynchronize(context.stream), "cuStreamSynchronize")
    }

    private func checkMemory(_ code: Int32, _ call: StaticString, _ bytes: Int) throws(DeviceError) {
        if CUDACode(value: code).isMissingMemory { throw .outOfMemory(device: details.name, bytes: bytes) }
        try context.check(code, call)
    }
}

extension DeviceBuffer {
    /// Where it is, in CUDA's device memory.
    fileprivate var address: UInt64 { UInt64(handle) }
}
