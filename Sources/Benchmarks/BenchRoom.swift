import Networks
import OperationCases
import Runs
import Spectra
import Wording

/// Whether the memory that this process may take is enough for a benchmark; nothing is taken to find that out.
enum BenchRoom {
    /// Throws a `Refusal` when training the networks together needs more than `room` bytes.
    static func check(
        _ networks: [Network], threads: Int, engine: EngineVariant, room: @autoclosure () -> Int = free
    ) throws {
        let bytes = networks.reduce(0) { sum, network in
            // The session keeps copies of input and target.
            sum + (2 * network.input.count + 2 * network.output.count) * MemoryLayout<Float>.stride
                + PlannedMemory(network, threads: threads, method: engine.method, fusesLayers: engine.fusesLayers).total
        }
        try check(bytes, room: room())
    }

    /// Throws a `Refusal` when measuring a square RGB image needs more than `room` bytes.
    static func check(imageOf size: Int, room: @autoclosure () -> Int = free) throws {
        try check(MetricSet.bytes(channels: 3, height: size, width: size), room: room())
    }

    private static var free: Int { AvailableMemory.current().bytesOfThisProcess }

    private static func check(_ bytes: Int, room: Int) throws {
        guard bytes <= room else {
            throw Refusal(
                "this needs about \(Amount.neededMemory(bytes)) of memory, and \(Amount.neededMemory(room)) may be used; "
                    + "take a smaller --size")
        }
    }
}
