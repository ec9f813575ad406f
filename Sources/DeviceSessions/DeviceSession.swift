import DeviceKernels
import Devices
import Kernels
import Networks

/// A network compiled for a device.
///
/// A step starts everything and waits only for the loss, which is known when the forward pass is done: the next step is started while
/// the device is still busy with the backward pass of this one. The update looks at the loss by itself.
package final class DeviceSession: TrainingSession {
    private let library: KernelLibrary
    private let network: Network
    private let memory: SessionMemory
    private let launches: StepLaunches
    private let update: UpdateLaunches
    private let forward: LaunchSequence, backward: LaunchSequence
    /// What is read back: the state of the loss, then the output as a map.
    private let readBack: PinnedBuffer
    /// Made when noise is first asked for.
    private var noise: StreamNoise?
    private var counterNoise: CounterNoise?
    private var losses = (loss: 0.0, data: 0.0)
    package private(set) var iterations = 0

    private var device: any Device { library.device }

    init(
        _ network: Network, objective: Objective, input: [Float], parameters: [[Float]], optimizer: Optimizer,
        library: KernelLibrary, variant: DeviceVariant
    ) throws {
        let plan = SessionPlan(
            network, isMasked: objective.mask != nil, downsampling: objective.downsampling,
            totalVariation: objective.totalVariation, variant: variant)
        self.library = library
        self.network = network
        memory = try SessionMemory(plan, on: library.device)
        launches = try StepLaunches(memory, library: library)
        update = try UpdateLaunches(optimizer, memory: memory, library: library)
        forward = try library.device.sequence(launches.forward.launches)
        backward = try library.device.sequence(launches.backward.launches)
        readBack = try library.device.pinned(
            bytes: (ObjectiveSums.stateCount + network.output.count) * MemoryLayout<Float>.stride)
        try prepare(plan, objective: objective, parameters: parameters)
        try setInput(input)
    }

    /// Fills the buffers with what stays, and with the initial parameters.
    private func prepare(_ plan: SessionPlan, objective: Objective, parameters: [[Float]]) throws {
        var values = [Float](repeating: 0, count: plan.layout.count)
        plan.layout.place(parameters, into: &values)
        try copyIn(values, to: memory.array(0))
        try copyIn([Float](repeating: 1, count: plan.layout.parameters.count), to: memory.scales)
        try copyIn(plan.control.ceilings, to: memory.controlValues.advanced(by: plan.control.layers.count))
        try copyIn(plan.tables.words, to: Place(buffer: memory.tables, offset: 0))
        try copyIn(plan.control.description(plan.layout), to: Place(buffer: memory.layers, offset: 0))
        try plan.objective.place(objective, on: device, in: memory.objective)
    }

    package var runsAhead: Bool { true }

    package var dataLoss: Double { losses.data }

    package func step() throws -> Double {
        try device.launch(forward)
        let state = UnsafeMutableRawBufferPointer(
            rebasing: readBack.memory[..<(ObjectiveSums.stateCount * MemoryLayout<Float>.stride)])
        let loss = try device.copyOut(memory.small, at: memory.state.byteOffset, into: state)
        try device.launch(backward)
        try update.launch(after: iterations, on: device)
        try loss.wait()
        losses = memory.plan.objective.losses(UnsafeBufferPointer(state.assumingMemoryBound(to: Float.self)))
        if losses.loss.isFinite { iterations += 1 }
        return losses.loss
    }

    package func readOutput(into planes: inout [Float]) throws {
        precondition(
            planes.count == network.output.count, "the output has \(network.output.count) samples, not \(planes.count)")
        let map = UnsafeMutableRawBufferPointer(
            rebasing: readBack.memory[(ObjectiveSums.stateCount * MemoryLayout<Float>.stride)...])
        let place = memory.value(network.nodes.count - 1)
        try device.copyOut(place.buffer, at: place.byteOffset, into: map).wait()
        planes.withUnsafeMutableBufferPointer {
            PlanarImage.separate(
                map.assumingMemoryBound(to: Float.self).baseAddress!, channels: network.output.channels,
                pixels: network.output.pixels, into: $0.baseAddress!)
        }
    }

    package func setInput(_ planes: [Float]) throws {
        precondition(
            planes.count == network.input.count, "the input has \(network.input.count) samples, not \(planes.count)")
        var map = planes
        PlanarImage.interleave(planes, channels: network.input.channels, pixels: network.input.pixels, into: &map)
        try copyIn(map, to: memory.value(0))
    }

    package func renewInput(
        _ clean: [Float], deviation: Float, fill: (UnsafeMutableBufferPointer<Float>) -> Void
    ) throws {
        if noise == nil {
            noise = try StreamNoise(
                clean, deviation: deviation, shape: network.input, map: memory.value(0), library: library)
        }
        try noise?.renew(fill)
    }

    package func renewInput(_ clean: [Float], deviation: Float, seed: UInt32, iteration: Int) throws {
        if counterNoise == nil {
            counterNoise = try CounterNoise(
                clean, deviation: deviation, seed: seed, shape: network.input, map: memory.value(0), library: library)
        }
        try counterNoise?.renew(iteration: iteration)
    }

    package func snapshot() throws -> TrainingState {
        let count = memory.plan.layout.count
        return TrainingState(
            parameters: try copyOut(memory.array(0), count: count),
            firstMoments: try copyOut(memory.array(2), count: count),
            secondMoments: try copyOut(memory.array(3), count: count), iterations: iterations)
    }

    package func restore(_ state: TrainingState) throws {
        try copyIn(state.parameters, to: memory.array(0))
        try copyIn(state.firstMoments, to: memory.array(2))
        try copyIn(state.secondMoments, to: memory.array(3))
        iterations = state.iterations
    }

    package func firstNonFinite() throws -> String? {
        for (parameter, values) in zip(network.parameters, try readParameters())
        where values.contains(where: { !$0.isFinite }) {
            return "parameter \(parameter.name)"
        }
        var done = 0
        for result in launches.results {
            for launch in launches.forward.launches[done..<result.end] { try device.launch(launch) }
            done = result.end
            try copyIn([0] as [Float], to: memory.mark)
            var list = LaunchList(library)
            let search = try list.add(
                .objective, "find_not_finite", over: result.count,
                [
                    .place(result.values), .place(memory.mark), .wide(result.count), .int(result.channels),
                    .int(result.step),
                ])
            try device.launch(search)
            if try copyOut(memory.mark, count: 1)[0] != 0 { return result.name }
        }
        return nil
    }

    /// Bytes of all its memory on the device, but for noise of the input.
    package var memoryBytes: Int { DeviceMemory(memory.plan).total }

    /// The gradients of the last step in PyTorch's order, one array a parameter; for tests.
    package func readGradients() throws -> [[Float]] { try read(memory.array(1)) }

    /// The present parameters in PyTorch's order.
    package func readParameters() throws -> [[Float]] { try read(memory.array(0)) }

    /// The norms of the controlled layers that the last step has found, in the network's order; for tests.
    package func readNorms() throws -> [Float] {
        let count = memory.plan.control.layers.count
        return count == 0 ? [] : try copyOut(memory.controlValues, count: count)
    }

    private func read(_ array: Place) throws -> [[Float]] {
        let layout = memory.plan.layout, values = try copyOut(array, count: layout.count)
        return layout.parameters.indices.map { layout.read($0, from: values) }
    }

    private func copyIn<Value>(_ values: [Value], to place: Place) throws {
        guard !values.isEmpty else { return }
        try values.withUnsafeBytes { try device.copyIn($0, to: place.buffer, at: place.byteOffset) }
    }

    private func copyOut(_ place: Place, count: Int) throws -> [Float] {
        var values = [Float](repeating: 0, count: count)
        try values.withUnsafeMutableBytes {
            try device.copyOut(place.buffer, at: place.byteOffset, into: $0).wait()
        }
        return values
    }
}
