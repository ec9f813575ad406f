import Devices
import Foundation
import Runs
import Wording

extension RooflineBench {
    /// Multiply-adds, copy and step on a device in turn, one of each a round; two rounds that are not counted come first.
    /// - Throws: `DeviceError`, `NetworkError`.
    package static func measure(_ options: BenchNetwork, on place: TrainingPlace, rounds: Int) throws -> Roofline {
        try place.checkRoom(for: try options.network())
        guard let details = place.device, let device = try DeviceCatalogue.open(details.choice) else {
            return try measure(options, threads: 1, rounds: rounds)
        }
        let rates = try DeviceRates(device)
        let bench = try StepBench(options, threads: 1, place: place)
        let medians = try Self.medians(rounds: rounds) {
            try rates.seconds(rates.chains)
        } copy: {
            try rates.seconds(rates.copy)
        } step: {
            // A step returns when its loss is known, while the device still works on the gradients: the second of two has the time of one.
            try bench.step()
            return try Stopwatch.seconds(bench.step)
        }
        let network = bench.network
        return Roofline(
            size: options.size, threads: 0, device: place.words,
            peakGflops: rates.operations / medians.chains * 1e-9,
            copyGBPerSecond: rates.bytes / medians.copy * 1e-9,
            operations: network.operations(by: options.convolution),
            mapBytes: network.mapTraffic, medianSeconds: medians.step)
    }
}

/// What a device can do at most: fused multiply-adds in registers, and copies of memory.
private struct DeviceRates {
    private static let items = 256, groupsPerUnit = 32, steps = 8192, chainsPerItem = 8
    private static let copiedBytes = 256 << 20

    let chains: PreparedLaunch, copy: PreparedLaunch
    private let device: any Device

    /// Two for each multiply-add.
    let operations: Double
    /// Bytes read and written.
    let bytes = Double(2 * copiedBytes)

    init(_ device: any Device) throws {
        self.device = device
        let units = max(device.details.units, 1), groups = units * Self.groupsPerUnit
        operations = Double(2 * groups * Self.items * Self.steps * Self.chainsPerItem)
        let program = try device.compile(Self.source, options: [])
        let sums = try device.allocate(bytes: groups * Self.items * MemoryLayout<Float>.stride)
        chains = try device.prepare(
            try program.function(named: "chains"), groups: (groups, 1, 1), items: (Self.items, 1, 1),
            arguments: [.buffer(sums), .float(0.999), .float(0.001), .int32(Int32(Self.steps))])
        let source = try device.allocate(bytes: Self.copiedBytes), target = try device.allocate(bytes: Self.copiedBytes)
        copy = try device.prepare(
            try program.function(named: "copy"), groups: (Self.copiedBytes / 16 / Self.items, 1, 1),
            items: (Self.items, 1, 1), arguments: [.buffer(source), .buffer(target)])
    }

    func seconds(_ launch: PreparedLaunch) throws -> Double {
        try device.finish()
        return try Stopwatch.seconds {
            try device.launch(launch)
            try device.finish()
        }
    }

    /// Eight independent chains an item hide the latency of a multiply-add; the copy moves four floats an item.
    private static let source = """
        #ifdef DIP_CUDA
        #define KERNEL extern "C" __global__ void __launch_bounds__(256)
        #define GLOBAL
        #define INDEX ((size_t)blockIdx.x * 256 + threadIdx.x)
        #define FMA(a, b, c) __fmaf_rn(a, b, c)
        #else
        #define KERNEL __kernel __attribute__((reqd_work_group_size(256, 1, 1))) void
        #define GLOBAL __global
        #define INDEX get_global_id(0)
        #define FMA(a, b, c) fma(a, b, c)
        #endif
        KERNEL chains(GLOBAL float *sums, const float factor, const float term, const int steps) {
            float a0 = (float)(INDEX & 255), a1 = a0 + 1, a2 = a0 + 2, a3 = a0 + 3;
            float a4 = a0 + 4, a5 = a0 + 5, a6 = a0 + 6, a7 = a0 + 7;
            for (int i = 0; i < steps; i++) {
                a0 = FMA(a0, factor, term); a1 = FMA(a1, factor, term);
                a2 = FMA(a2, factor, term); a3 = FMA(a3, factor, term);
                a4 = FMA(a4, factor, term); a5 = FMA(a5, factor, term);
                a6 = FMA(a6, factor, term); a7 = FMA(a7, factor, term);
            }
            sums[INDEX] = a0 + a1 + a2 + a3 + a4 + a5 + a6 + a7;
        }
        KERNEL copy(GLOBAL const float4 *source, GLOBAL float4 *target) {
            target[INDEX] = source[INDEX];
        }
        """
}
