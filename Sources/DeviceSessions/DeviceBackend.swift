import DeviceKernels
import Devices
import Kernels
import Networks

/// Trains on one graphics processor: the same session as on the processor, but for rounding.
///
/// Sessions of one backend share the kernels that it has compiled; one thread at a time may use them.
package struct DeviceBackend: ComputeBackend {
    private let library: KernelLibrary
    private let method: ConvolutionMethod
    private let tile: Tile?

    /// - Parameter method: `direct` computes every convolution by its definition: slower, for validation.
    package init(device: any Device, method: ConvolutionMethod = .winograd) {
        self.init(device: device, method: method, tile: nil)
    }

    /// - Parameter tile: the tile of all matrix products, whatever their size; for tests.
    package init(device: any Device, method: ConvolutionMethod = .winograd, tile: Tile?) {
        self.method = method
        library = KernelLibrary(device: device)
        self.tile = tile
    }

    /// Why a network cannot be trained on a device, as a sentence; nil when it can.
    package static func refusal(of network: Network) -> String? {
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

    /// - Throws: `NetworkError` for a network that a device cannot train; `DeviceError`, for one when the memory cannot be had.
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
        return try DeviceSession(
            network, objective: objective, input: input, parameters: parameters, optimizer: optimizer,
            library: library, method: method, tile: tile)
    }
}
