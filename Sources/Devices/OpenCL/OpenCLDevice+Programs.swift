extension OpenCLDevice {
    /// Before every source; its lines keep their numbers.
    private static let beginning = "#pragma OPENCL FP_CONTRACT OFF\n#line 1\n"

    func compile(_ source: String, options: [String]) throws(DeviceError) -> DeviceProgram {
        let table = context.table, name = details.name
        let definitions = try CompileOptions(options, device: name).definitions
        var arguments = ["-cl-std=CL1.2", "-DDIP_OPENCL=1"] + definitions
        // Division and roots as everywhere else, where the device can.
        let info = OpenCLInfo(handle: context.device, query: table.getDeviceInfo)
        if (info.number(0x101B, UInt64.self) ?? 0) & 1 << 7 != 0 {
            arguments.append("-cl-fp32-correctly-rounded-divide-sqrt")
        }
        var code: Int32 = 0
        let program = (Self.beginning + source).withCString { text in
            var text: UnsafePointer<CChar>? = text
            // A length of 0: up to the zero in its end.
            var length = 0
            return table.createProgramWithSource(context.context, 1, &text, &length, &code)
        }
        guard let program else { throw OpenCLContext.error("clCreateProgramWithSource", code, details) }
        var device: OpenCLTable.Handle? = context.device
        code = table.buildProgram(program, 1, &device, arguments.joined(separator: " "), nil, nil)
        let log = log(of: program)
        if code != 0 {
            _ = table.releaseProgram(program)
            let failure = OpenCLCode(value: code)
            throw failure.isLostDevice
                ? .lost(device: name, code: failure.name)
                : .compile(device: name, log: log.isEmpty ? failure.name : log)
        }
        return DeviceProgram(log: log, handle: UInt(bitPattern: program)) { [context] in
            _ = context.table.releaseProgram(program)
        } find: { [context] kernel, owner throws(DeviceError) in
            try context.function(kernel, of: program, owner)
        }
    }

    private func log(of program: OpenCLTable.Handle) -> String {
        var size = 0
        let query = context.table.getProgramBuildInfo
        guard query(program, context.device, OpenCLConstant.buildLog, 0, nil, &size) == 0, size > 1 else { return "" }
        var bytes = [UInt8](repeating: 0, count: size)
        guard query(program, context.device, OpenCLConstant.buildLog, size, &bytes, nil) == 0 else { return "" }
        return String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
    }
}

extension OpenCLContext {
    /// A kernel of a program; it says which groups it can be started with.
    fileprivate func function(_ name: String, of program: OpenCLTable.Handle, _ owner: DeviceProgram)
        throws(DeviceError) -> DeviceFunction
    {
        let kernel = try self.kernel(name, of: program)
        defer { _ = table.releaseKernel(kernel) }
        var largest = 0
        try check(
            table.getKernelWorkGroupInfo(
                kernel, device, OpenCLConstant.kernelGroupSize, MemoryLayout<Int>.size, &largest, nil),
            "clGetKernelWorkGroupInfo")
        return DeviceFunction(
            name: name, largestGroup: largest, spilledBytes: 0, program: owner, handle: UInt(bitPattern: program))
    }

    /// A kernel object, which has arguments of its own.
    func kernel(_ name: String, of program: OpenCLTable.Handle) throws(DeviceError) -> OpenCLTable.Handle {
        var code: Int32 = 0
        if let kernel = table.createKernel(program, name, &code) { return kernel }
        throw code == -46 ? .noFunction(device: details.name, name: name) : Self.error("clCreateKernel", code, details)
    }
}
