import DeviceKernels
import Devices
import Kernels
import Networks

/// The memory and the launch of an input that gets new noise before each step, made on the device of PyTorch's uniform numbers.
final class StreamNoise {
    private let device: any Device
    private let uniforms: PinnedBuffer
    private let copy: DeviceBuffer
    private let launch: PreparedLaunch
    /// The last copy from `uniforms`, which must be done before they are drawn anew.
    private var copied: DeviceEvent?

    /// Traps for an input of fewer than sixteen samples, which PyTorch fills in another way.
    init(_ clean: [Float], deviation: Float, shape: Shape, map: Place, library: KernelLibrary) throws {
        precondition(clean.count == shape.count, "the input has \(shape.count) samples, not \(clean.count)")
        guard let kernel = NormalNoise(channels: shape.channels, pixels: shape.pixels) else {
            preconditionFailure("an input of \(shape.count) samples is too small for noise")
        }
        let device = library.device
        let bytes = MemoryLayout<Float>.stride
        uniforms = try device.pinned(bytes: kernel.uniformCount * bytes)
        let copy = try device.allocate(bytes: (kernel.uniformCount + clean.count) * bytes)
        var interleaved = clean
        PlanarImage.interleave(clean, channels: shape.channels, pixels: shape.pixels, into: &interleaved)
        try interleaved.withUnsafeBytes { try device.copyIn($0, to: copy, at: kernel.uniformCount * bytes) }
        var list = LaunchList(library)
        launch = try list.add(
            .noise, "stream_noise", over: shape.count,
            [
                .place(Place(buffer: copy, offset: 0)), .place(Place(buffer: copy, offset: kernel.uniformCount)),
                .place(map), .int(shape.pixels), .int(shape.channels), .float(deviation),
            ])
        self.device = device
        self.copy = copy
    }

    func renew(_ fill: (UnsafeMutableBufferPointer<Float>) -> Void) throws {
        try copied?.wait()
        fill(uniforms.memory.bindMemory(to: Float.self))
        copied = try device.copyIn(uniforms, from: 0, bytes: uniforms.memory.count, to: copy, at: 0)
        try device.launch(launch)
    }
}

/// Noise of an input that is a function of seed and iteration: nothing comes from the host but the iteration.
final class CounterNoise {
    private let device: any Device
    private let clean: DeviceBuffer
    private let launch: PreparedLaunch
    /// Places of the iteration's two words among the arguments: behind two buffers with offsets and two sizes.
    private static let low = 6, high = 7

    init(_ clean: [Float], deviation: Float, seed: UInt32, shape: Shape, map: Place, library: KernelLibrary) throws {
        precondition(clean.count == shape.count, "the input has \(shape.count) samples, not \(clean.count)")
        let device = library.device
        let buffer = try device.allocate(bytes: clean.count * MemoryLayout<Float>.stride)
        var interleaved = clean
        PlanarImage.interleave(clean, channels: shape.channels, pixels: shape.pixels, into: &interleaved)
        try interleaved.withUnsafeBytes { try device.copyIn($0, to: buffer, at: 0) }
        var list = LaunchList(library)
        launch = try list.add(
            .noise, "input_noise", over: WeightNoise.items(for: shape.count),
            [
                .place(Place(buffer: buffer, offset: 0)), .place(map), .int(shape.pixels), .int(shape.channels),
                .int(0), .int(0), .bits(seed), .bits(WeightNoise.inputStream), .float(deviation),
            ])
        self.device = device
        self.clean = buffer
    }

    func renew(iteration: Int) throws {
        let step = UInt64(iteration)
        try launch.set(Self.low, to: .int32(Int32(truncatingIfNeeded: step)))
        try launch.set(Self.high, to: .int32(Int32(truncatingIfNeeded: step >> 32)))
        try device.launch(launch)
    }
}
