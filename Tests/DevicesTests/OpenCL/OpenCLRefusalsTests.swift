import Testing

@testable import Devices

extension DriverTests {
    /// What a working driver of OpenCL refuses, in sentences.
    @Suite(.serialized, .enabled(if: openCLDevice != nil, "no device of OpenCL is installed"))
    struct OpenCLRefusalsTests {
        private func open() throws -> any Device { try #require(try DeviceCatalogue.open(openCLDevice!.choice)) }

        private let source = "__kernel void one(__global int *y) { y[0] = 1; }"

        @Test func sourceThatDoesNotCompileKeepsItsLog() throws {
            try DriverTests.withoutLeaks {
                let device = try open()
                let error = #expect(throws: DeviceError.self) {
                    try device.compile("\n__kernel void broken(__global flaot *y) { }", options: [])
                }
                #expect(error?.description.contains("flaot") == true)
                // The line of the source, not one of what was put before it.
                #expect(error?.log?.contains(":2:") == true)
            }
        }

        @Test(arguments: ["-cl-fast-relaxed-math", "SIZE=3", "-D", "-D SIZE=3 -w", "-D 3", "-D A=\"b\""])
        func onlyDefinitionsAreOptions(option: String) throws {
            try DriverTests.withoutLeaks {
                let device = try open()
                let error = #expect(throws: DeviceError.self) { try device.compile(source, options: [option]) }
                #expect(error?.description.contains("the option '\(option)' is not of the form -D NAME=VALUE") == true)
            }
        }

        @Test func aKernelThatAProgramDoesNotHave() throws {
            try DriverTests.withoutLeaks {
                let device = try open()
                let program = try device.compile(source, options: [])
                #expect(throws: DeviceError.noFunction(device: device.details.name, name: "two")) {
                    try program.function(named: "two")
                }
            }
        }

        @Test func groupsThatAKernelCannotHave() throws {
            try DriverTests.withoutLeaks {
                let device = try open()
                let y = try device.allocate(bytes: 4)
                let function = try device.compile(source, options: []).function(named: "one")
                func reason(_ groups: GridSize, _ items: GridSize, _ arguments: [DeviceArgument]) -> String {
                    let error = #expect(throws: DeviceError.self) {
                        try device.prepare(function, groups: groups, items: items, arguments: arguments)
                    }
                    return error?.description ?? ""
                }
                let most = function.largestGroup
                #expect(
                    reason((1, 1, 1), (most + 1, 1, 1), [.buffer(y)])
                        .hasSuffix(": its groups have at most \(most) items, not \(most + 1)"))
                #expect(reason((0, 1, 1), (1, 1, 1), [.buffer(y)]).hasSuffix("one group and one item at least"))
                #expect(reason((1, 70_000, 1), (1, 1, 1), [.buffer(y)]).contains("65535 groups along y"))
                #expect(reason((1, 1, 1), (1, 1, 1), []).hasSuffix("it has 1 arguments, not 0"))
                #expect(reason((1, 1, 1), (1, 1, 1), [.float(1)]).contains("argument 0: CL_INVALID_ARG"))
            }
        }

        @Test func moreMemoryThanThereIs() throws {
            try DriverTests.withoutLeaks {
                let device = try open(), name = device.details.name
                #expect(throws: DeviceError.outOfMemory(device: name, bytes: 1 << 50)) {
                    try device.allocate(bytes: 1 << 50)
                }
                let bytes = device.details.largestBuffer + 1
                guard bytes <= device.details.memory else { return }
                #expect(
                    throws: DeviceError.bufferTooLarge(
                        device: name, bytes: bytes, largest: device.details.largestBuffer)
                ) { try device.allocate(bytes: bytes) }
            }
        }

        @Test func aDeviceThatIsNotThere() {
            let found = DeviceCatalogue.all().count { $0.driver == .opencl }
            #expect(throws: DeviceError.noDevice(.opencl, index: found, found: found)) {
                try DeviceCatalogue.open(.opencl(found))
            }
        }

        @Test func aDriverWithoutAFunctionIsTooOld() throws {
            let whole = try #require(DynamicLibrary(opening: OpenCLDriver.libraries))
            for missing in ["clEnqueueFillBuffer", "clFinish"] {
                let library = DynamicLibrary(name: "partial") { $0 == missing ? nil : whole.optionalFunction($0) }
                #expect(throws: DeviceError.driverTooOld(.opencl, symbol: missing)) { try OpenCLDriver(library) }
            }
        }
    }
}
