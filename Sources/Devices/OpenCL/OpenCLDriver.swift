/// OpenCL on this machine: its devices, in the order of its platforms.
struct OpenCLDriver: @unchecked Sendable {
    #if canImport(Darwin)
    static let libraries = ["/System/Library/Frameworks/OpenCL.framework/OpenCL"]
    #else
    static let libraries = ["libOpenCL.so.1", "libOpenCL.so"]
    #endif

    /// A device and its platform, as OpenCL names them.
    struct Place {
        let platform: OpenCLTable.Handle, device: OpenCLTable.Handle
        let details: DeviceDescription
    }

    let table: OpenCLTable
    let places: [Place]

    /// - Throws: `DeviceError` when there is no driver, or an unusable one.
    static func load() throws(DeviceError) -> OpenCLDriver {
        guard let library = DynamicLibrary(opening: libraries) else {
            throw .noDriver(.opencl, library: libraries[0])
        }
        return try OpenCLDriver(library)
    }

    init(_ library: DynamicLibrary) throws(DeviceError) {
        table = try OpenCLTable(library)
        var places: [Place] = []
        for platform in try Self.platforms(table) {
            let info = OpenCLInfo(handle: platform, query: table.getPlatformInfo)
            let name = info.text(0x0902) ?? "unnamed platform"
            for device in Self.devices(of: platform, table) {
                let details = DeviceDescription(
                    opencl: OpenCLInfo(handle: device, query: table.getDeviceInfo), index: places.count, platform: name)
                places.append(Place(platform: platform, device: device, details: details))
            }
        }
        self.places = places
    }

    func open(_ index: Int) throws(DeviceError) -> OpenCLDevice {
        guard places.indices.contains(index) else {
            throw .noDevice(.opencl, index: index, found: places.count)
        }
        let place = places[index]
        if let problem = place.details.problem {
            throw .unusable(choice: .opencl(index), name: place.details.name, problem: problem)
        }
        return OpenCLDevice(try OpenCLContext(table, place))
    }

    private static func platforms(_ table: OpenCLTable) throws(DeviceError) -> [OpenCLTable.Handle] {
        var count: UInt32 = 0
        let code = table.getPlatformIDs(0, nil, &count)
        // The loader's way to say that no driver is installed beside it.
        if code == -1001 || code == 0 && count == 0 { return [] }
        guard code == 0 else { throw .brokenDriver(.opencl, reason: OpenCLCode(value: code).name) }
        var platforms = [OpenCLTable.Handle?](repeating: nil, count: Int(count))
        let second = table.getPlatformIDs(count, &platforms, nil)
        guard second == 0 else { throw .brokenDriver(.opencl, reason: OpenCLCode(value: second).name) }
        return platforms.compactMap(\.self)
    }

    /// A platform that fails has no devices: the others may be well.
    private static func devices(of platform: OpenCLTable.Handle, _ table: OpenCLTable) -> [OpenCLTable.Handle] {
        var count: UInt32 = 0
        guard table.getDeviceIDs(platform, OpenCLConstant.allDevices, 0, nil, &count) == 0, count > 0 else { return [] }
        var devices = [OpenCLTable.Handle?](repeating: nil, count: Int(count))
        guard table.getDeviceIDs(platform, OpenCLConstant.allDevices, count, &devices, nil) == 0 else { return [] }
        return devices.compactMap(\.self)
    }
}

/// Reads what OpenCL says about one of its objects.
struct OpenCLInfo {
    let handle: OpenCLTable.Handle
    let query: OpenCLTable.GetInfo

    /// A text, without the zero in its end; nil when the driver does not answer.
    func text(_ key: UInt32) -> String? {
        var size = 0
        guard query(handle, key, 0, nil, &size) == 0, size > 0 else { return nil }
        var bytes = [UInt8](repeating: 0, count: size)
        guard query(handle, key, size, &bytes, nil) == 0 else { return nil }
        // Some drivers pad names with spaces.
        let text = String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
        return text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    }

    /// A number of the type that OpenCL has for it.
    func number<T: FixedWidthInteger>(_ key: UInt32, _ type: T.Type = T.self) -> T? {
        var value: T = 0
        return query(handle, key, MemoryLayout<T>.size, &value, nil) == 0 ? value : nil
    }
}

extension DeviceDescription {
    /// What a device of OpenCL says about itself.
    init(opencl info: OpenCLInfo, index: Int, platform: String) {
        let version = info.text(0x102F) ?? "OpenCL"
        let language = info.text(0x103D) ?? "OpenCL C"
        self.init(
            driver: .opencl, index: index, name: info.text(0x102B) ?? "unnamed device",
            driverVersion: [platform, info.text(0x102D)].compactMap(\.self).joined(separator: " "),
            compiler: language, memory: Int(clamping: info.number(0x101F, UInt64.self) ?? 0),
            largestBuffer: Int(clamping: info.number(0x1010, UInt64.self) ?? 0),
            localMemory: Int(clamping: info.number(0x1023, UInt64.self) ?? 0),
            largestGroup: info.number(0x1004, Int.self) ?? 0, units: Int(info.number(0x1002, UInt32.self) ?? 0),
            // In bits; a kernel's own vectors want 16 bytes.
            alignment: max(Int(info.number(0x1019, UInt32.self) ?? 0) / 8, 16),
            isProcessor: (info.number(0x1000, UInt64.self) ?? 0) & 2 != 0, problem: nil)
        problem = Self.problem(version: version, info) ?? missingLimit
    }

    private static func problem(version: String, _ info: OpenCLInfo) -> String? {
        if info.number(0x1027, UInt32.self) != 1 { return "its driver says that it is not available" }
        if info.number(0x1028, UInt32.self) != 1 { return "its driver has no compiler" }
        let numbers =
            version.split(separator: " ").dropFirst().first?.split(separator: ".").compactMap { Int($0) } ?? []
        if numbers.lexicographicallyPrecedes([1, 2]) { return "it has \(version), 1.2 is needed" }
        if info.number(0x100D, UInt32.self) != 64 { return "its addresses do not have 64 bits" }
        return nil
    }
}

/// Numbers of OpenCL's header, by its names.
enum OpenCLConstant {
    static let allDevices: UInt64 = 0xFFFF_FFFF
    static let contextPlatform = 0x1084
    static let readWrite: UInt64 = 1 << 0, allocatedByHost: UInt64 = 1 << 4
    static let region: UInt32 = 0x1220
    static let mapReadWrite: UInt64 = 1 << 0 | 1 << 1
    static let buildLog: UInt32 = 0x1183
    static let kernelArguments: UInt32 = 0x1191
    static let kernelGroupSize: UInt32 = 0x11B0
    static let executionStatus: UInt32 = 0x11D3
}

/// A negative number that OpenCL returned.
struct OpenCLCode {
    let value: Int32

    var isMissingMemory: Bool { [-4, -5, -6, -61].contains(value) }

    /// The queue, its context or the device is gone.
    var isLostDevice: Bool { [-2, -34, -36].contains(value) }

    /// The name in OpenCL's header, `CL_OUT_OF_RESOURCES`.
    var name: String { Self.names[value].map { "CL_\($0)" } ?? "error \(value)" }

    private static let names: [Int32: String] = [
        -1: "DEVICE_NOT_FOUND", -2: "DEVICE_NOT_AVAILABLE", -3: "COMPILER_NOT_AVAILABLE",
        -4: "MEM_OBJECT_ALLOCATION_FAILURE", -5: "OUT_OF_RESOURCES", -6: "OUT_OF_HOST_MEMORY",
        -7: "PROFILING_INFO_NOT_AVAILABLE", -8: "MEM_COPY_OVERLAP", -9: "IMAGE_FORMAT_MISMATCH",
        -10: "IMAGE_FORMAT_NOT_SUPPORTED", -11: "BUILD_PROGRAM_FAILURE", -12: "MAP_FAILURE",
        -13: "MISALIGNED_SUB_BUFFER_OFFSET", -14: "EXEC_STATUS_ERROR_FOR_EVENTS_IN_WAIT_LIST",
        -15: "COMPILE_PROGRAM_FAILURE", -16: "LINKER_NOT_AVAILABLE", -17: "LINK_PROGRAM_FAILURE",
        -30: "INVALID_VALUE", -31: "INVALID_DEVICE_TYPE", -32: "INVALID_PLATFORM", -33: "INVALID_DEVICE",
        -34: "INVALID_CONTEXT", -35: "INVALID_QUEUE_PROPERTIES", -36: "INVALID_COMMAND_QUEUE",
        -37: "INVALID_HOST_PTR", -38: "INVALID_MEM_OBJECT", -42: "INVALID_BINARY", -43: "INVALID_BUILD_OPTIONS",
        -44: "INVALID_PROGRAM", -45: "INVALID_PROGRAM_EXECUTABLE", -46: "INVALID_KERNEL_NAME",
        -47: "INVALID_KERNEL_DEFINITION", -48: "INVALID_KERNEL", -49: "INVALID_ARG_INDEX", -50: "INVALID_ARG_VALUE",
        -51: "INVALID_ARG_SIZE", -52: "INVALID_KERNEL_ARGS", -53: "INVALID_WORK_DIMENSION",
        -54: "INVALID_WORK_GROUP_SIZE", -55: "INVALID_WORK_ITEM_SIZE", -56: "INVALID_GLOBAL_OFFSET",
        -57: "INVALID_EVENT_WAIT_LIST", -58: "INVALID_EVENT", -59: "INVALID_OPERATION", -61: "INVALID_BUFFER_SIZE",
        -63: "INVALID_GLOBAL_WORK_SIZE", -1001: "PLATFORM_NOT_FOUND_KHR",
    ]
}
