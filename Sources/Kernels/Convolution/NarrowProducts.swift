/// The three products of a 1 x 1 convolution to very few channels (a network's last one): each is one pass over the large map, where a
/// matrix product would be all preparation.
extension WindowGeometry {
    /// Pointwise, at most four small channels.
    var isNarrow: Bool { isPointwise && smallChannels <= 4 }

    /// The weights by small channel or their gradients' sums at two levels, pixels as they are read, and their partial sums.
    var narrowScratchCount: Int {
        (2 * smallChannels + Self.narrowRun) * paddedChannels + 3 * Self.narrowRun * Vector.scalarCount
    }
    private var paddedChannels: Int { multipleOf16(from: largeChannels) }
    /// Channels that fill vectors.
    private var filledChannels: Int { largeChannels / Vector.scalarCount * Vector.scalarCount }
    /// Pixels that are read together: as many as a square of vectors has rows.
    private static var narrowRun: Int { Vector.scalarCount }

    /// small = large * weights * scale + bias.
    func contractNarrow(
        _ large: UnsafePointer<Float>, reading: MapReading, weights: UnsafePointer<Float>, scale: UnsafePointer<Float>,
        bias: UnsafePointer<Float>?, small: UnsafeMutablePointer<Float>, scratch: Scratch, operation: StepOperation
    ) -> ParallelRegion {
        ParallelRegion(operation, count: smallPixels, size: Self.block) { start, end, worker in
            let columns = scratch[worker], samples = columns + smallChannels &* paddedChannels
            loadColumns(weights, scale: scale.pointee, into: columns)
            forEachRun(of: large, start, end, reading, into: samples) { first, count in
                for o in 0..<smallChannels {
                    let column = columns + o &* paddedChannels
                    let products = innerProducts(samples, column, scratch: scratch.vectors(worker, at: sumsPlace))
                    for p in 0..<count {
                        small[(first &+ p) &* smallChannels &+ o] =
                            products[p] + restProduct(samples + p &* paddedChannels, column) + (bias?[o] ?? 0)
                    }
                }
            }
        }
    }

    /// Where in scratch the partial sums of a run stand.
    private var sumsPlace: Int { (2 &* smallChannels &+ Self.narrowRun) &* paddedChannels }

    /// The inner products of a run's pixels with a column, of the channels that fill vectors.
    @inline(__always)
    private func innerProducts(
        _ samples: UnsafePointer<Float>, _ column: UnsafePointer<Float>, scratch: UnsafeMutablePointer<Vector>
    ) -> Vector {
        let step = paddedChannels
        for half in Swift.stride(from: 0, to: Self.narrowRun, by: 8) {
            var s0 = Vector.zero, s1 = Vector.zero, s2 = Vector.zero, s3 = Vector.zero
            var s4 = Vector.zero, s5 = Vector.zero, s6 = Vector.zero, s7 = Vector.zero
            let own = samples + half &* step
            var c = 0
            while c < filledChannels {
                let weight = column.vector(c)
                s0 = s0.adding(own.vector(c), times: weight)
                s1 = s1.adding(own.vector(step &+ c), times: weight)
                s2 = s2.adding(own.vector(2 &* step &+ c), times: weight)
                s3 = s3.adding(own.vector(3 &* step &+ c), times: weight)
                s4 = s4.adding(own.vector(4 &* step &+ c), times: weight)
                s5 = s5.adding(own.vector(5 &* step &+ c), times: weight)
                s6 = s6.adding(own.vector(6 &* step &+ c), times: weight)
                s7 = s7.adding(own.vector(7 &* step &+ c), times: weight)
                c &+= Vector.scalarCount
            }
            let target = scratch + half
            target[0] = s0; target[1] = s1; target[2] = s2; target[3] = s3
            target[4] = s4; target[5] = s5; target[6] = s6; target[7] = s7
        }
        // The lanes of each are added up in their order.
        let lanes = scratch + 2 &* Self.narrowRun
        Vector.transpose(scratch, spare: scratch + Self.narrowRun, into: lanes)
        var total = lanes[0]
        for lane in 1..<Vector.scalarCount { total += lanes[lane] }
        return total
    }

    /// The same of the other channels of one pixel.
    @inline(__always)
    private func restProduct(_ sample: UnsafePointer<Float>, _ column: UnsafePointer<Float>) -> Float {
        var rest: Float = 0
        for c in filledChannels..<largeChannels { rest += sample[c] * column[c] }
        return rest
    }

    /// large = small * weights^T * scale.
    func expandNarrow(
        _ small: UnsafePointer<Float>, weights: UnsafePointer<Float>, scale: UnsafePointer<Float>,
        large: UnsafeMutablePointer<Float>, writing: MapWriting, scratch: Scratch, operation: StepOperation
    ) -> ParallelRegion {
        ParallelRegion(operation, count: smallPixels, size: Self.block) { start, end, worker in
            let columns = scratch[worker]
            loadColumns(weights, scale: scale.pointee, into: columns)
            writing.apply(
                row: start / Self.block, channels: largeChannels, pixels: end - start,
                NarrowExpansion(
                    small: small + start &* smallChannels, smallChannels: smallChannels, columns: columns,
                    step: paddedChannels, count: end &- start, channels: largeChannels,
                    target: large + start &* largeChannels))
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
            let total = scratch[worker], sums = total + count, samples = sums + count
            total.update(repeating: 0, count: count)
            // Sums of sums: a million terms one after the other would lose digits.
            for block in (group * blocks / groups)..<((group + 1) * blocks / groups) {
                sums.update(repeating: 0, count: count)
                let start = block &* Self.block, end = min(smallPixels, start &+ Self.block)
                forEachRun(of: large, start, end, reading, into: samples) { first, count in
                    for o in 0..<smallChannels {
                        addProducts(
                            samples, small + (first &* smallChannels &+ o), count: count, to: sums + o &* paddedChannels
                        )
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

    /// sums += the run's samples times their gradients, which lie `smallChannels` apart.
    @inline(__always)
    private func addProducts(
        _ samples: UnsafePointer<Float>, _ gradients: UnsafePointer<Float>, count: Int,
        to sums: UnsafeMutablePointer<Float>
    ) {
        let step = paddedChannels, w = Vector.scalarCount
        var c = 0
        // Several sums at a time, each of which waits for its last term.
        while c &+ 3 &* w <= filledChannels {
            var s0 = sums.vector(c), s1 = sums.vector(c &+ w), s2 = sums.vector(c &+ 2 &* w)
            var sample = samples + c, gradient = gradients
            for _ in 0..<count {
                let factor = Vector(repeating: gradient.pointee)
                s0 = s0.adding(factor, times: sample.vector(0))
                s1 = s1.adding(factor, times: sample.vector(w))
                s2 = s2.adding(factor, times: sample.vector(2 &* w))
                sample += step
                gradient += smallChannels
            }
            sums.store(s0, c); sums.store(s1, c &+ w); sums.store(s2, c &+ 2 &* w)
            c &+= 3 &* w
        }
        while c < filledChannels {
            var sum = sums.vector(c)
            for p in 0..<count {
                sum = sum.adding(
                    Vector(repeating: gradients[p &* smallChannels]), times: samples.vector(p &* step &+ c))
            }
            sums.store(sum, c)
            c &+= w
        }
        for c in filledChannels..<largeChannels {
            for p in 0..<count { sums[c] += gradients[p &* smallChannels] * samples[p &* step &+ c] }
        }
    }

    /// Reads pixels `start..<end` a run at a time into `samples`, `paddedChannels` apart.
    @inline(__always)
    private func forEachRun(
        of large: UnsafePointer<Float>, _ start: Int, _ end: Int, _ reading: MapReading,
        into samples: UnsafeMutablePointer<Float>, _ visit: (_ first: Int, _ count: Int) -> Void
    ) {
        var first = start
        while first < end {
            let count = min(Self.narrowRun, end &- first)
            reading.apply(
                RowCopy(
                    row: large + first &* largeChannels, length: count, channels: largeChannels, border: .zero,
                    first: 0, count: count, target: samples, step: paddedChannels))
            visit(first, count)
            first &+= count
        }
    }

    /// The weights, times `scale`, as one row of large channels for each small one.
    @inline(__always)
    private func loadColumns(_ weights: UnsafePointer<Float>, scale: Float, into columns: UnsafeMutablePointer<Float>) {
        for o in 0..<smallChannels {
            for c in 0..<largeChannels { columns[o &* paddedChannels &+ c] = scale * weights[c &* smallChannels &+ o] }
        }
    }
}

/// The pixels of an expansion to the large channels, computed as they are written.
private struct NarrowExpansion: RowProduction {
    let small: UnsafePointer<Float>
    let smallChannels: Int
    /// One row of weights for each small channel, `step` floats apart.
    let columns: UnsafePointer<Float>
    let step: Int
    let count: Int
    let channels: Int
    let target: UnsafeMutablePointer<Float>

    @inline(__always)
    func vector(_ pixel: Int, _ c: Int, overlaps: Bool) -> Vector {
        let factors = small + pixel &* smallChannels
        var sum = Vector(repeating: factors[0]) * columns.vector(c)
        for o in 1..<max(1, smallChannels) {
            let factor = Vector(repeating: factors[o]), column = columns.vector(o &* step &+ c)
            // Channels that fill no vector were always added up one by one, products rounded by themselves.
            sum = overlaps ? sum + factor * column : sum.adding(factor, times: column)
        }
        return sum
    }

    @inline(__always)
    func value(_ pixel: Int, _ c: Int) -> Float {
        var sum = small[pixel &* smallChannels] * columns[c]
        for o in 1..<max(1, smallChannels) { sum += small[pixel &* smallChannels &+ o] * columns[o &* step &+ c] }
        return sum
    }
}
