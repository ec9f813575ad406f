/// Weights in the frequency domain: [36][outputs / columns][inputs][columns], so that one micro-kernel reads them in a row.
struct WinogradWeights {
    let inputs: Int
    let outputs: Int

    /// Floats of the packed array.
    var count: Int { 36 * frequency }
    /// Floats from one frequency to the next; the odd cache line keeps the 36 streams off the same cache sets.
    var frequency: Int { inputs * Panels(outputs).paddedColumns + 16 }

    /// Floats of private scratch that a worker needs.
    static let scratchCount = Vector.scalarCount * (9 + 18)

    /// The place of vector `output` of a packed frequency.
    @inline(__always)
    static func place(input: Int, output: Int, inputs: Int) -> Int {
        (output / MicroKernel.columns &* inputs &+ input) &* MicroKernel.columns &+ output % MicroKernel.columns
    }

    /// Packs weights k x k x inputs x outputs, times `scale`, for a forward pass.
    func pack(_ weights: UnsafePointer<Float>, scale: UnsafePointer<Float>, into packed: UnsafeMutablePointer<Float>,
              scratch: Scratch) -> Work {
        Work("winograd weights", tiles: inputs) { input, worker in
            let factor = Vector(repeating: scale.pointee)
            let g = scratch.vectors(worker)
            var output = 0
            while output < outputs {
                for tap in 0..<9 {
                    g[tap] = factor * weights.partialVector((tap &* inputs &+ input) &* outputs &+ output, count: outputs &- output)
                }
                transform(g, into: packed + Self.place(input: input, output: output, inputs: inputs))
                output &+= Vector.scalarCount
            }
        }
    }

    /// Packs the weights k x k x outputs x inputs of a convolution for its input gradient: flipped, inputs and outputs exchanged.
    func packTransposed(_ weights: UnsafePointer<Float>, scale: UnsafePointer<Float>, into packed: UnsafeMutablePointer<Float>,
                        scratch: Scratch) -> Work {
        Work("winograd weights", tiles: Panels(outputs).vectors) { group, worker in
            let output = Vector.scalarCount * group, lanes = min(Vector.scalarCount, outputs - output)
            let factor = Vector(repeating: scale.pointee)
            let g = scratch.vectors(worker)
            for input in 0..<inputs {
                for tap in 0..<9 {
                    var gathered = Vector()
                    let place: Int = ((8 &- tap) &* outputs &+ output) &* inputs &+ input
                    let source = weights + place
                    for lane in 0..<lanes { gathered[lane] = source[lane &* inputs] }
                    g[tap] = factor * gathered
                }
                transform(g, into: packed + Self.place(input: input, output: output, inputs: inputs))
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
