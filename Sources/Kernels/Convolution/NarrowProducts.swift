/// The three products of a 1 x 1 convolution to very few channels (a network's last one): each is one pass over the large map, where a
/// matrix product would be all preparation.
extension WindowGeometry {
    /// Pointwise, at most four small channels.
    var isNarrow: Bool { isPointwise && smallChannels <= 4 }

    /// The weights by small channel or their gradients' sums at two levels, and the pixels of a block.
    var narrowScratchCount: Int { (2 * smallChannels + Self.block) * paddedChannels }
    private var paddedChannels: Int { (largeChannels + 15) & ~15 }

    /// small = large * weights * scale + bias.
    func contractNarrow(
        _ large: UnsafePointer<Float>, reading: MapReading, weights: UnsafePointer<Float>, scale: UnsafePointer<Float>,
        bias: UnsafePointer<Float>?, small: UnsafeMutablePointer<Float>, scratch: Scratch, operation: StepOperation
    ) -> ParallelRegion {
        ParallelRegion(operation, count: smallPixels, size: Self.block) { start, end, worker in
            let columns = scratch[worker], pixel = columns + smallChannels &* paddedChannels
            loadColumns(weights, scale: scale.pointee, into: columns)
            for p in start..<end {
                let source = read(large + p &* largeChannels, reading, into: pixel)
                for o in 0..<smallChannels {
                    small[p &* smallChannels &+ o] =
                        innerProduct(source, columns + o &* paddedChannels, count: largeChannels)
                        + (bias?[o] ?? 0)
                }
            }
        }
    }

    /// large = small * weights^T * scale.
    func expandNarrow(
        _ small: UnsafePointer<Float>, weights: UnsafePointer<Float>, scale: UnsafePointer<Float>,
        large: UnsafeMutablePointer<Float>, writing: MapWriting, scratch: Scratch, operation: StepOperation
    ) -> ParallelRegion {
        ParallelRegion(operation, count: smallPixels, size: Self.block) { start, end, worker in
            let columns = scratch[worker], samples = columns + smallChannels &* paddedChannels
            loadColumns(weights, scale: scale.pointee, into: columns)
            for p in start..<end {
                let gradient = samples + (p &- start) &* paddedChannels
                Kernels.scale(columns, by: small[p &* smallChannels], into: gradient, count: largeChannels)
                for o in 1..<max(1, smallChannels) {
                    accumulate(
                        columns + o &* paddedChannels, times: small[p &* smallChannels &+ o], into: gradient,
                        count: largeChannels)
                }
            }
            writing.apply(
                row: start / Self.block, channels: largeChannels, pixels: end - start,
                RowWrite(
                    samples: samples, step: paddedChannels, phases: 1, phaseStep: 0, first: 0, count: end - start,
                    channels: largeChannels, target: large + start &* largeChannels))
        }
    }

    /// weightGradient = scale * large^T * small; blocks of pixels are summed in a fixed number of groups, and the groups in order.
    func correlateNarrow(
        _ large: UnsafePointer<Float>, reading: MapReading, small: UnsafePointer<Float>, scale: UnsafePointer<Float>,
        weightGradient: UnsafeMutablePointer<Float>, partials: UnsafeMutablePointer<Float>, scratch: Scratch,
        operation: StepOperation
    ) -> [ParallelRegion] {
        let groups = correlationGroups
        let sum = ParallelRegion(operation, tiles: groups) { group, worker in
            let count = smallChannels &* paddedChannels
            let total = scratch[worker], sums = total + count, pixel = sums + count
            total.update(repeating: 0, count: count)
            // Sums of sums: a million terms one after the other would lose digits.
            for block in (group * blocks / groups)..<((group + 1) * blocks / groups) {
                sums.update(repeating: 0, count: count)
                for p in (block &* Self.block)..<min(smallPixels, (block &+ 1) &* Self.block) {
                    let source = read(large + p &* largeChannels, reading, into: pixel)
                    for o in 0..<smallChannels {
                        accumulate(
                            source, times: small[p &* smallChannels &+ o], into: sums + o &* paddedChannels,
                            count: largeChannels)
                    }
                }
                accumulate(sums, times: 1, into: total, count: count)
            }
            for c in 0..<largeChannels {
                for o in 0..<smallChannels {
                    partials[group * weightCount + c * smallChannels + o] = total[o * paddedChannels + c]
                }
            }
        }
        return [sum, reduceGroups(partials, groups: groups, scale: scale, into: weightGradient, operation: operation)]
    }

    /// The weights, times `scale`, as one row of large channels for each small one.
    @inline(__always)
    private func loadColumns(_ weights: UnsafePointer<Float>, scale: Float, into columns: UnsafeMutablePointer<Float>) {
        for o in 0..<smallChannels {
            for c in 0..<largeChannels { columns[o &* paddedChannels &+ c] = scale * weights[c &* smallChannels &+ o] }
        }
    }

    @inline(__always)
    private func read(
        _ source: UnsafePointer<Float>, _ reading: MapReading,
        into pixel: UnsafeMutablePointer<Float>
    ) -> UnsafePointer<Float> {
        if case .plain = reading { return source }
        reading.apply(
            RowCopy(
                row: source, length: 1, channels: largeChannels, border: .zero, first: 0, count: 1, target: pixel,
                step: 0))
        return UnsafePointer(pixel)
    }
}
