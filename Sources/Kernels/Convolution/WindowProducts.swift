/// The three products between a large map, a small map and weights from which both kinds of convolution are made.
///
/// large: H x W x Cl, small: h x w x Cs, weights: k x k x Cl x Cs. `scale` multiplies the weights: the Lipschitz control's 1 / divisor.
extension WindowGeometry {
    /// small = windows(large) * weights * scale + bias.
    func contract(
        large: UnsafePointer<Float>, reading: MapReading = .plain, weights: UnsafePointer<Float>,
        scale: UnsafePointer<Float>,
        bias: UnsafePointer<Float>?, small: UnsafeMutablePointer<Float>, scratch: Scratch, operation: StepOperation
    ) -> [ParallelRegion] {
        if isNarrow {
            return [
                contractNarrow(
                    large, reading: reading, weights: weights, scale: scale, bias: bias, small: small, scratch: scratch,
                    operation: operation)
            ]
        }
        return [
            ParallelRegion(operation, count: smallPixels, size: Self.block) { start, end, worker in
                let output = small + start * smallChannels
                if let bias {
                    for pixel in 0..<(end - start) {
                        (output + pixel * smallChannels).update(from: bias, count: smallChannels)
                    }
                }
                multiply(
                    windows(of: large, reading: reading, start: start, end: end, scratch: scratch[worker]), by: weights,
                    into: output,
                    m: end - start, n: smallChannels, k: windowCount, alpha: scale.pointee, beta: bias == nil ? 0 : 1)
            }
        ]
    }

    /// large = the sum over windows of small * weights^T * scale, each put back where it was gathered from, + bias.
    ///
    /// Bands of rows are done in two rounds, even ones then odd ones: bands of one round don't touch the same rows, and every sample
    /// receives its terms in the same order whatever the number of threads.
    func expand(
        small: UnsafePointer<Float>, weights: UnsafePointer<Float>, scale: UnsafePointer<Float>,
        bias: UnsafePointer<Float>?, large: UnsafeMutablePointer<Float>, writing: MapWriting = .bias(nil),
        scratch: Scratch,
        operation: StepOperation
    ) -> [ParallelRegion] {
        if isNarrow, bias == nil {
            return [
                expandNarrow(
                    small, weights: weights, scale: scale, large: large, writing: writing, scratch: scratch,
                    operation: operation)
            ]
        }
        if isPointwise {
            precondition(bias == nil, "a pointwise transposed convolution has no bias")
            return [
                expandPointwise(
                    small, weights: weights, scale: scale, large: large, writing: writing, scratch: scratch,
                    operation: operation)
            ]
        }
        let start = ParallelRegion(operation, count: largeHeight * largeWidth, size: 1024) { start, end, _ in
            let count = (end - start) * largeChannels
            guard let bias else { return (large + start * largeChannels).update(repeating: 0, count: count) }
            for pixel in start..<end { (large + pixel * largeChannels).update(from: bias, count: largeChannels) }
        }
        let rowsPerBand = max(4, (kernel + stride - 1) / stride)
        let bands = (smallHeight + rowsPerBand - 1) / rowsPerBand
        let rounds = (0..<2).map { parity in
            ParallelRegion(operation, tiles: (bands + 1 - parity) / 2) { tile, worker in
                let band = 2 * tile + parity
                let last = min(smallPixels, (band + 1) * rowsPerBand * smallWidth)
                var start = band * rowsPerBand * smallWidth
                while start < last {
                    let end = min(last, start + Self.block)
                    multiply(
                        small + start * smallChannels, by: weights, rightTransposed: true, into: scratch[worker],
                        m: end - start, n: windowCount, k: smallChannels, alpha: scale.pointee)
                    scatter(scratch[worker], start: start, end: end, onto: large)
                    start = end
                }
            }
        }
        return [start] + rounds
    }

    private func expandPointwise(
        _ small: UnsafePointer<Float>, weights: UnsafePointer<Float>, scale: UnsafePointer<Float>,
        large: UnsafeMutablePointer<Float>, writing: MapWriting, scratch: Scratch, operation: StepOperation
    ) -> ParallelRegion {
        ParallelRegion(operation, count: smallPixels, size: Self.block) { start, end, worker in
            multiply(
                small + start * smallChannels, by: weights, rightTransposed: true, into: scratch[worker],
                m: end - start, n: largeChannels, k: smallChannels, alpha: scale.pointee)
            writing.apply(
                row: start / Self.block, channels: largeChannels, pixels: end - start,
                RowWrite(
                    samples: scratch[worker], step: largeChannels, phases: 1, phaseStep: 0, first: 0,
                    count: end - start,
                    channels: largeChannels, target: large + start * largeChannels))
        }
    }

    /// weightGradient = scale * sum over windows of windows(large)^T * small.
    ///
    /// Blocks are summed in a fixed number of groups, and the groups in order.
    func correlate(
        large: UnsafePointer<Float>, reading: MapReading = .plain, small: UnsafePointer<Float>,
        scale: UnsafePointer<Float>,
        weightGradient: UnsafeMutablePointer<Float>, partials: UnsafeMutablePointer<Float>,
        scratch: Scratch, operation: StepOperation
    ) -> [ParallelRegion] {
        if isNarrow {
            return correlateNarrow(
                large, reading: reading, small: small, scale: scale, weightGradient: weightGradient, partials: partials,
                scratch: scratch, operation: operation)
        }
        let groups = correlationGroups
        let sum = ParallelRegion(operation, tiles: groups) { group, worker in
            let first = group * blocks / groups
            for block in first..<((group + 1) * blocks / groups) {
                let start = block * Self.block
                let end = min(smallPixels, start + Self.block)
                multiply(
                    windows(of: large, reading: reading, start: start, end: end, scratch: scratch[worker]),
                    transposed: true,
                    by: small + start * smallChannels, into: partials + group * weightCount,
                    m: windowCount, n: smallChannels, k: end - start, beta: block == first ? 0 : 1)
            }
        }
        return [sum, reduceGroups(partials, groups: groups, scale: scale, into: weightGradient, operation: operation)]
    }

    /// weightGradient = scale * the sum of the groups, in order.
    func reduceGroups(
        _ partials: UnsafePointer<Float>, groups: Int, scale: UnsafePointer<Float>,
        into weightGradient: UnsafeMutablePointer<Float>,
        operation: StepOperation
    ) -> ParallelRegion {
        ParallelRegion(operation, count: weightCount, size: 4096) { start, end, _ in
            let target = weightGradient + start
            Kernels.scale(partials + start, by: scale.pointee, into: target, count: end - start)
            for group in 1..<max(1, groups) {
                accumulate(
                    partials + group * weightCount + start, times: scale.pointee, into: target, count: end - start)
            }
        }
    }

    var correlationGroups: Int { min(8, blocks) }

    /// Floats of scratch that `correlate` needs for its groups.
    public var partialsCount: Int { correlationGroups * weightCount }

    /// The matrix of windows `start..<end`, gathered into `scratch` unless the map already has that form.
    @inline(__always)
    private func windows(
        of large: UnsafePointer<Float>, reading: MapReading, start: Int, end: Int,
        scratch: UnsafeMutablePointer<Float>
    ) -> UnsafePointer<Float> {
        if case .plain = reading {
            if isPointwise { return large + start * largeChannels }
        } else {
            precondition(isPointwise, "a gathered window reads its map as it is")
            reading.apply(
                RowCopy(
                    row: large, length: smallPixels, channels: largeChannels, border: .zero, first: start,
                    count: end - start,
                    target: scratch, step: largeChannels))
            return UnsafePointer(scratch)
        }
        gather(large, start: start, end: end, into: scratch)
        return UnsafePointer(scratch)
    }
}
