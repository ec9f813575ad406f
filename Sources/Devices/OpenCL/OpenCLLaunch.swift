/// A kernel object of its own with its arguments, so that starting it is one call.
final class OpenCLLaunch {
    private let context: OpenCLContext
    private let function: DeviceFunction
    private let kernel: OpenCLTable.Handle
    /// Items in all along x, y and z, then items of a work-group.
    private let sizes: UnsafeMutablePointer<Int>
    /// What the arguments refer to, kept as long as they do.
    private var buffers: [DeviceBuffer?]
    private var regions: [OpenCLTable.Handle?]

    init(
        _ context: OpenCLContext, _ function: DeviceFunction, groups: GridSize, items: GridSize,
        arguments: [DeviceArgument]
    ) throws(DeviceError) {
        let program = OpenCLTable.Handle(bitPattern: function.handle)!
        kernel = try context.kernel(function.name, of: program)
        sizes = .allocate(capacity: 6)
        self.context = context
        self.function = function
        buffers = Array(repeating: nil, count: arguments.count)
        regions = Array(repeating: nil, count: arguments.count)
        for (i, count) in [
            groups.x * items.x, groups.y * items.y, groups.z * items.z, items.x, items.y, items.z,
        ].enumerated() { sizes[i] = count }
        let wanted = OpenCLInfo(handle: kernel, query: context.table.getKernelInfo).number(
            OpenCLConstant.kernelArguments, UInt32.self)
        if let wanted, wanted != arguments.count {
            throw .badLaunch(
                device: context.details.name, kernel: function.name,
                reason: "it has \(wanted) arguments, not \(arguments.count)")
        }
        for (index, argument) in arguments.enumerated() { try set(index, to: argument) }
    }

    deinit {
        _ = context.table.releaseKernel(kernel)
        for case let region? in regions { _ = context.table.releaseMemObject(region) }
        sizes.deallocate()
    }

    func set(_ index: Int, to argument: DeviceArgument) throws(DeviceError) {
        let table = context.table
        guard buffers.indices.contains(index) else { throw bad("it has no argument \(index)") }
        if case .buffer(let buffer, let offset) = argument {
            let region = try region(of: buffer, from: offset)
            var memory: OpenCLTable.Handle? = region ?? buffer.memory
            let code = table.setKernelArg(kernel, UInt32(index), MemoryLayout<OpenCLTable.Handle>.size, &memory)
            if let old = regions[index] { _ = table.releaseMemObject(old) }
            regions[index] = region
            buffers[index] = buffer
            try check(code, index)
        } else if let code = argument.withBytes({
            table.setKernelArg(kernel, UInt32(index), $0.count, $0.baseAddress)
        }) {
            try check(code, index)
        }
    }

    func enqueue() throws(DeviceError) {
        let code = context.table.enqueueNDRangeKernel(
            context.queue, kernel, 3, nil, sizes, sizes + 3, 0, nil, nil)
        if code != 0 {
            let code = OpenCLCode(value: code), name = context.details.name
            throw code.isLostDevice
                ? .lost(device: name, code: code.name) : .launch(device: name, kernel: function.name, code: code.name)
        }
    }

    /// The rest of a buffer as a memory object; nil for all of it.
    private func region(of buffer: DeviceBuffer, from offset: Int) throws(DeviceError) -> OpenCLTable.Handle? {
        if offset == 0 { return nil }
        guard offset > 0, offset < buffer.bytes, offset.isMultiple(of: context.details.alignment) else {
            throw bad("an argument begins at byte \(offset) of \(buffer.bytes)")
        }
        var range = (origin: offset, size: buffer.bytes - offset)
        var code: Int32 = 0
        let region = context.table.createSubBuffer(
            buffer.memory, OpenCLConstant.readWrite, OpenCLConstant.region, &range, &code)
        guard let region else { throw OpenCLContext.error("clCreateSubBuffer", code, context.details) }
        return region
    }

    private func check(_ code: Int32, _ index: Int) throws(DeviceError) {
        if code != 0 { throw bad("argument \(index): \(OpenCLCode(value: code).name)") }
    }

    private func bad(_ reason: String) -> DeviceError {
        .badLaunch(device: context.details.name, kernel: function.name, reason: reason)
    }
}

extension OpenCLDevice {
    func prepare(_ function: DeviceFunction, groups: GridSize, items: GridSize, arguments: [DeviceArgument])
        throws(DeviceError) -> PreparedLaunch
    {
        try function.check(groups: groups, items: items, device: details.name)
        let launch = try OpenCLLaunch(context, function, groups: groups, items: items, arguments: arguments)
        return PreparedLaunch(name: function.name) { index, argument throws(DeviceError) in
            try launch.set(index, to: argument)
        } start: { () throws(DeviceError) in
            try launch.enqueue()
        }
    }
}
