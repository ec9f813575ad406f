/// Weights in the frequency domain: [36][outputs / columns][inputs][columns], so that one micro-kernel reads them in a row.
struct WinogradWeights {
    let inputs: Int
    let outputs: Int

    /// Floats of the packed array.
    var count: Int { 36 * frequency }
    /// Floats from one frequency to the next; the odd cache line keeps the 36 streams off the same cache sets.
    var frequency: Int { inputs * Panels(outputs).paddedColumns + 16 }

    /// Floats of private scratch that a worker needs.
    static let scratchCount = Vector.scalarCount * (9 + 18 + 11 * Vector.scalarCount)

    /// The place of vector `output` of a packed frequency.
    @inline(__always)
    static func place(input: Int, output: Int, inputs: Int) -> Int {
        (output / MicroKernel.columns &* inputs &+ input) &* MicroKernel.columns &+ output % MicroKernel.columns
    }

    /// Packs weights k x k x inputs x outputs, times `scale`, for a forward pass.
    func pack(
        _ weights: UnsafePointer<Float>, scale: UnsafePointer<Float>, into packed: UnsafeMutablePointer<Float>,
        scratch: Scratch
    ) -> ParallelRegion {
        ParallelRegion(.convolution("winograd weights"), tiles: inputs) { input, worker in
            let factor = Vector(repeating: scale.pointee)
            let g = scratch.vectors(worker)
            var output = 0
            while output < outputs {
                for tap in 0..<9 {
                    g[tap] =
                        factor
                        * weights.partialVector((tap &* inputs &+ input) &* outputs &+ output, count: outputs &- output)
                }
                transform(g, into: packed + Self.place(input: input, output: output, inputs: inputs))
                output &+= Vector.scalarCount
            }
        }
    }

    /// Packs the weights k x k x outputs x inputs of a convolution for its input gradient: flipped, inputs and outputs exchanged.
    func packTransposed(
        _ weights: UnsafePointer<Float>, scale: UnsafePointer<Float>, into packed: UnsafeMutablePointer<Float>,
        scratch: Scratch
    ) -> ParallelRegion {
        ParallelRegion(.convolution("winograd weights"), tiles: Panels(outputs).vectors) { group, worker in
            let side = Vector.scalarCount, output = side * group, lanes = min(side, outputs - output)
            let factor = Vector(repeating: scale.pointee)
            let g = scratch.vectors(worker), square = g + 27, kernels = square + 2 * side
            var input = 0
            while input < inputs {
                let count = min(side, inputs &- input)
                for tap in 0..<9 {
                    let source = weights + (((8 &- tap) &* outputs &+ output) &* inputs &+ input)
                    for lane in 0..<side {
                        square[lane] = lane < lanes ? source.partialVector(lane &* inputs, count: count) : .zero
                    }
                    Vector.transpose(square, spare: square + side, into: kernels + tap &* side)
                }
                for place in 0..<count {
                    for tap in 0..<9 { g[tap] = factor * kernels[tap &* side &+ place] }
                    transform(g, into: packed + Self.place(input: input &+ place, output: output, inputs: inputs))
                }
                input &+= side
            }
        }
    }

    /// One 3 x 3 kernel of vectors to 36 frequencies; the vectors after the kernel are overwritten.
    @inline(__always)
    private func transform(_ g: UnsafeMutablePointer<Vector>, into packed: UnsafeMutablePointer<Float>) {
        let half = g + 9
        for j in 0..<3 { (half + j).store(WinogradTransform.weights(g[j], g[3 &+ j], g[6 &+ j]), step: 3) }
        for i in 0..<6 {
            let h = half + 3 &* i
            (packed + 6 &* i &* frequency).store(WinogradTransform.weights(h[0], h[1], h[2]), step: frequency)
        }
    }
}
