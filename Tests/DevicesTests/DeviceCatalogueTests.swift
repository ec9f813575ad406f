import FakeCUDA
import Testing

@testable import Devices

extension DriverTests {
    @Suite(.serialized) struct DeviceCatalogueTests {
        init() { fake_cuda_reset() }

        private let none: Result<OpenCLDriver, DeviceError> = .failure(.noDriver(.opencl, library: "libOpenCL.so.1"))

        private func catalogue() throws -> DeviceCatalogue {
            DeviceCatalogue(opencl: none, cuda: .success(try CUDADeviceTests.driver()))
        }

        @Test func withoutDriversThereIsOnlyTheProcessor() throws {
            let empty = DeviceCatalogue(opencl: none, cuda: .failure(.noDriver(.cuda, library: "libcuda.so.1")))
            #expect(empty.devices.isEmpty && empty.best == nil)
            #expect(try empty.open(.cpu) == nil)
            #expect(try empty.open(.auto) == nil)
            #expect(throws: DeviceError.noDriver(.cuda, library: "libcuda.so.1")) { try empty.open(.cuda(0)) }
            #expect(throws: DeviceError.noDriver(.opencl, library: "libOpenCL.so.1")) { try empty.open(.opencl(0)) }
            #expect(empty.problem(of: .cuda) == .noDriver(.cuda, library: "libcuda.so.1"))
        }

        @Test func autoTakesTheFirstUsableCard() throws {
            try DriverTests.withoutLeaks {
                fake_cuda_set_devices(2)
                fake_cuda_fail("cuDeviceGet", 1, 46)
                let cards = try catalogue()
                #expect(cards.best?.index == 1)
                #expect(try cards.open(.auto)?.details.name == "Fake card 1")
                #expect(cards.problem(of: .cuda) == nil)
                #expect(throws: DeviceError.noDevice(.cuda, index: 2, found: 2)) { try cards.open(.cuda(2)) }
            }
        }

        @Test func autoLeavesTheProcessorToTheProgramsOwnEngine() {
            let processors = DeviceCatalogue.all().filter(\.isProcessor).map(\.choice)
            #expect(DeviceCatalogue.machine.best.map { !processors.contains($0.choice) } ?? true)
        }
    }
}
