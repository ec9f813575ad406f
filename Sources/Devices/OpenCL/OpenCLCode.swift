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
