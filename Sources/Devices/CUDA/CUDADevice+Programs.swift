extension CUDADevice {
    func compile(_ source: String, options: [String]) throws(DeviceError) -> DeviceProgram {
        let table = context.table, name = details.name
        let definitions = try CompileOptions(options, device: name).definitions
        let arguments = NVRTC.options(context.capability, definitions)
        // Everything that decides the machine code.
        let key = (["\(compiler.title) driver \(driver) \(name)"] + arguments + [source]).joined(separator: "\n")
        let kept = cache?.cubin(for: key)
        let (cubin, log) =
            if let kept { (kept, "") } else { try compiler.compile(source, options: arguments, device: name) }
        try context.enter()
        var module: CUDATable.Handle?
        let code = table.moduleLoadData(&module, cubin, 0, nil, nil)
        guard code == 0, let module else {
            let failure = CUDACode(value: code), words = failure.words(table)
            throw failure.isLostDevice
                ? .lost(device: name, code: words)
                : .compile(
                    device: name,
                    log: "error: the driver (CUDA \(driver)) does not load code of \(compiler.title): \(words)\n\(log)")
        }
        if kept == nil { cache?.keep(cubin, for: key) }
        return DeviceProgram(log: log, handle: UInt(bitPattern: module)) { [context] in
            context.enterToRelease()
            _ = context.table.moduleUnload(module)
        } find: { [context] kernel, owner throws(DeviceError) in
            try context.function(kernel, of: module, owner)
        }
    }

    func prepare(_ function: DeviceFunction, groups: GridSize, items: GridSize, arguments: [DeviceArgument])
        throws(DeviceError) -> PreparedLaunch
    {
        try function.check(groups: groups, items: items, device: details.name)
        let launch = try CUDALaunch(context, function, groups: groups, items: items, arguments: arguments)
        return PreparedLaunch(name: function.name) { index, argument throws(DeviceError) in
            try launch.set(index, to: argument)
        } start: { () throws(DeviceError) in
            try launch.enqueue()
        }
    }
}

extension CUDAContext {
    /// Attributes of a function, by the header's values.
    private static let largestGroup: Int32 = 0, localBytes: Int32 = 3

    fileprivate func function(_ name: String, of module: CUDATable.Handle, _ owner: DeviceProgram) throws(DeviceError)
        -> DeviceFunction
    {
        try enter()
        var function: CUDATable.Handle?
        let code = table.moduleGetFunction(&function, module, name)
        if CUDACode(value: code).isNotFound { throw .noFunction(device: details.name, name: name) }
        try check(code, "cuModuleGetFunction")
        guard let function else { throw .noFunction(device: details.name, name: name) }
        var largest: Int32 = 0, local: Int32 = 0
        try check(table.functionGetAttribute(&largest, Self.largestGroup, function), "cuFuncGetAttribute")
        try check(table.functionGetAttribute(&local, Self.localBytes, function), "cuFuncGetAttribute")
        return DeviceFunction(
            name: name, largestGroup: Int(largest), spilledBytes: Int(local), program: owner,
            handle: UInt(bitPattern: function))
    }
}
