import FakeCUDA
import Testing

@testable import Devices

extension DriverTests {
    /// The driver of CUDA on a double of its library, which checks the calls and keeps everything in the host's memory.
    @Suite(.serialized) struct CUDADeviceTests {
        init() { fake_cuda_reset() }

        static func driver() throws -> CUDADriver {
            let library = DynamicLibrary(name: "double") { fake_cuda_symbol($0) }
            return try CUDADriver(library) { _ throws(DeviceError) in try NVRTC(library) }
        }

        static func device() throws -> CUDADevice {
            let driver = try driver(), place = driver.places[0]
            return CUDADevice(
                try CUDAContext(driver.table, place), try driver.compiler.get(), driver: driver.version, cache: nil)
        }

        /// A little work of every kind, with what it must give.
        static func work(on device: any Device) throws {
            let x = try device.allocate(bytes: 64), y = try device.allocate(bytes: 64)
            let pinned = try device.pinned(bytes: 64)
            #expect(pinned.memory.allSatisfy { $0 == 0 })
            let program = try device.compile("scale count", options: ["-D SIZE=3"])
            let scale = try device.prepare(
                try program.function(named: "scale"), groups: (2, 1, 1), items: (8, 1, 1),
                arguments: [.buffer(x), .buffer(y), .float(2), .int32(16)])
            let count = try device.prepare(
                try program.function(named: "count"), groups: (1, 1, 1), items: (1, 1, 1),
                arguments: [.buffer(x, offset: 16)])
            try [Float](repeating: 1.5, count: 12).withUnsafeBytes { try device.copyIn($0, to: x, at: 0) }
            try device.launch(scale)
            try device.copyOnDevice(y, at: 0, to: x, at: 0, bytes: 8)
            try device.clear(x, at: 16, bytes: 4)
            try device.launch(try device.sequence([count, count, scale]))
            try scale.set(1, to: .buffer(x, offset: 32))
            try scale.set(3, to: .int32(2))
            try device.launch(scale)
            try device.copyOut(x, at: 0, into: pinned.memory).wait()
            let floats = pinned.memory.bindMemory(to: Float.self)
            #expect(Array(floats[0..<4]) == [3, 3, 1.5, 1.5])
            #expect(floats[4].bitPattern == 2)
            #expect(Array(floats[8..<10]) == [6, 6])
            try device.copyIn(pinned, from: 32, bytes: 8, to: y, at: 0).wait()
            let mark = try device.mark()
            try device.finish()
            #expect(try mark.isDone())
            try device.copyOut(y, at: 0, into: pinned.memory).wait()
            #expect(Array(floats[0..<3]) == [6, 6, 3])
        }

        @Test func workOfEveryKindIsDoneAndGivenBack() throws {
            try DriverTests.withoutLeaks {
                try Self.work(on: try Self.device())
                #expect(fake_cuda_live() == 0 && fake_cuda_bytes() == 0)
                // One call for all launches of a sequence.
                #expect(fake_cuda_calls("cuGraphLaunch") == 1 && fake_cuda_calls("cuLaunchKernel") == 5)
            }
        }

        @Test func theDeviceSaysWhatItIs() throws {
            fake_cuda_set_devices(2)
            let places = try Self.driver().places
            #expect(places.map(\.details.name) == ["Fake card 0", "Fake card 1"])
            #expect(places.map(\.details.index) == [0, 1])
            let details = places[1].details
            #expect(details.driver == .cuda && details.driverVersion == "CUDA 12.4" && details.compiler == "NVRTC 12.4")
            #expect(details.memory == 1 << 30 && details.units == 132 && details.localMemory == 48 << 10)
            #expect(details.problem == nil && !details.isProcessor && places[1].capability == 90)
        }

        @Test func freeMemoryIsThatOfTheMoment() throws {
            try DriverTests.withoutLeaks {
                let device = try Self.device()
                let buffer = try device.allocate(bytes: 1 << 20)
                #expect(device.availableMemory == 1 << 30 - 1 << 20)
                #expect(throws: DeviceError.outOfMemory(device: "Fake card 0", bytes: 1 << 30)) {
                    try device.allocate(bytes: 1 << 30)
                }
                withExtendedLifetime(buffer) {}
            }
        }

        @Test func aFunctionKnowsItsLimits() throws {
            try DriverTests.withoutLeaks {
                let device = try Self.device()
                let program = try device.compile("count", options: [])
                let function = try program.function(named: "count")
                #expect(function.largestGroup == 512 && function.spilledBytes == 24)
                #expect(throws: DeviceError.noFunction(device: "Fake card 0", name: "scale")) {
                    try program.function(named: "scale")
                }
                let y = try device.allocate(bytes: 64)
                for (items, offset) in [(513, 0), (1, 4), (1, 64), (1, -16)] {
                    let error = #expect(throws: DeviceError.self) {
                        try device.prepare(
                            function, groups: (1, 1, 1), items: (items, 1, 1), arguments: [.buffer(y, offset: offset)])
                    }
                    #expect(error?.description.hasPrefix("the kernel 'count' cannot be started on Fake card 0") == true)
                }
            }
        }
    }
}
