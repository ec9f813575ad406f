/// Weights in the frequency domain: [36][outputs / 16][inputs][16], so that one micro-kernel reads them in a row.
struct WinogradWeights {
    let inputs: Int
    let outputs: Int

    /// Floats of the packed array.
    var count: Int { 36 * frequency }
    /// Floats from one frequency to the next; the odd cache line keeps the 36 streams off the same cache sets.
    var frequency: Int { inputs * outputs + 16 }

    /// Floats of private scratch that a worker needs.
    static let scratchCount = 8 * (9 + 18 + 36)

    /// Packs weights k x k x inputs x outputs, times `scale`, for a forward pass.
    func pack(_ weights: UnsafePointer<Float>, scale: UnsafePointer<Float>, into packed: UnsafeMutablePointer<Float>,
              scratch: Scratch) -> Work {
        Work("winograd weights", tiles: inputs) { input, worker in
            let factor = Vector(repeating: scale.pointee)
            let g = scratch.vectors(worker), half = g + 9, u = g + 27
            var output = 0
            while output < outputs {
                for tap in 0..<9 { g[tap] = factor * weights.vector((tap &* inputs &+ input) &* outputs &+ output) }
                transform(g, half, u)
                let place = (output / 16 &* inputs &+ input) &* 16 &+ output % 16
                for f in 0..<36 { packed.store(u[f], f &* frequency &+ place) }
                output &+= 8
            }
        }
    }

    /// Packs the weights k x k x outputs x inputs of a convolution for its input gradient: flipped, inputs and outputs exchanged.
    func packTransposed(_ weights: UnsafePointer<Float>, scale: UnsafePointer<Float>, into packed: UnsafeMutablePointer<Float>,
                        scratch: Scratch) -> Work {
        Work("winograd weights", tiles: outputs / 8) { group, worker in
            let output = 8 * group
            let factor = Vector(repeating: scale.pointee)
            let g = scratch.vectors(worker), half = g + 9, u = g + 27
            for input in 0..<inputs {
                for tap in 0..<9 {
                    var lanes = Vector()
                    let place: Int = ((8 &- tap) &* outputs &+ output) &* inputs &+ input
                    let source = weights + place
                    for lane in 0..<8 { lanes[lane] = source[lane &* inputs] }
                    g[tap] = factor * lanes
                }
                transform(g, half, u)
                let place = (output / 16 &* inputs &+ input) &* 16 &+ output % 16
                for f in 0..<36 { packed.store(u[f], f &* frequency &+ place) }
            }
        }
    }

    @inline(__always)
    private func transform(_ g: UnsafeMutablePointer<Vector>, _ half: UnsafeMutablePointer<Vector>, _ u: UnsafeMutablePointer<Vector>) {
        for j in 0..<3 { WinogradTransform.weights(g + j, half + j, from: 3, to: 3) }
        for i in 0..<6 { WinogradTransform.weights(half + 3 &* i, u + 6 &* i, from: 1, to: 1) }
    }
}
