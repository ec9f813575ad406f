import DeviceKernels
import Devices
import Kernels
import Networks

/// Adam, and the noise of Langevin dynamics: the launches whose arguments differ from step to step.
struct UpdateLaunches {
    private let adam: Adam
    private let update: PreparedLaunch
    private let noise: [PreparedLaunch]

    /// Places of the arguments that are set anew: each of the first five arguments of `adam` is a buffer and an offset, then comes the
    /// count; those of `weight_noise` are two buffers with offsets, the count, the array.
    private static let stepSize = 11, root = 12, stepLow = 6, stepHigh = 7

    init(_ optimizer: Optimizer, memory: SessionMemory, library: KernelLibrary) throws {
        let layout = memory.plan.layout
        adam = Adam(
            count: layout.count, learningRate: optimizer.learningRate, weightDecay: optimizer.weightDecay)
        var list = LaunchList(library)
        // As the processor rounds them.
        let gain1 = Float(1 - 0.9), decay2 = Float(0.999), gain2 = Float(1 - 0.999)
        update = try list.add(
            .adam, "adam", over: layout.count,
            (0..<4).map { .place(memory.array($0)) } + [
                .place(memory.state), .wide(layout.count), .float(0), .float(1), .float(gain1), .float(decay2),
                .float(gain2), .float(Float(optimizer.weightDecay)),
            ])
        noise = try layout.parameters.enumerated().compactMap { index, parameter in
            guard let noise = optimizer.noise, parameter.isWeight else { return nil }
            return try list.add(
                .noise, "weight_noise", over: WeightNoise.items(for: parameter.count),
                [
                    .place(memory.array(0).advanced(by: layout.offsets[index])), .place(memory.state),
                    .int(parameter.count), .int(index), .int(0), .int(0), .bits(noise.seed),
                    .bits(WeightNoise.stream), .float(Float(noise.deviation)),
                ])
        }
    }

    /// Starts the update after `steps` others.
    func launch(after steps: Int, on device: any Device) throws {
        let factors = adam.factors(after: steps)
        try update.set(Self.stepSize, to: .float(factors.stepSize))
        try update.set(Self.root, to: .float(factors.root))
        try device.launch(update)
        let step = UInt64(steps + 1)
        for launch in noise {
            try launch.set(Self.stepLow, to: .int32(Int32(truncatingIfNeeded: step)))
            try launch.set(Self.stepHigh, to: .int32(Int32(truncatingIfNeeded: step >> 32)))
            try device.launch(launch)
        }
    }
}
