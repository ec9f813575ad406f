import DeviceDoubles
import FakeCUDA
import Testing

@testable import Devices

extension DriverTests {
    /// Every call of the driver and of the compiler fails once: always a sentence, and everything is given back.
    @Suite(.serialized) struct CUDAFailuresTests {
        init() { fake_cuda_reset() }

        private static let calls = [
            "cuDevicePrimaryCtxRetain", "cuCtxSetCurrent", "cuMemAlloc_v2", "cuMemHostAlloc", "cuMemcpyHtoDAsync_v2",
            "cuMemcpyDtoHAsync_v2", "cuMemcpyDtoDAsync_v2", "cuMemsetD8Async", "cuModuleLoadDataEx",
            "cuModuleGetFunction", "cuFuncGetAttribute", "cuLaunchKernel", "cuStreamCreate", "cuStreamSynchronize",
            "cuEventCreate", "cuEventRecord", "cuEventSynchronize", "cuEventQuery", "cuStreamBeginCapture_v2",
            "cuStreamEndCapture", "cuGraphInstantiateWithFlags", "cuGraphLaunch", "nvrtcCreateProgram",
            "nvrtcCompileProgram", "nvrtcGetCUBINSize", "nvrtcGetCUBIN",
        ]

        /// 2: too little memory; 1: refused; 700: a kernel damaged the context, for good.
        @Test(arguments: calls, [Int32(1), 2, 700])
        func everyCallFailsWithASentenceAndNothingIsLeft(call: String, code: Int32) throws {
            let alive = fake_cuda_live()
            try DriverTests.withoutLeaks {
                var failures = 0
                for number in 1...40 {
                    fake_cuda_reset()
                    fake_cuda_fail(call, Int32(number), code)
                    do {
                        try CUDADeviceTests.work(on: try CUDADeviceTests.device())
                        // Two are called also to give things back, where nobody can be told.
                        #expect(
                            fake_cuda_calls(call) < number
                                || ["cuCtxSetCurrent", "cuStreamSynchronize"].contains(call),
                            "the failure was not noticed")
                    } catch let error as DeviceError {
                        failures += 1
                        #expect(!error.description.isEmpty && !error.description.contains("\n"))
                    }
                }
                #expect(failures > 0)
            }
            fake_cuda_reset()
            #expect(fake_cuda_live() == alive)
        }

        @Test func theSentencesSayWhatHappened() throws {
            func error(_ call: String, _ code: Int32) throws -> DeviceError? {
                fake_cuda_reset()
                fake_cuda_fail(call, 1, code)
                return DeviceTurn.take {
                    #expect(throws: DeviceError.self) { try CUDADeviceTests.work(on: try CUDADeviceTests.device()) }
                }
            }
            #expect(try error("cuMemAlloc_v2", 2) == .outOfMemory(device: "Fake card 0", bytes: 64))
            #expect(
                try error("cuLaunchKernel", 1)
                    == .launch(device: "Fake card 0", kernel: "scale", code: "CUDA_ERROR_FAKE (fake)"))
            let illegal = "CUDA_ERROR_ILLEGAL_ADDRESS (an illegal address)"
            for call in ["cuStreamSynchronize", "cuLaunchKernel", "cuModuleLoadDataEx"] {
                #expect(try error(call, 700) == .lost(device: "Fake card 0", code: illegal))
            }
            // It asks for more than the device has: nothing is wrong with the device.
            #expect(
                try error("cuLaunchKernel", 701)
                    == .launch(device: "Fake card 0", kernel: "scale", code: "CUDA_ERROR_FAKE (fake)"))
            #expect(
                try error("cuEventSynchronize", 999) == .lost(device: "Fake card 0", code: "CUDA_ERROR_UNKNOWN (fake)"))
            #expect(
                try error("cuMemsetD8Async", 1)
                    == .failed(device: "Fake card 0", call: "cuMemsetD8Async", code: "CUDA_ERROR_FAKE (fake)"))
            #expect(
                try error("cuModuleLoadDataEx", 222)?.description.contains(
                    "the driver (CUDA 12.4) does not load code of NVRTC 12.4: CUDA_ERROR_FAKE") == true)
        }

        @Test func sourceThatDoesNotCompileKeepsItsLog() throws {
            try DriverTests.withoutLeaks {
                let device = try CUDADeviceTests.device()
                let log = "kernels.cu(1): error: #error"
                #expect(throws: DeviceError.compile(device: "Fake card 0", log: log)) {
                    try device.compile("#error", options: [])
                }
            }
        }

        @Test func aDriverWithoutAFunctionIsTooOld() {
            for missing in ["cuInit", "cuGraphExecDestroy"] {
                let library = DynamicLibrary(name: "partial") { $0 == missing ? nil : fake_cuda_symbol($0) }
                #expect(throws: DeviceError.driverTooOld(.cuda, symbol: missing)) {
                    try CUDADriver(library) { _ throws(DeviceError) in try NVRTC(library) }
                }
            }
        }

        @Test func driversWithoutDeviceOrCompilerSaySo() throws {
            fake_cuda_set_devices(0)
            let empty = try CUDADeviceTests.driver()
            #expect(empty.places.isEmpty)
            #expect(throws: DeviceError.noDevice(.cuda, index: 0, found: 0)) { try empty.open(0) }

            fake_cuda_reset()
            let library = DynamicLibrary(name: "double") { fake_cuda_symbol($0) }
            let bare = DynamicLibrary(name: "libnvrtc.so.9") { $0 == "nvrtcGetCUBIN" ? nil : fake_cuda_symbol($0) }
            let old = try CUDADriver(library) { _ throws(DeviceError) in try NVRTC(bare) }
            let problem =
                "the CUDA driver does not work: the compiler libnvrtc.so.9 is too old: it has no nvrtcGetCUBIN"
            #expect(old.places[0].details.problem == problem)
            #expect(throws: DeviceError.unusable(choice: .cuda(0), name: "Fake card 0", problem: problem)) {
                try old.open(0)
            }

            fake_cuda_set_capability(12, 0)
            let newer = try CUDADeviceTests.driver()
            #expect(
                newer.places[0].details.problem == "NVRTC 12.4 does not compile for compute capability 12.0")
            for (call, code) in [("cuInit", Int32(802)), ("cuDeviceGetCount", 1)] {
                fake_cuda_reset()
                fake_cuda_fail(call, 1, code)
                #expect(throws: DeviceError.brokenDriver(.cuda, reason: "CUDA_ERROR_FAKE (fake)")) {
                    try CUDADeviceTests.driver()
                }
            }
        }

        @Test func aDeviceThatDoesNotAnswerIsListed() throws {
            fake_cuda_set_devices(2)
            fake_cuda_fail("cuDeviceGet", 1, 46)
            let places = try CUDADeviceTests.driver().places
            #expect(places[0].details.problem == "it does not answer (CUDA_ERROR_FAKE (fake))")
            #expect(places[1].details.problem == nil)
        }
    }
}
