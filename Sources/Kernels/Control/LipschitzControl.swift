/// Lipschitz control of a set of weight matrices: scale = 1 / max(1, s / lambda) for each (METHOD section 4.1).
public enum LipschitzControl {
    /// One controlled matrix: its norm's shape, its weights, and where its scale goes.
    public struct Layer {
        let norm: ControlledNorm
        let lambda: Float
        let weights: UnsafePointer<Float>
        let scale: UnsafeMutablePointer<Float>

        public init(
            norm: ControlledNorm, lambda: Double, weights: UnsafePointer<Float>, scale: UnsafeMutablePointer<Float>
        ) {
            self.norm = norm
            self.lambda = Float(lambda)
            self.weights = weights
            self.scale = scale
        }

        public init(
            norm: SpectralNorm, lambda: Double, weights: UnsafePointer<Float>, scale: UnsafeMutablePointer<Float>
        ) {
            self.init(norm: .reshaped(norm), lambda: lambda, weights: weights, scale: scale)
        }
    }

    public static func forward(_ layers: [Layer], scratch: Scratch) -> [ParallelRegion] {
        guard !layers.isEmpty else { return [] }
        return [
            ParallelRegion(.control("lipschitz control"), tiles: layers.count) { index, worker in
                let layer = layers[index]
                let norm = layer.norm.measure(layer.weights, ceiling: layer.lambda, scratch: scratch[worker])
                // `max` would drop a NaN, and with it the sign that the run has diverged.
                layer.scale.pointee = norm.isFinite ? 1 / max(1, norm / layer.lambda) : .nan
            }
        ]
    }
}
