import DeviceKernels
import Kernels
import Networks

/// Everything that is decided about a session before a device is asked for anything.
struct SessionPlan {
    let network: Network
    let layout: ParameterLayout
    let convolutions: [Int: ConvolutionPlan]
    let norms: [Int: NormPlan]
    let resamplings: [Int: ResamplingTables.Pair]
    let tables: ResamplingTables
    let buffers: BufferPlan
    let objective: ObjectiveSums
    let control: ControlPlan

    init(
        _ network: Network, isMasked: Bool, downsampling: Downsampling?, totalVariation: TotalVariationTerm?,
        variant: DeviceVariant = DeviceVariant()
    ) {
        let method = variant.method, tile = variant.tile
        var convolutions: [Int: ConvolutionPlan] = [:], norms: [Int: NormPlan] = [:]
        var resamplings: [Int: ResamplingTables.Pair] = [:]
        var tables = ResamplingTables()
        for (index, node) in network.nodes.enumerated() {
            let input = node.inputs.first.map { network.nodes[$0].shape }
            switch node.operation {
            case .convolution(let layer):
                convolutions[index] = ConvolutionPlan(layer.geometry(over: input!), method: method, tile: tile)
            case .transposedConvolution(let layer):
                let geometry = TransposedConvolution.doubling(
                    height: input!.height, width: input!.width, inputChannels: layer.inputChannels,
                    outputChannels: layer.outputChannels, method: .direct
                ).geometry
                convolutions[index] = ConvolutionPlan(geometry, method: .direct, tile: tile)
            case .interpolation(let filter):
                resamplings[index] = tables.add(
                    rows: filter.doubling(input!.height), columns: filter.doubling(input!.width))
            case .downsampling(let filter):
                resamplings[index] = tables.add(
                    rows: filter.halving(input!.height), columns: filter.halving(input!.width))
            case .normalization(let layer):
                norms[index] = NormPlan(
                    layer, shape: node.shape, slope: variant.fusesLayers ? network.slope(behind: index) : nil)
            case .input, .maxPooling, .depthToSpace, .activation, .concatenation, .addition: break
            }
        }
        let needs = network.nodes.indices.map { index -> OperationNeeds in
            if let norm = norms[index] {
                return OperationNeeds(
                    kept: norm.keptCount, forward: norm.forwardScratchCount, backward: norm.backwardScratchCount)
            }
            guard let convolution = convolutions[index] else { return OperationNeeds() }
            let shape = network.nodes[index].shape
            let bias = ChannelSumsPlan(pixels: shape.pixels, channels: shape.channels)
            return OperationNeeds(
                forward: convolution.forwardScratchCount,
                backward: max(convolution.backwardScratchCount, bias.partialsCount))
        }
        objective = ObjectiveSums(
            output: network.output, isMasked: isMasked, downsampling: downsampling, totalVariation: totalVariation,
            tables: &tables)
        let reads = network.nodes.enumerated().map { index, node -> BackwardReads in
            var reads = BackwardReads(node.operation)
            switch node.operation {
            case .convolution, .transposedConvolution: reads.input = .parameters
            case .normalization: reads.output = norms[index]!.readsResult
            case .activation where norms.isActivating(node): reads = BackwardReads()
            case .input, .interpolation, .downsampling, .maxPooling, .depthToSpace, .activation, .concatenation,
                .addition:
                break
            }
            return reads
        }
        self.network = network
        layout = ParameterLayout(network.parameters)
        self.convolutions = convolutions
        self.norms = norms
        self.resamplings = resamplings
        self.tables = tables
        buffers = BufferPlan(
            layerByLayer: network, needs: needs, reads: reads, joinsUpsampling: variant.fusesLayers)
        control = ControlPlan(network)
    }

    /// Whether the norm before it does activation `index`: both work in one place.
    func isDoneByNorm(_ index: Int) -> Bool { norms.isActivating(network.nodes[index]) }

    /// Floats of what is small: scales, norms and ceilings, the loss, a mark of what is not finite.
    var smallCount: Int { smallPlaces.total }

    /// Where each of them begins.
    var smallPlaces: (scales: Int, control: Int, state: Int, mark: Int, total: Int) {
        let control = ArenaLayout.aligned(layout.parameters.count)
        let state = control + ArenaLayout.aligned(self.control.valuesCount)
        return (0, control, state, state + 8, state + 16)
    }

    /// Bytes of one of a session's buffers.
    func bytes(of buffer: SessionBuffer) -> Int {
        let words =
            switch buffer {
            case .maps: buffers.memory.total
            case .parameters: 4 * layout.count
            case .objective: objective.count
            case .matrices: control.matricesCount
            case .small: smallCount
            case .tables: tables.words.count
            case .layers: control.descriptionCount
            case .squarings: control.stateCount
            }
        return max(words, 1) * MemoryLayout<Float>.stride
    }
}

/// The memory that a session on a device takes, in bytes, known before any is asked for.
package struct DeviceMemory: Equatable, Sendable {
    package let total: Int
    /// The largest of its buffers.
    package let largestBuffer: Int

    package init(
        _ network: Network, isMasked: Bool = false, downsampling: Downsampling? = nil,
        totalVariation: TotalVariationTerm? = nil
    ) {
        self.init(
            SessionPlan(network, isMasked: isMasked, downsampling: downsampling, totalVariation: totalVariation))
    }

    init(_ plan: SessionPlan) {
        let bytes = SessionBuffer.allCases.map(plan.bytes(of:))
        total = bytes.reduce(0, +)
        largestBuffer = bytes.max()!
    }
}

extension Network {
    /// What the leaky ReLU behind norm `index` multiplies negative values by, where nothing else reads the norm.
    fileprivate func slope(behind index: Int) -> Float? {
        let consumers = consumers(of: index)
        guard consumers.count == 1, case .activation(let activation) = nodes[consumers[0]].operation else { return nil }
        return activation.slope
    }
}

extension [Int: NormPlan] {
    /// Whether the norm that a node reads does it too: its activation.
    fileprivate func isActivating(_ node: Network.Node) -> Bool {
        node.inputs.first.flatMap { self[$0]?.slope } != nil
    }
}
