import DeviceKernels
import Devices
import Kernels
import Networks

/// Trains on one graphics processor: the same session as on the processor, but for rounding.
///
/// Sessions of one backend share the kernels that it has compiled; one thread at a time may use them.
package struct DeviceBackend: ComputeBackend {
    private let library: KernelLibrary
    private let variant: DeviceVariant

    package init(device: any Device, variant: DeviceVariant = DeviceVariant()) {
        library = KernelLibrary(device: device)
        self.variant = variant
    }

    /// Why a network cannot be trained on a device, as a sentence; nil when it can.
    package static func refusal(of network: Network) -> String? {
        // Kernels count in 32 bits, and parameters are padded.
        guard network.parameterCount < 1 << 30 else {
            return "a device trains networks of fewer than 2^30 parameters, and this one has \(network.parameterCount)"
        }
        for node in network.nodes {
            if node.shape.count > Int(Int32.max) {
                return "a device trains maps of fewer than 2^31 samples, and this network has one of \(node.shape)"
            }
            guard case .convolution(let layer) = node.operation, layer.lipschitz != nil else { continue }
            switch layer.lipschitzNorm {
            case .reshaped: continue
            case .convolutionOperator:
                return "a device controls reshaped norms only, not \(layer.lipschitzNorm.rawValue); "
                    + "train on the processor (--device cpu)"
            }
        }
        return nil
    }

    /// - Throws: `NetworkError` for a network or an optimizer that a device does not have; a `DeviceError`, for example when the device has
    ///   too little memory.
    package func compile(
        _ network: Network, objective: Objective, input: [Float], parameters: [[Float]], optimizer: Optimizer
    ) throws -> any TrainingSession {
        try session(network, objective: objective, input: input, parameters: parameters, optimizer: optimizer)
    }

    /// The same with the session's own type.
    package func session(
        _ network: Network, objective: Objective, input: [Float], parameters: [[Float]], optimizer: Optimizer
    ) throws -> DeviceSession {
        if let refusal = Self.refusal(of: network) { throw NetworkError(description: refusal) }
        if let missing = optimizer.extensions.first {
            throw NetworkError(description: "a device has no \(missing); train on the processor (--device cpu)")
        }
        return try DeviceSession(
            network, objective: objective, input: input, parameters: parameters, optimizer: optimizer,
            library: library, variant: variant)
    }
}

/// How a device computes a network; what is not standard is for validation and tests.
package struct DeviceVariant: Hashable, Sendable {
    /// `direct` computes every convolution by its definition, which is slower.
    package var method: ConvolutionMethod
    /// The tile of all matrix products, whatever their size; nil leaves it to the size.
    package var tile: Tile?
    /// Whether norms do the leaky ReLU behind them too, and upsampled maps are written where they are joined. The results are the same.
    package var fusesLayers: Bool

    package init(method: ConvolutionMethod = .winograd, tile: Tile? = nil, fusesLayers: Bool = true) {
        self.method = method
        self.tile = tile
        self.fusesLayers = fusesLayers
    }
}
