import Testing

@testable import Devices

/// The first usable device of OpenCL on this machine.
let openCLDevice = DeviceCatalogue.all().first { $0.driver == .opencl && $0.problem == nil }

extension DriverTests {
    /// A driver that works, on whatever device this machine has for OpenCL.
    @Suite(.serialized, .enabled(if: openCLDevice != nil, "no device of OpenCL is installed"))
    struct OpenCLDeviceTests {
        private static let source = """
            __kernel void scale(__global const float *x, __global float *y, float a, int n) {
                int i = get_global_id(0);
                if (i < n) y[i] = a * x[i];
            }
            __kernel void sums(__global const float *x, __global float *y) {
                __local float part[64];
                int i = get_local_id(0);
                part[i] = x[get_global_id(0)];
                for (int step = 32; step > 0; step /= 2) {
                    barrier(CLK_LOCAL_MEM_FENCE);
                    if (i < step) part[i] += part[i + step];
                }
                if (i == 0) y[get_group_id(0)] = part[0];
            }
            __kernel void types(__global ulong *y, int a, long b, ulong c, float d) {
                y[0] = (ulong)a; y[1] = (ulong)b; y[2] = c; y[3] = (ulong)d;
            }
            """

        private func open() throws -> any Device { try #require(try DeviceCatalogue.open(openCLDevice!.choice)) }

        private func read<T>(_ device: any Device, _ buffer: DeviceBuffer, _ type: T.Type, at offset: Int = 0) throws
            -> [T]
        {
            let count = (buffer.bytes - offset) / MemoryLayout<T>.stride
            let memory = UnsafeMutableRawBufferPointer.allocate(
                byteCount: count * MemoryLayout<T>.stride, alignment: 16)
            defer { memory.deallocate() }
            try device.copyOut(buffer, at: offset, into: memory).wait()
            return Array(memory.bindMemory(to: T.self))
        }

        @Test func theDeviceSaysWhatItIs() throws {
            try DriverTests.withoutLeaks {
                let details = try open().details
                #expect(details == openCLDevice)
                #expect(details.memory > 1 << 20 && details.largestBuffer > 1 << 20 && details.units > 0)
                #expect(!details.name.isEmpty && details.driverVersion.count > 3)
                #expect(details.compiler.hasPrefix("OpenCL C"))
            }
        }

        @Test func memoryIsZeroAndCopiesKeepTheirOffsets() throws {
            try DriverTests.withoutLeaks {
                let device = try open()
                let first = try device.allocate(bytes: 40), second = try device.allocate(bytes: 40)
                #expect(try read(device, first, Float.self) == Array(repeating: 0, count: 10))
                try [Float](arrayLiteral: 1, 2, 3).withUnsafeBytes { try device.copyIn($0, to: first, at: 8) }
                try device.copyOnDevice(first, at: 12, to: second, at: 4, bytes: 8)
                #expect(try read(device, first, Float.self) == [0, 0, 1, 2, 3, 0, 0, 0, 0, 0])
                #expect(try read(device, second, Float.self) == [0, 2, 3, 0, 0, 0, 0, 0, 0, 0])
                try device.clear(second, at: 8, bytes: 4)
                #expect(try read(device, second, Float.self, at: 4) == [2, 0, 0, 0, 0, 0, 0, 0, 0])
            }
        }

        @Test func pinnedMemoryIsCopiedInBothDirections() throws {
            try DriverTests.withoutLeaks {
                let device = try open()
                let buffer = try device.allocate(bytes: 16), pinned = try device.pinned(bytes: 32)
                let floats = pinned.memory.bindMemory(to: Float.self)
                for i in 0..<8 { floats[i] = Float(i) }
                let event = try device.copyIn(pinned, from: 16, bytes: 8, to: buffer, at: 4)
                try event.wait()
                #expect(try event.isDone())
                let back = UnsafeMutableRawBufferPointer(rebasing: pinned.memory[0..<16])
                try device.copyOut(buffer, at: 0, into: back).wait()
                #expect(Array(floats) == [0, 4, 5, 0, 4, 5, 6, 7])
            }
        }

        @Test func aPreparedLaunchRunsWithItsArgumentsAndWithOthersAfterSet() throws {
            try DriverTests.withoutLeaks {
                let device = try open()
                let program = try device.compile(Self.source, options: [])
                let x = try device.allocate(bytes: 400), y = try device.allocate(bytes: 400)
                try (0..<100).map(Float.init).withUnsafeBytes { try device.copyIn($0, to: x, at: 0) }
                let launch = try device.prepare(
                    try program.function(named: "scale"), groups: (2, 1, 1), items: (64, 1, 1),
                    arguments: [.buffer(x), .buffer(y), .float(2), .int32(99)])
                try device.launch(launch)
                #expect(try read(device, y, Float.self) == (0..<99).map { 2 * Float($0) } + [0])
                try launch.set(2, to: .float(-1))
                try launch.set(1, to: .buffer(x))
                try device.launch(launch)
                try device.finish()
                #expect(try read(device, x, Float.self) == (0..<99).map { -Float($0) } + [99])
            }
        }

        @Test func anArgumentMayBeginWithinABuffer() throws {
            try DriverTests.withoutLeaks {
                let device = try open(), step = device.details.alignment
                let program = try device.compile(Self.source, options: [])
                let x = try device.allocate(bytes: 4 * step)
                try [Float](repeating: 3, count: step).withUnsafeBytes { try device.copyIn($0, to: x, at: 0) }
                let function = try program.function(named: "scale")
                let launch = try device.prepare(
                    function, groups: (1, 1, 1), items: (4, 1, 1),
                    arguments: [.buffer(x), .buffer(x, offset: step), .float(2), .int32(4)])
                try launch.set(1, to: .buffer(x, offset: 2 * step))
                try device.launch(launch)
                let expected = (0..<step).map { $0 * 4 >= 2 * step && $0 * 4 < 2 * step + 16 ? Float(6) : 3 }
                #expect(try read(device, x, Float.self) == expected)
                for offset in [4, -step, 4 * step] {
                    let error = #expect(throws: DeviceError.self) { try launch.set(1, to: .buffer(x, offset: offset)) }
                    #expect(error?.description.contains("begins at byte \(offset) of \(4 * step)") == true)
                }
            }
        }

        @Test func aWorkGroupSharesMemory() throws {
            try DriverTests.withoutLeaks {
                let device = try open()
                let x = try device.allocate(bytes: 512), y = try device.allocate(bytes: 8)
                try (0..<128).map(Float.init).withUnsafeBytes { try device.copyIn($0, to: x, at: 0) }
                let program = try device.compile(Self.source, options: [])
                let launch = try device.prepare(
                    try program.function(named: "sums"), groups: (2, 1, 1), items: (64, 1, 1),
                    arguments: [.buffer(x), .buffer(y)])
                try device.launch(try device.sequence([launch, launch]))
                #expect(try read(device, y, Float.self) == [2016, 6112])
            }
        }

        @Test func everyTypeOfNumberArrives() throws {
            try DriverTests.withoutLeaks {
                let device = try open()
                let y = try device.allocate(bytes: 32)
                let program = try device.compile(Self.source, options: [])
                try device.launch(
                    try device.prepare(
                        try program.function(named: "types"), groups: (1, 1, 1), items: (1, 1, 1),
                        arguments: [.buffer(y), .int32(7), .int64(1 << 40), .uint64(.max), .float(5)]))
                #expect(try read(device, y, UInt64.self) == [7, 1 << 40, .max, 5])
            }
        }

        @Test func productsAndSumsAreNotContracted() throws {
            try DriverTests.withoutLeaks {
                let device = try open()
                let y = try device.allocate(bytes: 8)
                let source = """
                    __kernel void both(__global float *y, float a, float b, float c) {
                        y[0] = a * b + c; y[1] = fma(a, b, c);
                    }
                    """
                let program = try device.compile(source, options: [])
                let a: Float = 1 + 0x1p-12
                try device.launch(
                    try device.prepare(
                        try program.function(named: "both"), groups: (1, 1, 1), items: (1, 1, 1),
                        arguments: [.buffer(y), .float(a), .float(a), .float(-a * a)]))
                #expect(try read(device, y, Float.self) == [0, Float(0x1p-24)])
            }
        }

        @Test func definitionsReachTheSource() throws {
            try DriverTests.withoutLeaks {
                let device = try open()
                let source = """
                    #if !defined(DIP_OPENCL) || defined(DIP_CUDA)
                    #error dialect
                    #endif
                    __kernel void size(__global int *y) { y[0] = SIZE + MORE; }
                    """
                let program = try device.compile(source, options: ["-D SIZE=(3+4)", "-DMORE=10"])
                let y = try device.allocate(bytes: 4)
                try device.launch(
                    try device.prepare(
                        try program.function(named: "size"), groups: (1, 1, 1), items: (1, 1, 1),
                        arguments: [.buffer(y)]))
                #expect(try read(device, y, Int32.self) == [17])
            }
        }
    }
}
