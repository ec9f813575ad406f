/// The four phases' weights in the frequency domain: [4][25][outputs / columns][inputs][columns], so that one micro-kernel reads them in a row.
struct SubpixelWeights {
    /// Channels of the small and of the large map.
    let small: Int
    let large: Int

    /// Floats of the packed array.
    var count: Int { 100 * frequency }
    /// Floats from one frequency to the next; the odd cache line keeps the streams off the same cache sets.
    var frequency: Int { small * large + 16 }

    /// Floats of private scratch that a worker needs.
    static let scratchCount = Vector.scalarCount * (16 + 9 + 18 + 36)

    /// Packs weights 4 x 4 x large x small, times `scale`, for a forward pass: inputs are the small map's channels.
    func pack(
        _ operation: StepOperation, _ weights: UnsafePointer<Float>, scale: UnsafePointer<Float>,
        into packed: UnsafeMutablePointer<Float>,
        scratch: Scratch
    ) -> ParallelRegion {
        ParallelRegion(operation, tiles: large / Vector.scalarCount) { group, worker in
            let output = Vector.scalarCount * group
            let factor = Vector(repeating: scale.pointee)
            let taps = scratch.vectors(worker)
            for input in 0..<small {
                for tap in 0..<16 {
                    let source = weights + ((tap &* large &+ output) &* small &+ input)
                    var lanes = Vector()
                    for lane in 0..<Vector.scalarCount { lanes[lane] = source[lane &* small] }
                    taps[tap] = factor * lanes
                }
                transform(
                    taps, flipped: false,
                    into: packed + WinogradWeights.place(input: input, output: output, inputs: small))
            }
        }
    }

    /// Packs the same weights for the way back: inputs are the large map's channels, each phase's 3 x 3 taps are flipped.
    func packFlipped(
        _ operation: StepOperation, _ weights: UnsafePointer<Float>, scale: UnsafePointer<Float>,
        into packed: UnsafeMutablePointer<Float>, scratch: Scratch
    ) -> ParallelRegion {
        ParallelRegion(operation, tiles: large) { input, worker in
            let factor = Vector(repeating: scale.pointee)
            let taps = scratch.vectors(worker)
            var output = 0
            while output < small {
                for tap in 0..<16 { taps[tap] = factor * weights.vector((tap &* large &+ input) &* small &+ output) }
                transform(
                    taps, flipped: true,
                    into: packed + WinogradWeights.place(input: input, output: output, inputs: large))
                output &+= Vector.scalarCount
            }
        }
    }

    /// G g G^T of each phase for the vector of outputs whose first frequency lies at `packed`.
    @inline(__always)
    private func transform(
        _ taps: UnsafeMutablePointer<Vector>, flipped: Bool, into packed: UnsafeMutablePointer<Float>
    ) {
        let g = taps + 16, half = g + 9, u = g + 27
        for index in 0..<4 {
            let phase = SubpixelPhase(index)
            for position in 0..<9 {
                g[position] = phase.tap(flipped ? 8 &- position : position).map { taps[$0] } ?? .zero
            }
            for j in 0..<3 { WinogradTransform.weights(g + j, half + j, from: 3, to: 3) }
            for i in 0..<6 { WinogradTransform.weights(half + 3 &* i, u + 6 &* i, from: 1, to: 1) }
            let block = flipped ? phase.flippedFrequencies : phase.frequencies
            for place in 0..<25 { packed.store(u[block[place]], (25 &* index &+ place) &* frequency) }
        }
    }
}
