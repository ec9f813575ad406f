/// The forward pass and the weight gradient of a `RowConvolution` whose input has few channels, as images have: the samples under each window
/// are copied side by side, so that all taps are one product.
///
/// Each sum takes its terms in the order in which a product for each tap would.
struct WindowRows {
    private let geometry: WindowGeometry
    private let layout: RowLayout
    /// Windows of a tile.
    private let segment: Int
    private let parts: RowParts

    /// Nil where a window is a single sample, or samples fill vectors.
    init?(_ layout: RowLayout, segment: Int, parts: RowParts) {
        guard layout.geometry.kernel > 1, layout.geometry.largeChannels < Vector.scalarCount else { return nil }
        (geometry, self.layout, self.segment, self.parts) = (layout.geometry, layout, segment, parts)
    }

    private var kernel: Int { geometry.kernel }
    private var stride: Int { geometry.stride }
    private var inputs: Int { geometry.largeChannels }
    private var outputs: Int { geometry.smallChannels }
    private var panels: Panels { Panels(outputs) }
    /// Samples under one row of a window, and under the whole.
    private var run: Int { kernel * inputs }
    private var depth: Int { geometry.windowCount }
    /// Floats from one window to the next: also the rows of the gradient's product.
    private var step: Int { max(4, (depth + 1) & ~1) }
    private var outputStep: Int { RowLayout.step(outputs) }

    // MARK: Memory

    /// Floats of the packed weights, and of the groups' sums of the gradient.
    var weightsCount: Int { depth * panels.paddedColumns }
    var partialsCount: Int { parts.groups * groupCount }
    private var groupCount: Int { step * panels.paddedColumns }

    /// Floats of `windows` windows with the rows that they are copied from, and room for vectors that reach beyond the last.
    private func samplesCount(_ windows: Int) -> Int {
        multipleOf16(from: windows * step + kernel * rowStep(windows) + Vector.scalarCount)
    }
    private func rowStep(_ windows: Int) -> Int { ((windows - 1) * stride + kernel) * inputs + Vector.scalarCount }

    /// Floats of private scratch that a worker needs.
    var scratchCount: Int { [segment, parts.segment].map { samplesCount($0 + 4) + ($0 + 4) * outputStep + 64 }.max()! }

    /// Copies the windows of a stretch of small row `y` side by side.
    private func load(
        _ map: UnsafePointer<Float>, y: Int, start: Int, count: Int, into windows: UnsafeMutablePointer<Float>,
        rows: UnsafeMutablePointer<Float>
    ) {
        let rowStep = rowStep(count), run = run
        for ky in 0..<kernel {
            copy(
                layout.largeRow(y, ky).map { map + $0 &* layout.largeLength &* inputs },
                first: start &* stride &- geometry.padding, count: (count &- 1) &* stride &+ kernel,
                into: rows + ky &* rowStep)
        }
        for window in 0..<count {
            for ky in 0..<kernel {
                // What a vector writes beyond its row of the window is overwritten by the next one.
                let source = rows + (ky &* rowStep &+ window &* stride &* inputs)
                let target = windows + (window &* step &+ ky &* run)
                var i = 0
                while i < run {
                    target.store(source.vector(i), i)
                    i &+= Vector.scalarCount
                }
            }
        }
    }

    /// Copies columns of a row of the large map, nil for one of zeros; what lies beyond the row is as the border says.
    private func copy(
        _ row: UnsafePointer<Float>?, first: Int, count: Int, into target: UnsafeMutablePointer<Float>
    ) {
        guard let row else { return target.update(repeating: 0, count: count &* inputs) }
        let length = layout.largeLength, end = first &+ count
        let inside = min(max(first, 0), end), insideEnd = max(inside, min(end, length))
        func copyBeyond(_ columns: Range<Int>) {
            for column in columns {
                let place = target + (column &- first) &* inputs
                if let index = geometry.border.index(column, of: length) {
                    place.update(from: row + index &* inputs, count: inputs)
                } else {
                    place.update(repeating: 0, count: inputs)
                }
            }
        }
        copyBeyond(first..<inside)
        (target + (inside &- first) &* inputs).update(
            from: row + inside &* inputs, count: (insideEnd &- inside) &* inputs)
        copyBeyond(insideEnd..<end)
    }

    // MARK: Forward

    func forward(
        input: UnsafePointer<Float>, weights: UnsafePointer<Float>, scale: UnsafePointer<Float>,
        output: UnsafeMutablePointer<Float>, writing: MapWriting, shared: UnsafeMutablePointer<Float>, scratch: Scratch,
        operation: StepOperation
    ) -> [ParallelRegion] {
        let panels = panels, depth = depth, segments = (layout.smallLength + segment - 1) / segment
        // Whole vectors that are stored as they are need no copy.
        let isDirect = if case .bias(nil) = writing { outputs.isMultiple(of: Vector.scalarCount) } else { false }
        let product = ParallelRegion(operation, tiles: layout.rows * segments) { tile, worker in
            let y = tile / segments, start = tile % segments * segment, count = min(segment, layout.smallLength - start)
            let windows = scratch[worker], copied = windows + samplesCount(segment + 4)
            load(input, y: y, start: start, count: count, into: windows, rows: windows + (segment + 4) * step)
            let rows = max(4, (count + 1) & ~1), target = output + (y * layout.smallLength + start) * outputs
            let isWhole = isDirect && rows == count
            let sums = isWhole ? target : copied, sumsStep = isWhole ? outputs : outputStep
            for panel in 0..<panels.count {
                panels.product(
                    panel, rows: rows, depth: depth, a: windows, rowStep: step, depthStep: 1,
                    b: shared + panel &* depth &* MicroKernel.columns, bStep: MicroKernel.columns,
                    c: sums + panel &* MicroKernel.columns, cStep: sumsStep, accumulate: false)
            }
            guard !isWhole else { return }
            writing.apply(
                row: tile, channels: outputs, pixels: count,
                RowWrite(
                    samples: sums, step: sumsStep, phases: 1, phaseStep: 0, first: 0, count: count, channels: outputs,
                    target: target))
        }
        return [pack(weights, scale: scale, into: shared), product]
    }

    /// Weights times scale, [panel of outputs][tap][input][two vectors].
    private func pack(
        _ weights: UnsafePointer<Float>, scale: UnsafePointer<Float>, into packed: UnsafeMutablePointer<Float>
    ) -> ParallelRegion {
        let depth = depth
        return ParallelRegion(.convolution("conv weights"), tiles: panels.count) { panel, _ in
            let output = panel * MicroKernel.columns, next = output + Vector.scalarCount
            let factor = Vector(repeating: scale.pointee)
            var target = packed + panel * depth * MicroKernel.columns
            for place in 0..<depth {
                let source = weights + place &* outputs
                target.store(factor * source.partialVector(output, count: outputs &- output), 0)
                target.store(factor * source.partialVector(next, count: outputs &- next), Vector.scalarCount)
                target += MicroKernel.columns
            }
        }
    }

    // MARK: Backward to the weights

    func backwardWeights(
        input: UnsafePointer<Float>, outputGradient: UnsafePointer<Float>, gradientReading: MapReading,
        scale: UnsafePointer<Float>, weightGradient: UnsafeMutablePointer<Float>, partials: UnsafeMutablePointer<Float>,
        scratch: Scratch, operation: StepOperation
    ) -> [ParallelRegion] {
        // Whole vectors of a gradient that is read as it is need no copy.
        let isDirect = if case .plain = gradientReading { outputs.isMultiple(of: Vector.scalarCount) } else { false }
        let panels = panels
        let sum = ParallelRegion(operation, tiles: parts.groups) { group, worker in
            let windows = scratch[worker], copied = windows + samplesCount(parts.segment + 4)
            let tiles = parts.tiles(of: group)
            for tile in tiles {
                let place = parts.place(of: tile)
                load(
                    input, y: place.row, start: place.start, count: place.count, into: windows,
                    rows: windows + (parts.segment + 4) * step)
                let row = outputGradient + place.row &* layout.smallLength &* outputs
                if !isDirect {
                    gradientReading.apply(
                        RowCopy(
                            row: row, length: layout.smallLength, channels: outputs, border: .zero, first: place.start,
                            count: place.count, target: copied, step: outputStep))
                }
                let gradients = isDirect ? row + place.start &* outputs : UnsafePointer(copied)
                for panel in 0..<panels.count {
                    panels.product(
                        panel, rows: step, depth: place.count, a: windows, rowStep: 1, depthStep: step,
                        b: gradients + panel &* MicroKernel.columns, bStep: isDirect ? outputs : outputStep,
                        c: partials + (group &* groupCount &+ panel &* step &* MicroKernel.columns),
                        cStep: MicroKernel.columns, accumulate: tile != tiles.lowerBound)
                }
            }
        }
        let reduce = parts.reduce(
            partials, geometry, groupStep: groupCount, tapStep: inputs * MicroKernel.columns,
            panelStep: step * MicroKernel.columns, scale: scale, into: weightGradient, operation: operation)
        return [sum, reduce]
    }
}
