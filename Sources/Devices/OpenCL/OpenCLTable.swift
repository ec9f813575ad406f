/// The functions of OpenCL 1.2 that are used, with the types of its C header.
struct OpenCLTable: @unchecked Sendable {
    /// A platform, device, context, queue, program, kernel, memory object or event.
    typealias Handle = UnsafeMutableRawPointer
    typealias Size = UnsafeMutablePointer<Int>
    typealias Code = UnsafeMutablePointer<Int32>
    /// The events to wait for before, how many and which, and the event to make: (count, events, event).
    typealias Events = UnsafePointer<Handle?>
    typealias NewEvent = UnsafeMutablePointer<Handle?>
    typealias Release = @convention(c) (Handle) -> Int32
    typealias GetInfo = @convention(c) (Handle, UInt32, Int, UnsafeMutableRawPointer?, Size?) -> Int32
    typealias GetInfoForDevice = @convention(c) (Handle, Handle, UInt32, Int, UnsafeMutableRawPointer?, Size?) -> Int32

    let getPlatformIDs: @convention(c) (UInt32, UnsafeMutablePointer<Handle?>?, UnsafeMutablePointer<UInt32>?) -> Int32
    let getPlatformInfo: GetInfo
    let getDeviceIDs:
        @convention(c) (Handle, UInt64, UInt32, UnsafeMutablePointer<Handle?>?, UnsafeMutablePointer<UInt32>?) -> Int32
    let getDeviceInfo: GetInfo

    let createContext:
        @convention(c) (
            UnsafePointer<Int>?, UInt32, UnsafePointer<Handle?>, UnsafeRawPointer?, UnsafeMutableRawPointer?, Code
        ) -> Handle?
    let releaseContext: Release
    let createCommandQueue: @convention(c) (Handle, Handle, UInt64, Code) -> Handle?
    let releaseCommandQueue: Release

    let createBuffer: @convention(c) (Handle, UInt64, Int, UnsafeMutableRawPointer?, Code) -> Handle?
    let createSubBuffer: @convention(c) (Handle, UInt64, UInt32, UnsafeRawPointer, Code) -> Handle?
    let releaseMemObject: Release
    let enqueueReadBuffer:
        @convention(c) (
            Handle, Handle, UInt32, Int, Int, UnsafeMutableRawPointer?, UInt32, Events?, NewEvent?
        ) -> Int32
    let enqueueWriteBuffer:
        @convention(c) (Handle, Handle, UInt32, Int, Int, UnsafeRawPointer?, UInt32, Events?, NewEvent?) -> Int32
    let enqueueCopyBuffer: @convention(c) (Handle, Handle, Handle, Int, Int, Int, UInt32, Events?, NewEvent?) -> Int32
    let enqueueFillBuffer:
        @convention(c) (Handle, Handle, UnsafeRawPointer, Int, Int, Int, UInt32, Events?, NewEvent?) -> Int32
    let enqueueMapBuffer:
        @convention(c) (Handle, Handle, UInt32, UInt64, Int, Int, UInt32, Events?, NewEvent?, Code) ->
            UnsafeMutableRawPointer?
    let enqueueUnmapMemObject:
        @convention(c) (Handle, Handle, UnsafeMutableRawPointer, UInt32, Events?, NewEvent?) -> Int32

    let createProgramWithSource:
        @convention(c) (Handle, UInt32, UnsafePointer<UnsafePointer<CChar>?>, UnsafePointer<Int>, Code) -> Handle?
    let buildProgram:
        @convention(c) (
            Handle, UInt32, UnsafePointer<Handle?>, UnsafePointer<CChar>, UnsafeRawPointer?, UnsafeMutableRawPointer?
        ) -> Int32
    let getProgramBuildInfo: GetInfoForDevice
    let releaseProgram: Release
    let createKernel: @convention(c) (Handle, UnsafePointer<CChar>, Code) -> Handle?
    let setKernelArg: @convention(c) (Handle, UInt32, Int, UnsafeRawPointer?) -> Int32
    let getKernelInfo: GetInfo
    let getKernelWorkGroupInfo: GetInfoForDevice
    let releaseKernel: Release
    let enqueueNDRangeKernel:
        @convention(c) (
            Handle, Handle, UInt32, UnsafePointer<Int>?, UnsafePointer<Int>, UnsafePointer<Int>, UInt32, Events?,
            NewEvent?
        ) -> Int32

    let enqueueMarkerWithWaitList: @convention(c) (Handle, UInt32, Events?, NewEvent?) -> Int32
    let waitForEvents: @convention(c) (UInt32, Events) -> Int32
    let getEventInfo: GetInfo
    let releaseEvent: Release
    let flush: Release
    let finish: Release

    /// - Throws: `DeviceError.driverTooOld` for the first function that is missing.
    init(_ library: DynamicLibrary) throws(DeviceError) {
        func function<F>(_ name: String) throws(DeviceError) -> F { try library.function(name, of: .opencl) }
        getPlatformIDs = try function("clGetPlatformIDs")
        getPlatformInfo = try function("clGetPlatformInfo")
        getDeviceIDs = try function("clGetDeviceIDs")
        getDeviceInfo = try function("clGetDeviceInfo")
        createContext = try function("clCreateContext")
        releaseContext = try function("clReleaseContext")
        createCommandQueue = try function("clCreateCommandQueue")
        releaseCommandQueue = try function("clReleaseCommandQueue")
        createBuffer = try function("clCreateBuffer")
        createSubBuffer = try function("clCreateSubBuffer")
        releaseMemObject = try function("clReleaseMemObject")
        enqueueReadBuffer = try function("clEnqueueReadBuffer")
        enqueueWriteBuffer = try function("clEnqueueWriteBuffer")
        enqueueCopyBuffer = try function("clEnqueueCopyBuffer")
        enqueueFillBuffer = try function("clEnqueueFillBuffer")
        enqueueMapBuffer = try function("clEnqueueMapBuffer")
        enqueueUnmapMemObject = try function("clEnqueueUnmapMemObject")
        createProgramWithSource = try function("clCreateProgramWithSource")
        buildProgram = try function("clBuildProgram")
        getProgramBuildInfo = try function("clGetProgramBuildInfo")
        releaseProgram = try function("clReleaseProgram")
        createKernel = try function("clCreateKernel")
        setKernelArg = try function("clSetKernelArg")
        getKernelInfo = try function("clGetKernelInfo")
        getKernelWorkGroupInfo = try function("clGetKernelWorkGroupInfo")
        releaseKernel = try function("clReleaseKernel")
        enqueueNDRangeKernel = try function("clEnqueueNDRangeKernel")
        enqueueMarkerWithWaitList = try function("clEnqueueMarkerWithWaitList")
        waitForEvents = try function("clWaitForEvents")
        getEventInfo = try function("clGetEventInfo")
        releaseEvent = try function("clReleaseEvent")
        flush = try function("clFlush")
        finish = try function("clFinish")
    }
}
