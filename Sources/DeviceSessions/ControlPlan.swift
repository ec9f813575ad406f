import DeviceKernels
import Devices
import Networks

/// The Lipschitz control of a network's convolutions on the device: reshaped norms only (METHOD section 4.1).
struct ControlPlan {
    /// One controlled weight matrix of rows x columns.
    struct Layer {
        let weight: ParameterIndex
        let rows: Int, columns: Int
        let lambda: Double

        var side: Int { min(rows, columns) }
    }

    let layers: [Layer]

    /// Squarings of a Gram matrix at most: 2^20-fold powers.
    private static let rounds = 20
    private static let tile = 32, wordsPerLayer = 8

    init(_ network: Network) {
        layers = network.nodes.compactMap { node in
            guard case .convolution(let layer) = node.operation, let lambda = layer.lipschitz else { return nil }
            return Layer(
                weight: layer.weight, rows: layer.inputChannels * layer.kernel * layer.kernel,
                columns: layer.outputChannels, lambda: lambda)
        }
    }

    /// Floats of the matrices, three for each layer: Gram matrix and two of its powers.
    var matricesCount: Int { layers.reduce(0) { $0 + 3 * $1.side * $1.side } }
    /// Floats of norms and ceilings.
    var valuesCount: Int { 2 * layers.count }
    /// Words of the description of the layers, and of the state of the squarings.
    var descriptionCount: Int { Self.wordsPerLayer * layers.count }
    var stateCount: Int { (Self.rounds + 2) * layers.count }

    /// The words that describe the layers to the kernels.
    func description(_ layout: ParameterLayout) -> [Int32] {
        var matrices = 0
        return layers.flatMap { layer -> [Int32] in
            defer { matrices += 3 * layer.side * layer.side }
            return [
                layer.rows, layer.columns, layer.side, layout.offset(layer.weight), matrices, layer.weight.index, 0, 0,
            ].map { Int32($0) }
        }
    }

    /// What is behind the norms: the ceilings.
    var ceilings: [Float] { layers.map { Float($0.lambda) } }

    /// - Parameters:
    ///   - values: norms, then ceilings.
    ///   - scales: one for each parameter of the network.
    func append(
        weights: Place, description: DeviceBuffer, matrices: DeviceBuffer, state: DeviceBuffer, values: Place,
        scales: Place, to list: inout LaunchList
    ) throws {
        guard let largest = layers.map(\.side).max() else { return }
        let tiles = Tile.groups(largest, Self.tile), groups = (x: tiles * tiles, y: layers.count, z: 1)
        let matrix = KernelArgument.place(Place(buffer: matrices, offset: 0))
        try list.add(
            .control, "gram", groups: groups,
            [.place(weights), .words(description), matrix, .words(state), .int(Self.rounds)])
        for round in 0..<Self.rounds {
            try list.add(
                .control, "square", groups: groups,
                [.words(description), matrix, .words(state), .int(Self.rounds), .int(round)])
        }
        try list.add(
            .control, "rayleigh", groups: (1, layers.count, 1),
            [
                .words(description), matrix, .words(state), .int(Self.rounds),
                .place(values.advanced(by: layers.count)), .place(values), .place(scales),
            ])
    }
}
