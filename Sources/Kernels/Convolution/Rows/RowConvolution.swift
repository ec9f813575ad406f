/// A convolution of any kernel and stride by direct products: a row of windows times the weights of one tap at a time.
///
/// Windows that follow each other share their samples, so that a row of them is copied once, through whatever is pending on the map, and
/// each tap reads it at an offset. Used for 1 x 1 kernels, for strides and for the few channels of images; all sums are in a fixed order.
struct RowConvolution {
    let geometry: WindowGeometry
    let layout: RowLayout

    /// Windows of a tile.
    private let segment: Int
    private let gradientParts: RowParts
    /// Does the forward pass and the weight gradient where input channels are few.
    private let windows: WindowRows?

    /// Nil where another way suits better: a kernel of stride 1 on maps of many channels, and 1 x 1 kernels with few outputs.
    init?(_ geometry: WindowGeometry) {
        let isThin = min(geometry.largeChannels, geometry.smallChannels) < Vector.scalarCount
        guard geometry.isPointwise ? !isThin : isThin || geometry.stride > 1 else { return nil }
        self.geometry = geometry
        layout = RowLayout(geometry)
        segment = layout.segment(geometry.isPointwise ? 96 : 48)
        gradientParts = RowParts(layout, segment: 64)
        windows = WindowRows(layout, segment: segment, parts: gradientParts)
    }

    private var kernel: Int { geometry.kernel }
    private var stride: Int { geometry.stride }
    private var inputs: Int { geometry.largeChannels }
    private var outputs: Int { geometry.smallChannels }
    private var taps: Int { kernel * kernel }
    private var inputStep: Int { RowLayout.step(inputs) }
    private var outputStep: Int { RowLayout.step(outputs) }
    private var forwardPanels: Panels { Panels(outputs) }
    private var backwardPanels: Panels { Panels(inputs) }
    var segments: Int { (layout.smallLength + segment - 1) / segment }

    /// Columns of the large map, padding and all, under `windows` windows of a row.
    private func columns(under windows: Int) -> Int { (windows - 1) * stride + kernel }

    // MARK: Memory

    private var forwardWeights: Int { taps * inputs * forwardPanels.paddedColumns }
    private var backwardWeights: Int { taps * outputs * backwardPanels.paddedColumns }

    /// Floats of memory that workers share.
    var forwardScratchCount: Int { windows?.weightsCount ?? forwardWeights }
    var backwardScratchCount: Int {
        max(backwardWeights, windows?.partialsCount ?? gradientParts.groups * gradientCount)
    }

    /// Floats of private scratch that a worker needs.
    var scratchCount: Int {
        let backward = mostReaders * (phaseLength + phaseTaps + 4) * outputStep + phases * (phaseLength + 4) * inputStep
        if let windows { return max(backward + 64, windows.scratchCount) }
        let forward = kernel * columns(under: segment + 4) * inputStep + (segment + 4) * outputStep
        let most = gradientParts.segment + 4, gradient = kernel * columns(under: most) * inputStep + most * outputStep
        return max(forward, backward, gradient) + 64
    }

    // MARK: Forward

    func forward(
        input: UnsafePointer<Float>, reading: MapReading, weights: UnsafePointer<Float>, scale: UnsafePointer<Float>,
        output: UnsafeMutablePointer<Float>, writing: MapWriting, shared: UnsafeMutablePointer<Float>, scratch: Scratch,
        operation: StepOperation
    ) -> [ParallelRegion] {
        if let windows {
            return windows.forward(
                input: input, weights: weights, scale: scale, output: output, writing: writing, shared: shared,
                scratch: scratch, operation: operation)
        }
        let product = ParallelRegion(operation, tiles: layout.rows * segments) { tile, worker in
            let y = tile / segments, start = tile % segments * segment, count = min(segment, layout.smallLength - start)
            let length = columns(under: segment + 4), samples = scratch[worker],
                sums = samples + kernel * length * inputStep
            loadWindows(input, reading, y: y, start: start, count: count, length: length, into: samples)
            let rows = max(4, (count + 1) & ~1)
            for panel in 0..<forwardPanels.count {
                for tap in 0..<taps {
                    forwardPanels.product(
                        panel, rows: rows, depth: inputs,
                        a: samples + (tap / kernel &* length &+ tap % kernel) &* inputStep,
                        rowStep: stride &* inputStep, depthStep: 1,
                        b: shared + (tap &* forwardPanels.count &+ panel) &* inputs &* MicroKernel.columns,
                        bStep: MicroKernel.columns, c: sums + panel &* MicroKernel.columns, cStep: outputStep,
                        accumulate: tap > 0)
                }
            }
            let first = output + (y * layout.smallLength + start) * outputs
            writing.apply(
                row: tile, channels: outputs, pixels: count,
                RowWrite(
                    samples: sums, step: outputStep, phases: 1, phaseStep: 0, first: 0, count: count, channels: outputs,
                    target: first))
        }
        return [pack(weights, scale: scale, into: shared, operation: operation), product]
    }

    /// The rows of the large map under a segment of small row `y`, `length` columns apiece.
    @inline(__always)
    private func loadWindows(
        _ map: UnsafePointer<Float>, _ reading: MapReading, y: Int, start: Int, count: Int, length: Int,
        into samples: UnsafeMutablePointer<Float>
    ) {
        for ky in 0..<kernel {
            let row = layout.largeRow(y, ky).map { map + $0 &* layout.largeLength &* inputs }
            reading.apply(
                RowCopy(
                    row: row, length: layout.largeLength, channels: inputs, border: geometry.border,
                    first: start &* stride &- geometry.padding, count: columns(under: count),
                    target: samples + ky &* length &* inputStep, step: inputStep))
        }
    }

    /// Weights times scale, [tap][panel of outputs][input][two vectors].
    private func pack(
        _ weights: UnsafePointer<Float>, scale: UnsafePointer<Float>, into packed: UnsafeMutablePointer<Float>,
        operation: StepOperation
    ) -> ParallelRegion {
        let panels = forwardPanels
        return ParallelRegion(.convolution("conv weights"), tiles: taps * panels.count) { tile, _ in
            let tap = tile / panels.count, output = tile % panels.count * MicroKernel.columns
            let factor = Vector(repeating: scale.pointee)
            var target = packed + tile * inputs * MicroKernel.columns
            for input in 0..<inputs {
                let source = (tap &* inputs &+ input) &* outputs &+ output
                target.store(factor * weights.partialVector(source, count: outputs &- output), 0)
                let next = Vector.scalarCount
                target.store(factor * weights.partialVector(source &+ next, count: outputs &- output &- next), next)
                target += MicroKernel.columns
            }
        }
    }

    // MARK: Backward to the input

    /// Windows `stride` apart reach a column of the padded row by every `stride`-th tap: columns of the same phase are one product.
    private var phases: Int { stride }
    private var phaseTaps: Int { (kernel + stride - 1) / stride }
    /// Columns of a phase of the padded row; of a pointwise convolution those of a segment.
    private var phaseLength: Int {
        geometry.isPointwise
            ? segment
            : (max(columns(under: layout.smallLength), layout.largeLength + geometry.padding) + stride - 1) / stride
    }
    private var mostReaders: Int {
        (0..<(geometry.isPointwise ? 1 : geometry.largeHeight)).map { layout.readers(of: $0).count }.max() ?? 0
    }

    func backwardInput(
        outputGradient: UnsafePointer<Float>, gradientReading: MapReading, weights: UnsafePointer<Float>,
        scale: UnsafePointer<Float>,
        inputGradient: UnsafeMutablePointer<Float>, writing: MapWriting, shared: UnsafeMutablePointer<Float>,
        scratch: Scratch,
        operation: StepOperation
    ) -> [ParallelRegion] {
        let readers = (0..<(geometry.isPointwise ? 1 : geometry.largeHeight)).map { layout.readers(of: $0) }
        let mostReaders = mostReaders
        let product = ParallelRegion(operation, tiles: backwardSumRows) { tile, worker in
            // A row of the large map, or a segment of a pointwise one's.
            let y = geometry.isPointwise ? 0 : tile, start = geometry.isPointwise ? tile * segment : 0
            let length = geometry.isPointwise ? min(segment, layout.smallLength - start) : phaseLength
            let rowLength = phaseLength + phaseTaps + 4
            let gradients = scratch[worker], sums = gradients + mostReaders * rowLength * outputStep
            for (index, reader) in readers[y].enumerated() {
                let row = outputGradient + reader.row &* layout.smallLength &* outputs
                gradientReading.apply(
                    RowCopy(
                        row: row, length: layout.smallLength, channels: outputs, border: .zero,
                        first: start &- (phaseTaps &- 1), count: length &+ phaseTaps &- 1,
                        target: gradients + index &* rowLength &* outputStep, step: outputStep))
            }
            let phaseStep = (phaseLength + 4) * inputStep
            for phase in 0..<phases {
                multiply(
                    readers[y], phase: phase, length: length, gradients: gradients, rowLength: rowLength,
                    packed: shared,
                    into: sums + phase * phaseStep)
            }
            if !geometry.isPointwise { foldPadding(sums, phaseStep: phaseStep) }
            let count = geometry.isPointwise ? length : layout.largeLength
            writing.apply(
                row: tile, channels: inputs, pixels: count,
                RowWrite(
                    samples: sums, step: inputStep, phases: phases, phaseStep: phaseStep, first: geometry.padding,
                    count: count,
                    channels: inputs, target: inputGradient + (y * layout.largeLength + start) * inputs))
        }
        return [packTransposed(weights, scale: scale, into: shared, operation: operation), product]
    }

    /// The columns of one phase: sums over the small rows that reach them and over taps.
    private func multiply(
        _ readers: [(row: Int, tap: Int)], phase: Int, length: Int, gradients: UnsafePointer<Float>, rowLength: Int,
        packed: UnsafePointer<Float>, into sums: UnsafeMutablePointer<Float>
    ) {
        if readers.isEmpty || phase >= kernel { return sums.update(repeating: 0, count: length * inputStep) }
        let rows = max(4, (length + 1) & ~1), panels = backwardPanels
        for panel in 0..<panels.count {
            var isFirst = true
            for index in readers.indices {
                var kx = phase, place = index &* rowLength &+ phaseTaps &- 1
                while kx < kernel {
                    let tap = readers[index].tap &* kernel &+ kx
                    panels.product(
                        panel, rows: rows, depth: outputs, a: gradients + place &* outputStep, rowStep: outputStep,
                        depthStep: 1,
                        b: packed + (tap &* panels.count &+ panel) &* outputs &* MicroKernel.columns,
                        bStep: MicroKernel.columns,
                        c: sums + panel &* MicroKernel.columns, cStep: inputStep, accumulate: !isFirst)
                    isFirst = false
                    kx &+= stride
                    place &-= 1
                }
            }
        }
    }

    /// Adds columns of the padding to those that they are copies of.
    private func foldPadding(_ sums: UnsafeMutablePointer<Float>, phaseStep: Int) {
        func column(_ place: Int) -> UnsafeMutablePointer<Float> {
            sums + (place % phases &* phaseStep &+ place / phases &* inputStep)
        }
        let end = columns(under: layout.smallLength)
        for place in 0..<end where place < geometry.padding || place >= layout.largeLength + geometry.padding {
            guard let index = geometry.border.index(place - geometry.padding, of: layout.largeLength) else { continue }
            accumulate(column(place), times: 1, into: column(index + geometry.padding), count: inputs)
        }
    }

    /// Weights times scale, [tap][panel of inputs][output][two vectors].
    private func packTransposed(
        _ weights: UnsafePointer<Float>, scale: UnsafePointer<Float>, into packed: UnsafeMutablePointer<Float>,
        operation: StepOperation
    ) -> ParallelRegion {
        let panels = backwardPanels
        return ParallelRegion(.convolution("conv weights"), tiles: taps * panels.count) { tile, _ in
            let tap = tile / panels.count, input = tile % panels.count * MicroKernel.columns
            let lanes = min(MicroKernel.columns, inputs - input), factor = scale.pointee
            let target = packed + tile * outputs * MicroKernel.columns
            for lane in 0..<MicroKernel.columns {
                guard lane < lanes else {
                    for output in 0..<outputs { target[output &* MicroKernel.columns &+ lane] = 0 }
                    continue
                }
                let source = weights + (tap &* inputs &+ input &+ lane) &* outputs
                for output in 0..<outputs { target[output &* MicroKernel.columns &+ lane] = factor * source[output] }
            }
        }
    }

    // MARK: Backward to the weights

    /// Inputs as rows of a product.
    private var gradientRows: Int { max(4, (inputs + 1) & ~1) }
    private var gradientCount: Int { taps * gradientRows * forwardPanels.paddedColumns }

    func backwardWeights(
        input: UnsafePointer<Float>, reading: MapReading, outputGradient: UnsafePointer<Float>,
        gradientReading: MapReading,
        scale: UnsafePointer<Float>, weightGradient: UnsafeMutablePointer<Float>, partials: UnsafeMutablePointer<Float>,
        scratch: Scratch, operation: StepOperation
    ) -> [ParallelRegion] {
        if let windows {
            return windows.backwardWeights(
                input: input, outputGradient: outputGradient, gradientReading: gradientReading, scale: scale,
                weightGradient: weightGradient, partials: partials, scratch: scratch, operation: operation)
        }
        let panels = forwardPanels
        let sum = ParallelRegion(operation, tiles: gradientParts.groups) { group, worker in
            let length = columns(under: gradientParts.segment + 4), samples = scratch[worker],
                gradients = samples + kernel * length * inputStep
            let tiles = gradientParts.tiles(of: group)
            for tile in tiles {
                let (y, start, count) = gradientParts.place(of: tile)
                loadWindows(input, reading, y: y, start: start, count: count, length: length, into: samples)
                gradientReading.apply(
                    RowCopy(
                        row: outputGradient + y &* layout.smallLength &* outputs, length: layout.smallLength,
                        channels: outputs, border: .zero, first: start, count: count, target: gradients,
                        step: outputStep))
                for place in 0..<(taps * panels.count) {
                    let tap = place / panels.count, panel = place % panels.count
                    panels.product(
                        panel, rows: gradientRows, depth: count,
                        a: samples + (tap / kernel &* length &+ tap % kernel) &* inputStep,
                        rowStep: 1, depthStep: stride &* inputStep, b: gradients + panel &* MicroKernel.columns,
                        bStep: outputStep,
                        c: partials + (group &* gradientCount &+ place &* gradientRows &* MicroKernel.columns),
                        cStep: MicroKernel.columns, accumulate: tile != tiles.lowerBound)
                }
            }
        }
        let placeStep = gradientRows * MicroKernel.columns
        let reduce = gradientParts.reduce(
            partials, geometry, groupStep: gradientCount, tapStep: panels.count * placeStep, panelStep: placeStep,
            scale: scale, into: weightGradient, operation: operation)
        return [sum, reduce]
    }
}
