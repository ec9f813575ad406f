import Kernels

/// The loss of a network's output and the gradient of it, with the memory that both need.
struct ObjectivePlan {
    private let objective: Objective
    private let channels: Int
    private let error: MeanSquaredError
    private let downsampling: SeparableUpsampling?
    private let totalVariation: TotalVariation?
    /// Target, mask, partial sums; what is compared where the output is made smaller, and its gradient; partial sums of the total variation.
    let memory: ArenaLayout

    /// Traps when the target or the mask does not have as many samples as what is compared with it.
    init(_ objective: Objective, output: Shape, guarded: Bool) {
        let samples = Objective.samples(of: output, downsampling: objective.downsampling)
        precondition(
            objective.target.count == samples, "the target has \(objective.target.count) samples, the output \(samples)"
        )
        precondition(
            objective.mask.map { $0.count == samples } ?? true,
            "the mask has other than the output's \(samples) samples")
        self.objective = objective
        channels = output.channels
        error = MeanSquaredError(count: samples)
        downsampling = objective.downsampling.map {
            SeparableUpsampling($0, height: output.height, width: output.width, channels: output.channels)
        }
        totalVariation = objective.totalVariation.map {
            TotalVariation(
                width: output.width, channels: output.channels, rows: $0.rows ?? 0..<output.height,
                columns: $0.columns ?? 0..<output.width,
                weight: $0.weight)
        }
        memory = Self.memory(
            output: output, isMasked: objective.mask != nil, downsampling: objective.downsampling,
            totalVariation: totalVariation, guarded: guarded)
    }

    /// The memory that an objective of this kind needs.
    static func memory(
        output: Shape, isMasked: Bool, downsampling: Downsampling?, totalVariation: TotalVariation? = nil,
        guarded: Bool = false
    ) -> ArenaLayout {
        let samples = Objective.samples(of: output, downsampling: downsampling),
            smaller = downsampling == nil ? 0 : samples
        return ArenaLayout(
            [
                samples, isMasked ? samples : 0, 2 * MeanSquaredError(count: samples).partialsCount, smaller, smaller,
                2 * (totalVariation?.partialsCount ?? 0),
            ].map { .init(count: $0, first: 0, last: 0) }, guarded: guarded)
    }

    /// Floats of private scratch that a worker needs.
    var scratchCount: Int { downsampling?.scratchCount ?? 0 }

    /// Puts target and mask into the arena, which is `memory`; running the regions writes the loss, behind it what it is without the term of total
    /// variation if there is one, and the loss's gradient with respect to the output.
    func regions(
        output: UnsafePointer<Float>, gradient: UnsafeMutablePointer<Float>, loss: UnsafeMutablePointer<Double>,
        arena: Arena,
        scratch: Scratch
    ) -> [ParallelRegion] {
        let places = memory.offsets.map { arena[$0] }
        func put(_ planes: [Float], into place: UnsafeMutablePointer<Float>) -> UnsafePointer<Float> {
            PlanarImage.interleave(planes, channels: channels, pixels: planes.count / channels, into: place)
            return UnsafePointer(place)
        }
        let target = put(objective.target, into: places[0])
        let mask = objective.mask.map { put($0, into: places[1]) }
        let regularisation = regularisation(output: output, gradient: gradient, loss: loss, partials: places[5])
        let partials = UnsafeMutableRawPointer(places[2]).bindMemory(to: Double.self, capacity: error.partialsCount)
        guard let downsampling else {
            return error.forwardAndBackward(
                output: output, target: target, mask: mask, loss: loss, gradient: gradient, partials: partials)
                + regularisation
        }
        return downsampling.forward(input: output, output: places[3], scratch: scratch)
            + error.forwardAndBackward(
                output: places[3], target: target, mask: mask, loss: loss, gradient: places[4], partials: partials)
            + downsampling.backward(outputGradient: places[4], inputGradient: gradient, scratch: scratch)
            + regularisation
    }

    private func regularisation(
        output: UnsafePointer<Float>, gradient: UnsafeMutablePointer<Float>, loss: UnsafeMutablePointer<Double>,
        partials: UnsafeMutablePointer<Float>
    ) -> [ParallelRegion] {
        guard let totalVariation else { return [] }
        let doubles = UnsafeMutableRawPointer(partials).bindMemory(
            to: Double.self, capacity: totalVariation.partialsCount)
        return totalVariation.add(output: output, loss: loss, dataLoss: loss + 1, gradient: gradient, partials: doubles)
    }
}
