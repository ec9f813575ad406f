/// The three products between a large map, a small map and weights from which both kinds of convolution are made.
///
/// large: H x W x Cl, small: h x w x Cs, weights: k x k x Cl x Cs. `scale` multiplies the weights: the Lipschitz control's 1 / divisor.
extension WindowGeometry {
    /// small = windows(large) * weights * scale + bias.
    func contract(large: UnsafePointer<Float>, weights: UnsafePointer<Float>, scale: UnsafePointer<Float>,
                  bias: UnsafePointer<Float>?, small: UnsafeMutablePointer<Float>, scratch: Scratch, name: String) -> [Work] {
        [Work(name, count: smallPixels, size: Self.block) { start, end, worker in
            let output = small + start * smallChannels
            if let bias {
                for pixel in 0..<(end - start) { (output + pixel * smallChannels).update(from: bias, count: smallChannels) }
            }
            multiply(windows(of: large, start: start, end: end, scratch: scratch[worker]), by: weights, into: output,
                     m: end - start, n: smallChannels, k: windowCount, alpha: scale.pointee, beta: bias == nil ? 0 : 1)
        }]
    }

    /// large = the sum over windows of small * weights^T * scale, each put back where it was gathered from, + bias.
    ///
    /// Bands of rows are done in two rounds, even ones then odd ones: bands of one round don't touch the same rows, and every sample
    /// receives its terms in the same order whatever the number of threads.
    func expand(small: UnsafePointer<Float>, weights: UnsafePointer<Float>, scale: UnsafePointer<Float>,
                bias: UnsafePointer<Float>?, large: UnsafeMutablePointer<Float>, scratch: Scratch, name: String) -> [Work] {
        if isPointwise {
            return [Work(name, count: smallPixels, size: Self.block) { start, end, _ in
                precondition(bias == nil, "a pointwise transposed convolution has no bias")
                multiply(small + start * smallChannels, by: weights, rightTransposed: true, into: large + start * largeChannels,
                         m: end - start, n: largeChannels, k: smallChannels, alpha: scale.pointee)
            }]
        }
        let start = Work(name, count: largeHeight * largeWidth, size: 1024) { start, end, _ in
            let count = (end - start) * largeChannels
            guard let bias else { return (large + start * largeChannels).update(repeating: 0, count: count) }
            for pixel in start..<end { (large + pixel * largeChannels).update(from: bias, count: largeChannels) }
        }
        let rowsPerBand = max(4, (kernel + stride - 1) / stride)
        let bands = (smallHeight + rowsPerBand - 1) / rowsPerBand
        let rounds = (0..<2).map { parity in
            Work(name, tiles: (bands + 1 - parity) / 2) { tile, worker in
                let band = 2 * tile + parity
                let last = min(smallPixels, (band + 1) * rowsPerBand * smallWidth)
                var start = band * rowsPerBand * smallWidth
                while start < last {
                    let end = min(last, start + Self.block)
                    multiply(small + start * smallChannels, by: weights, rightTransposed: true, into: scratch[worker],
                             m: end - start, n: windowCount, k: smallChannels, alpha: scale.pointee)
                    scatter(scratch[worker], start: start, end: end, onto: large)
                    start = end
                }
            }
        }
        return [start] + rounds
    }

    /// weightGradient = scale * sum over windows of windows(large)^T * small.
    ///
    /// Blocks are summed in a fixed number of groups, and the groups in order.
    func correlate(large: UnsafePointer<Float>, small: UnsafePointer<Float>, scale: UnsafePointer<Float>,
                   weightGradient: UnsafeMutablePointer<Float>, partials: UnsafeMutablePointer<Float>,
                   scratch: Scratch, name: String) -> [Work] {
        let groups = correlationGroups
        let blocks = (smallPixels + Self.block - 1) / Self.block
        let sum = Work(name, tiles: groups) { group, worker in
            let first = group * blocks / groups
            for block in first..<((group + 1) * blocks / groups) {
                let start = block * Self.block
                let end = min(smallPixels, start + Self.block)
                multiply(windows(of: large, start: start, end: end, scratch: scratch[worker]), transposed: true,
                         by: small + start * smallChannels, into: partials + group * weightCount,
                         m: windowCount, n: smallChannels, k: end - start, beta: block == first ? 0 : 1)
            }
        }
        let reduce = Work(name, count: weightCount, size: 4096) { start, end, _ in
            let target = weightGradient + start
            Kernels.scale(partials + start, by: scale.pointee, into: target, count: end - start)
            for group in 1..<max(1, groups) {
                accumulate(partials + group * weightCount + start, times: scale.pointee, into: target, count: end - start)
            }
        }
        return [sum, reduce]
    }

    private var correlationGroups: Int { min(8, (smallPixels + Self.block - 1) / Self.block) }

    /// Floats of scratch that `correlate` needs for its groups.
    public var partialsCount: Int { correlationGroups * weightCount }

    /// The matrix of windows `start..<end`, gathered into `scratch` unless the map already has that form.
    @inline(__always)
    private func windows(of large: UnsafePointer<Float>, start: Int, end: Int,
                         scratch: UnsafeMutablePointer<Float>) -> UnsafePointer<Float> {
        if isPointwise { return large + start * largeChannels }
        gather(large, start: start, end: end, into: scratch)
        return UnsafePointer(scratch)
    }
}
