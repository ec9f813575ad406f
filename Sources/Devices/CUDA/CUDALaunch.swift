/// A kernel with its sizes and arguments in the form in which the driver takes them.
final class CUDALaunch {
    private static let slot = 8

    private let context: CUDAContext
    private let function: DeviceFunction
    private let kernel: CUDATable.Handle
    private let groups: (UInt32, UInt32, UInt32), items: (UInt32, UInt32, UInt32)
    /// The arguments, eight bytes each, and where each begins.
    private let values: UnsafeMutableRawPointer
    private let pointers: UnsafeMutablePointer<UnsafeMutableRawPointer?>
    private var buffers: [DeviceBuffer?]

    init(
        _ context: CUDAContext, _ function: DeviceFunction, groups: GridSize, items: GridSize,
        arguments: [DeviceArgument]
    ) throws(DeviceError) {
        self.context = context
        self.function = function
        kernel = CUDATable.Handle(bitPattern: function.handle)!
        self.groups = (UInt32(groups.x), UInt32(groups.y), UInt32(groups.z))
        self.items = (UInt32(items.x), UInt32(items.y), UInt32(items.z))
        let count = max(arguments.count, 1)
        values = .allocate(byteCount: count * Self.slot, alignment: Self.slot)
        pointers = .allocate(capacity: count)
        buffers = Array(repeating: nil, count: arguments.count)
        for i in 0..<count { (pointers + i).initialize(to: values + i * Self.slot) }
        for (index, argument) in arguments.enumerated() { try set(index, to: argument) }
    }

    deinit {
        values.deallocate()
        pointers.deallocate()
    }

    func set(_ index: Int, to argument: DeviceArgument) throws(DeviceError) {
        guard buffers.indices.contains(index) else { throw bad("it has no argument \(index)") }
        let place = values + index * Self.slot
        if case .buffer(let buffer, let offset) = argument {
            guard offset >= 0, offset < buffer.bytes, offset.isMultiple(of: context.details.alignment) else {
                throw bad("an argument begins at byte \(offset) of \(buffer.bytes)")
            }
            place.storeBytes(of: UInt64(buffer.handle) + UInt64(offset), as: UInt64.self)
            buffers[index] = buffer
        } else {
            _ = argument.withBytes { place.copyMemory(from: $0.baseAddress!, byteCount: $0.count) }
        }
    }

    func enqueue() throws(DeviceError) {
        let code = context.table.launchKernel(
            kernel, groups.0, groups.1, groups.2, items.0, items.1, items.2, 0, context.stream, pointers, nil)
        if code != 0 {
            let failure = CUDACode(value: code), words = failure.words(context.table), name = context.details.name
            // A launch, too, may return what went wrong in a kernel before it.
            throw failure.isLostDevice
                ? .lost(device: name, code: words) : .launch(device: name, kernel: function.name, code: words)
        }
    }

    private func bad(_ reason: String) -> DeviceError {
        .badLaunch(device: context.details.name, kernel: function.name, reason: reason)
    }
}

extension CUDADevice {
    /// Only this thread's calls are recorded: the measuring threads wait for events meanwhile.
    private static let threadLocal: Int32 = 1

    /// Records launches as one graph, which the driver starts in one call.
    func sequence(_ launches: [PreparedLaunch]) throws(DeviceError) -> LaunchSequence {
        let context = context, table = context.table
        try context.enter()
        try context.check(table.streamBeginCapture(context.stream, Self.threadLocal), "cuStreamBeginCapture")
        var failure: DeviceError?
        do {
            for launch in launches { try launch.enqueue() }
        } catch { failure = error }
        // The stream records until it is told to stop, also after a failure.
        var graph: CUDATable.Handle?, executable: CUDATable.Handle?
        let end = table.streamEndCapture(context.stream, &graph)
        defer { if let graph { _ = table.graphDestroy(graph) } }
        if let failure { throw failure }
        try context.check(end, "cuStreamEndCapture")
        guard let graph else { throw .failed(device: details.name, call: "cuStreamEndCapture", code: "no graph") }
        try context.check(table.graphInstantiate(&executable, graph, 0), "cuGraphInstantiate")
        guard let executable else {
            throw .failed(device: details.name, call: "cuGraphInstantiate", code: "no graph")
        }
        return LaunchSequence(
            launches,
            start: { () throws(DeviceError) in
                try context.check(table.graphLaunch(executable, context.stream), "cuGraphLaunch")
            },
            release: {
                context.enterToRelease()
                _ = table.graphExecDestroy(executable)
            })
    }
}
