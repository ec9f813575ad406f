/// The functions of CUDA's driver interface that are used, with the types of its C header.
struct CUDATable: @unchecked Sendable {
    /// A context, module, function, stream, event or graph.
    typealias Handle = UnsafeMutableRawPointer
    typealias NewHandle = UnsafeMutablePointer<Handle?>
    typealias Text = UnsafeMutablePointer<UnsafePointer<CChar>?>

    /// The library's present version of a function; the header renames calls to it.
    let initialize: @convention(c) (UInt32) -> Int32
    let driverGetVersion: @convention(c) (UnsafeMutablePointer<Int32>) -> Int32
    let getErrorName: @convention(c) (Int32, Text) -> Int32
    let getErrorString: @convention(c) (Int32, Text) -> Int32

    let deviceGetCount: @convention(c) (UnsafeMutablePointer<Int32>) -> Int32
    let deviceGet: @convention(c) (UnsafeMutablePointer<Int32>, Int32) -> Int32
    let deviceGetName: @convention(c) (UnsafeMutablePointer<CChar>, Int32, Int32) -> Int32
    let deviceTotalMem: @convention(c) (UnsafeMutablePointer<Int>, Int32) -> Int32
    let deviceGetAttribute: @convention(c) (UnsafeMutablePointer<Int32>, Int32, Int32) -> Int32

    let primaryContextRetain: @convention(c) (NewHandle, Int32) -> Int32
    let primaryContextRelease: @convention(c) (Int32) -> Int32
    let setCurrentContext: @convention(c) (Handle?) -> Int32

    let memGetInfo: @convention(c) (UnsafeMutablePointer<Int>, UnsafeMutablePointer<Int>) -> Int32
    let memAlloc: @convention(c) (UnsafeMutablePointer<UInt64>, Int) -> Int32
    let memFree: @convention(c) (UInt64) -> Int32
    let memHostAlloc: @convention(c) (NewHandle, Int, UInt32) -> Int32
    let memFreeHost: @convention(c) (Handle) -> Int32
    let memcpyHostToDevice: @convention(c) (UInt64, UnsafeRawPointer?, Int, Handle) -> Int32
    let memcpyDeviceToHost: @convention(c) (UnsafeMutableRawPointer?, UInt64, Int, Handle) -> Int32
    let memcpyDeviceToDevice: @convention(c) (UInt64, UInt64, Int, Handle) -> Int32
    let memsetBytes: @convention(c) (UInt64, UInt8, Int, Handle) -> Int32

    let moduleLoadData:
        @convention(c) (
            NewHandle, UnsafeRawPointer, UInt32, UnsafeMutablePointer<Int32>?,
            UnsafeMutablePointer<UnsafeMutableRawPointer?>?
        ) -> Int32
    let moduleUnload: @convention(c) (Handle) -> Int32
    let moduleGetFunction: @convention(c) (NewHandle, Handle, UnsafePointer<CChar>) -> Int32
    let functionGetAttribute: @convention(c) (UnsafeMutablePointer<Int32>, Int32, Handle) -> Int32
    let launchKernel:
        @convention(c) (
            Handle, UInt32, UInt32, UInt32, UInt32, UInt32, UInt32, UInt32, Handle,
            UnsafeMutablePointer<UnsafeMutableRawPointer?>?, UnsafeMutablePointer<UnsafeMutableRawPointer?>?
        ) -> Int32

    let streamCreate: @convention(c) (NewHandle, UInt32) -> Int32
    let streamDestroy: @convention(c) (Handle) -> Int32
    let streamSynchronize: @convention(c) (Handle) -> Int32
    let eventCreate: @convention(c) (NewHandle, UInt32) -> Int32
    let eventRecord: @convention(c) (Handle, Handle) -> Int32
    let eventSynchronize: @convention(c) (Handle) -> Int32
    let eventQuery: @convention(c) (Handle) -> Int32
    let eventDestroy: @convention(c) (Handle) -> Int32

    let streamBeginCapture: @convention(c) (Handle, Int32) -> Int32
    let streamEndCapture: @convention(c) (Handle, NewHandle) -> Int32
    let graphInstantiate: @convention(c) (NewHandle, Handle, UInt64) -> Int32
    let graphLaunch: @convention(c) (Handle, Handle) -> Int32
    let graphDestroy: @convention(c) (Handle) -> Int32
    let graphExecDestroy: @convention(c) (Handle) -> Int32

    /// - Throws: `DeviceError.driverTooOld` for the first function that is missing; all are there from CUDA 11.4 on.
    init(_ library: DynamicLibrary) throws(DeviceError) {
        func function<F>(_ name: String) throws(DeviceError) -> F { try library.function(name, of: .cuda) }
        initialize = try function("cuInit")
        driverGetVersion = try function("cuDriverGetVersion")
        getErrorName = try function("cuGetErrorName")
        getErrorString = try function("cuGetErrorString")
        deviceGetCount = try function("cuDeviceGetCount")
        deviceGet = try function("cuDeviceGet")
        deviceGetName = try function("cuDeviceGetName")
        deviceTotalMem = try function("cuDeviceTotalMem_v2")
        deviceGetAttribute = try function("cuDeviceGetAttribute")
        primaryContextRetain = try function("cuDevicePrimaryCtxRetain")
        primaryContextRelease = try function("cuDevicePrimaryCtxRelease_v2")
        setCurrentContext = try function("cuCtxSetCurrent")
        memGetInfo = try function("cuMemGetInfo_v2")
        memAlloc = try function("cuMemAlloc_v2")
        memFree = try function("cuMemFree_v2")
        memHostAlloc = try function("cuMemHostAlloc")
        memFreeHost = try function("cuMemFreeHost")
        memcpyHostToDevice = try function("cuMemcpyHtoDAsync_v2")
        memcpyDeviceToHost = try function("cuMemcpyDtoHAsync_v2")
        memcpyDeviceToDevice = try function("cuMemcpyDtoDAsync_v2")
        memsetBytes = try function("cuMemsetD8Async")
        moduleLoadData = try function("cuModuleLoadDataEx")
        moduleUnload = try function("cuModuleUnload")
        moduleGetFunction = try function("cuModuleGetFunction")
        functionGetAttribute = try function("cuFuncGetAttribute")
        launchKernel = try function("cuLaunchKernel")
        streamCreate = try function("cuStreamCreate")
        streamDestroy = try function("cuStreamDestroy_v2")
        streamSynchronize = try function("cuStreamSynchronize")
        eventCreate = try function("cuEventCreate")
        eventRecord = try function("cuEventRecord")
        eventSynchronize = try function("cuEventSynchronize")
        eventQuery = try function("cuEventQuery")
        eventDestroy = try function("cuEventDestroy_v2")
        streamBeginCapture = try function("cuStreamBeginCapture_v2")
        streamEndCapture = try function("cuStreamEndCapture")
        graphInstantiate = try function("cuGraphInstantiateWithFlags")
        graphLaunch = try function("cuGraphLaunch")
        graphDestroy = try function("cuGraphDestroy")
        graphExecDestroy = try function("cuGraphExecDestroy")
    }
}
