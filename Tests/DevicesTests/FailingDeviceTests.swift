import DeviceDoubles
import Devices
import Testing

extension DriverTests {
    @Suite(.serialized, .enabled(if: openCLDevice != nil, "no device of OpenCL is installed"))
    struct FailingDeviceTests {
        /// A little work of every kind.
        private func work(on device: any Device) throws {
            let buffer = try device.allocate(bytes: 64), copy = try device.allocate(bytes: 64)
            let pinned = try device.pinned(bytes: 64)
            let program = try device.compile(
                "__kernel void one(__global int *y) { y[get_global_id(0)] += 1; }", options: [])
            let launch = try device.prepare(
                try program.function(named: "one"), groups: (1, 1, 1), items: (16, 1, 1), arguments: [.buffer(buffer)])
            let sequence = try device.sequence([launch])
            try [Int32](repeating: 5, count: 16).withUnsafeBytes { try device.copyIn($0, to: buffer, at: 0) }
            try device.copyIn(pinned, from: 0, bytes: 4, to: buffer, at: 0).wait()
            try device.launch(launch)
            try device.launch(sequence)
            try device.copyOnDevice(buffer, at: 0, to: copy, at: 0, bytes: 64)
            try device.clear(copy, at: 4, bytes: 4)
            try device.mark().wait()
            try device.copyOut(copy, at: 0, into: pinned.memory).wait()
            try device.finish()
            #expect(Array(pinned.memory.bindMemory(to: Int32.self)[0..<3]) == [2, 0, 7])
        }

        @Test(arguments: FailingDevice.Call.allCases)
        func everyCallFailsOnceWithASentenceAndNothingIsLeft(call: FailingDevice.Call) throws {
            try DriverTests.withoutLeaks {
                for number in 1...5 {
                    let device = FailingDevice(
                        try #require(try DeviceCatalogue.open(openCLDevice!.choice)), failing: call, at: number)
                    do {
                        try work(on: device)
                        #expect(!device.hasFailed && number > 1)
                    } catch let error as DeviceError {
                        #expect(device.hasFailed && !error.description.isEmpty)
                    }
                }
            }
        }

        @Test func aLostDeviceStaysLost() throws {
            try DriverTests.withoutLeaks {
                let device = FailingDevice(
                    try #require(try DeviceCatalogue.open(openCLDevice!.choice)), failing: .finish, at: 2)
                try device.finish()
                _ = try device.allocate(bytes: 4)
                let lost = DeviceError.lost(device: device.details.name, code: "INJECTED")
                #expect(throws: lost) { try device.finish() }
                #expect(throws: lost) { try device.allocate(bytes: 4) }
                #expect(throws: lost) { try device.finish() }
            }
        }
    }
}
