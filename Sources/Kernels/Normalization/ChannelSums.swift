/// Sums over all pixels of a map (pixels x channels), in two fixed rounds: blocks of pixels in Float, the blocks in Double.
public struct ChannelSums {
    public let pixels: Int
    public let channels: Int
    private static let block = 512
    /// Pixels that are visited channel by channel: a sum stays in a register, and the run in the first-level cache.
    private static let run = 16

    public init(pixels: Int, channels: Int) {
        self.pixels = pixels
        self.channels = channels
    }

    private var blocks: Int { (pixels + Self.block - 1) / Self.block }
    /// Floats of scratch for `partials`.
    public var partialsCount: Int { blocks * channels }

    /// Bias gradient of a convolution: gradient[c] = sum over pixels of outputGradient.
    public func biasGradient(
        outputGradient: UnsafePointer<Float>, gradient: UnsafeMutablePointer<Float>,
        partials: UnsafeMutablePointer<Float>
    ) -> [ParallelRegion] {
        [
            sum(.convolution("bias gradient"), of: outputGradient, partials: partials),
            finish(.convolution("bias gradient"), partials: partials) { channel, sum in gradient[channel] = Float(sum)
            },
        ]
    }

    /// partials[block][c] = sum of values[p][c] over the block's pixels.
    func sum(_ operation: StepOperation, of values: UnsafePointer<Float>, partials: UnsafeMutablePointer<Float>)
        -> ParallelRegion
    {
        ParallelRegion(operation, count: pixels, size: Self.block) { start, end, _ in
            let row = partials + start / Self.block &* channels
            guard channels >= Vector.scalarCount else {
                // An image's channels: sums in registers, not one after the other through memory.
                for channel in 0..<channels {
                    var sum: Float = 0
                    for pixel in start..<end { sum += values[pixel &* channels &+ channel] }
                    row[channel] = sum
                }
                return
            }
            row.update(repeating: 0, count: channels)
            forEachRun(start, end) { first, count in
                forEachVector(channels) { c in
                    var total = row.vector(c), source = values + (first &* channels &+ c)
                    for _ in 0..<count {
                        total += source.vector(0)
                        source += channels
                    }
                    row.store(total, c)
                } rest: { c in
                    for p in 0..<count { row[c] += values[(first &+ p) &* channels &+ c] }
                }
            }
        }
    }

    /// partials[block][c] = sum of (values[p][c] - mean[c])^2 over the block's pixels.
    func sumOfSquares(
        _ operation: StepOperation, of values: UnsafePointer<Float>, minus mean: UnsafePointer<Float>,
        partials: UnsafeMutablePointer<Float>
    ) -> ParallelRegion {
        ParallelRegion(operation, count: pixels, size: Self.block) { start, end, _ in
            let row = partials + start / Self.block &* channels
            row.update(repeating: 0, count: channels)
            forEachRun(start, end) { first, count in
                forEachVector(channels) { c in
                    var total = row.vector(c), source = values + (first &* channels &+ c)
                    let centre = mean.vector(c)
                    for _ in 0..<count {
                        let deviation = source.vector(0) - centre
                        total = total.adding(deviation, times: deviation)
                        source += channels
                    }
                    row.store(total, c)
                } rest: { c in
                    for p in 0..<count {
                        let deviation = values[(first &+ p) &* channels &+ c] - mean[c]
                        row[c] += deviation * deviation
                    }
                }
            }
        }
    }

    /// partials[block][c] = sum of dy over the block's pixels, products[block][c] = sum of dy (values[p][c] - mean[c]), where dy is the
    /// gradient of the norm's output that follows from `upstream`.
    func sumWithProducts(
        _ operation: StepOperation, of upstream: UnsafePointer<Float>, and values: UnsafePointer<Float>,
        scale: NormScale,
        partials: UnsafeMutablePointer<Float>, products: UnsafeMutablePointer<Float>
    ) -> ParallelRegion {
        ParallelRegion(operation, count: pixels, size: Self.block) { start, end, _ in
            let place = start / Self.block &* channels
            let row = partials + place, productRow = products + place
            row.update(repeating: 0, count: channels)
            productRow.update(repeating: 0, count: channels)
            forEachRun(start, end) { first, count in
                forEachVector(channels) { c in
                    var total = row.vector(c), productTotal = productRow.vector(c), place = first &* channels &+ c
                    let centre = scale.mean.vector(c)
                    for _ in 0..<count {
                        let value = values.vector(place)
                        let own = scale.gradient(upstream.vector(place), of: value, c)
                        total += own
                        productTotal = productTotal.adding(own, times: value - centre)
                        place &+= channels
                    }
                    row.store(total, c)
                    productRow.store(productTotal, c)
                } rest: { c in
                    for p in 0..<count {
                        let place = (first &+ p) &* channels &+ c
                        let own = scale.gradient(upstream[place], of: values[place], c)
                        row[c] += own
                        productRow[c] += own * (values[place] - scale.mean[c])
                    }
                }
            }
        }
    }

    /// Visits pixels `start..<end` in runs.
    @inline(__always)
    private func forEachRun(_ start: Int, _ end: Int, _ visit: (_ first: Int, _ count: Int) -> Void) {
        var first = start
        while first < end {
            visit(first, min(Self.run, end &- first))
            first &+= Self.run
        }
    }

    /// Hands the Double sum of each channel to `take`.
    func finish(
        _ operation: StepOperation, partials: UnsafePointer<Float>,
        _ take: @escaping (_ channel: Int, _ sum: Double) -> Void
    ) -> ParallelRegion {
        Self.finish(operation, rows: blocks, channels: channels, partials: partials, take)
    }

    /// Adds `rows` partial sums of each channel, in order, and hands the result to `take`.
    static func finish(
        _ operation: StepOperation, rows: Int, channels: Int, partials: UnsafePointer<Float>,
        _ take: @escaping (_ channel: Int, _ sum: Double) -> Void
    ) -> ParallelRegion {
        // A cache line of channels at a time.
        ParallelRegion(operation, count: channels, size: 16) { start, end, _ in
            for channel in start..<end {
                var sum = 0.0
                for row in 0..<rows { sum += Double(partials[row &* channels &+ channel]) }
                take(channel, sum)
            }
        }
    }
}
