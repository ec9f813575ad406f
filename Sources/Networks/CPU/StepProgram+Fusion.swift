import Kernels

/// What the operations of a fused chain hand to each other.
extension StepProgram {
    private func pendingActivation(_ chain: Int) -> PendingActivation {
        let fused = fusion.chains[chain], offset: UnsafePointer<Float>
        if fused.kind == .activation, case .convolution(let layer, _, _) = operations[fused.producer] {
            offset = UnsafePointer(store.value(layer.bias!))
        } else {
            offset = UnsafePointer(buffer(plan.chains[chain].pending))
        }
        return PendingActivation(offset: offset, slope: fused.slopeAfter)
    }

    private func pendingNorm(_ index: Int) -> PendingNorm {
        let chain = fusion.chains[index]
        return PendingNorm(
            statistics: buffer(plan.chains[index].pending), channels: chain.channels, slopeBefore: chain.slopeBefore,
            slopeAfter: chain.slopeAfter)
    }

    /// How node `reader` reads its input.
    func reading(by reader: Int) -> MapReading {
        guard let chain = fusion.chain(whereReaderIs: reader) else { return .plain }
        return switch fusion.chains[chain].kind {
        case .meanOnly, .activation: .activated(pendingActivation(chain))
        case .batch: .normalized(pendingNorm(chain))
        }
    }

    /// How node `producer` writes its map, which has no bias of its own where a chain begins.
    func writing(by producer: Int) -> MapWriting? {
        guard let index = fusion.chain(whereProducerIs: producer) else { return nil }
        // The reader adds the bias.
        if fusion.chains[index].kind == .activation { return .bias(nil) }
        guard fusion.chains[index].producerDefers.takesSums else { return nil }
        let sums = buffer(plan.chains[index].forwardSums)
        return switch fusion.chains[index].kind {
        case .meanOnly, .activation: .summed(sums)
        case .batch: .moments(sums, slopeBefore: fusion.chains[index].slopeBefore)
        }
    }

    /// How node `producer` reads the gradient of its map.
    func gradientReading(by producer: Int, _ gradient: UnsafePointer<Float>) -> MapReading {
        guard let index = fusion.chain(whereProducerIs: producer), fusion.chains[index].producerDefers.readsGradient
        else { return .plain }
        return switch fusion.chains[index].kind {
        case .meanOnly, .activation: .shifted(offset: buffer(plan.chains[index].gradient))
        case .batch: .normGradient(pendingGradient(index, gradient))
        }
    }

    private func pendingGradient(_ index: Int, _ gradient: UnsafePointer<Float>) -> PendingNormGradient {
        PendingNormGradient(
            pendingNorm(index), coefficients: buffer(plan.chains[index].gradient),
            channels: fusion.chains[index].channels,
            gradient: gradient, map: value(fusion.chains[index].producer))
    }

    /// How node `reader` writes the gradient of its input.
    func gradientWriting(by reader: Int, _ gradient: UnsafePointer<Float>) -> MapWriting {
        guard let index = fusion.chain(whereReaderIs: reader) else { return .bias(nil) }
        let sums = buffer(plan.chains[index].backwardSums)
        return switch fusion.chains[index].kind {
        case .meanOnly, .activation:
            .activationGradient(ActivationGradient(pending: pendingActivation(index), sums: sums))
        case .batch:
            .normGradient(
                NormGradientTarget(
                    pendingNorm(index), gradient: gradient, map: value(fusion.chains[index].producer), sums: sums))
        }
    }

    /// The statistics of a batch norm that its reader applies.
    func pendingForward(_ kernel: BatchNorm, _ layer: NormalizationLayer, chain index: Int) -> [ParallelRegion] {
        let chain = fusion.chains[index], places = plan.chains[index]
        let statistics = kernel.pendingStatistics(
            moments: buffer(places.forwardSums), count: chain.forwardSumRows,
            gamma: layer.gamma.map { UnsafePointer(store.value($0)) },
            beta: layer.beta.map { UnsafePointer(store.value($0)) }, statistics: buffer(places.pending))
        if chain.producerDefers.takesSums { return [statistics] }
        return [
            kernel.moments(of: value(chain.producer), slopeBefore: chain.slopeBefore, rows: buffer(places.forwardSums)),
            statistics,
        ]
    }

    /// The gradients of its parameters; and of its map, unless the map's producer computes them as it reads.
    func pendingBackward(
        _ kernel: BatchNorm, _ layer: NormalizationLayer, chain index: Int, gradient: UnsafeMutablePointer<Float>
    ) -> [ParallelRegion] {
        let chain = fusion.chains[index], places = plan.chains[index]
        let sums = kernel.pendingGradient(
            sums: buffer(places.backwardSums), count: chain.backwardSumRows,
            gamma: layer.gamma.map { UnsafePointer(store.value($0)) }, statistics: buffer(places.pending),
            gammaGradient: layer.gamma.map { store.gradient($0) }, betaGradient: layer.beta.map { store.gradient($0) },
            coefficients: buffer(places.gradient))
        if chain.producerDefers.readsGradient { return [sums] }
        return [sums, kernel.applyGradient(pendingGradient(index, gradient), to: gradient)]
    }

    /// What convolution `index` reads forward.
    func input(of index: Int) -> ConvolutionInput {
        let input = network.nodes[index].inputs[0]
        guard fusion.unwritten.contains(input), case .interpolation(let kernel) = operations[input] else {
            return ConvolutionInput(map: value(input), reading: reading(by: index))
        }
        return ConvolutionInput(
            map: value(network.nodes[input].inputs[0]), reading: reading(by: input), doubling: kernel)
    }

    /// What it reads for the gradients of its parameters, and the work that computes it again if it was not kept.
    func keptInput(of index: Int) -> (input: ConvolutionInput, regions: [ParallelRegion]) {
        let input = network.nodes[index].inputs[0]
        guard let place = plan.recomputed[input], case .interpolation(let kernel) = operations[input] else {
            return (self.input(of: index), [])
        }
        let map = buffer(place)
        return (
            ConvolutionInput(map: map, reading: reading(by: index)),
            kernel.forward(
                input: value(network.nodes[input].inputs[0]), reading: reading(by: input), output: map, scratch: scratch
            )
        )
    }
}

/// A map, how it is read, and the upsampling through which it is read, if one is left to its reader.
struct ConvolutionInput {
    let map: UnsafePointer<Float>
    let reading: MapReading
    var doubling: SeparableUpsampling?

    init(map: UnsafeMutablePointer<Float>, reading: MapReading, doubling: SeparableUpsampling? = nil) {
        self.map = UnsafePointer(map)
        self.reading = reading
        self.doubling = doubling
    }
}
