import Runs
import Testing

@testable import Benchmarks
@testable import Devices

@Suite struct StepBenchTests {
    /// On a device that does not exist: whoever opened it, or took memory, would have another error.
    @Test func tooLittleMemoryIsKnownBefore() throws {
        var card = DeviceDescription(
            driver: .cuda, index: 99, name: "Card", driverVersion: "CUDA 12.4", compiler: "NVRTC 12.4", memory: 1 << 40,
            largestBuffer: 1 << 40, localMemory: 48 << 10, largestGroup: 1024, units: 100, alignment: 16,
            isProcessor: false, problem: nil)
        let options = BenchNetwork(size: 64, width: 16)
        let need = DeviceTraining.memory(of: try options.network()).total
        card.memory = need - 1
        let refusal = DeviceError.tooSmall(device: "Card", bytes: need, memory: need - 1)
        #expect(throws: refusal) { try StepBench(options, threads: 1, place: .device(.cuda, card)) }
        #expect(throws: refusal) { try RooflineBench.measure(options, on: .device(.cuda, card), rounds: 1) }
        card.memory = need
        let opened = #expect(throws: DeviceError.self) {
            try StepBench(options, threads: 1, place: .device(.cuda, card))
        }
        #expect(opened != refusal)
    }
}
