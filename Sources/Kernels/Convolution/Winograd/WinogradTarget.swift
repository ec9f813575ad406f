/// Where the samples of a grid go: a map, and for a grid one larger on each side a separate ring around it.
struct WinogradTarget {
    let map: UnsafeMutablePointer<Float>
    let ring: UnsafeMutablePointer<Float>?
    let height: Int
    let width: Int
    let channels: Int

    /// The first channel of a sample; with a ring, row and column 0 lie on it.
    @inline(__always)
    func sample(_ row: Int, _ column: Int) -> UnsafeMutablePointer<Float> {
        guard let ring else { return map + (row &* width &+ column) &* channels }
        if isOnMap(row, column) { return map + ((row &- 1) &* width &+ column &- 1) &* channels }
        return ring + ringPlace(row, column) &* channels
    }

    /// Whether a sample of the grid lies on the map, not on the ring.
    @inline(__always)
    func isOnMap(_ row: Int, _ column: Int) -> Bool {
        ring == nil || (row >= 1 && row <= height && column >= 1 && column <= width)
    }

    /// Whether the tile at (row, column) lies on the map as a whole, no sample on the ring.
    @inline(__always)
    func isInside(row: Int, column: Int) -> Bool {
        guard ring != nil else { return true }
        return row >= 1 && column >= 1 && row &+ 3 <= height && column &+ 3 <= width
    }

    /// The ring in order: top row, bottom row (each width + 2), left column, right column (each height).
    @inline(__always)
    private func ringPlace(_ row: Int, _ column: Int) -> Int {
        let row2 = width &+ 2
        if row == 0 { return column }
        if row == height &+ 1 { return row2 &+ column }
        return 2 &* row2 &+ (column == 0 ? 0 : height) &+ row &- 1
    }

    static func ringCount(height: Int, width: Int, channels: Int) -> Int { (2 * (width + 2) + 2 * height) * channels }

    /// Calls `body` with the place of each sample of the ring and of the sample of the map that it is a copy of, in samples.
    @inline(__always)
    private func forEachCopy(_ border: WindowGeometry.Border, _ body: (_ ring: Int, _ map: Int) -> Void) {
        for row in 0..<(height + 2) {
            // A row inside the map has only its two ends on the ring.
            let step = row > 0 && row <= height ? width + 1 : 1
            for column in stride(from: 0, through: width + 1, by: step) {
                guard let y = border.index(row - 1, of: height), let x = border.index(column - 1, of: width) else {
                    continue
                }
                body(ringPlace(row, column), y * width + x)
            }
        }
    }

    /// Keeps what the map holds where the ring will be folded back, before gradients overwrite it: `kept` is as large as the ring.
    func keep(border: WindowGeometry.Border, in kept: UnsafeMutablePointer<Float>) -> ParallelRegion {
        forEachChannelGroup(.convolution("winograd fold")) { channel, _ in
            forEachCopy(border) { ring, map in
                kept.store(self.map.vector(map &* channels &+ channel), ring &* channels &+ channel)
            }
        }
    }

    /// Adds the ring's samples to those of the map that they are copies of.
    func fold(border: WindowGeometry.Border) -> ParallelRegion {
        forEachChannelGroup(.convolution("winograd fold")) { channel, done in
            forEachCopy(border) { ring, map in
                let target = self.map + (map &* channels &+ channel)
                let gradient = self.ring!.vector(ring &* channels &+ channel).replacing(with: Vector.zero, where: done)
                target.store(target.vector(0) + gradient, 0)
            }
        }
    }

    /// `fold` for gradients of activations, whose samples are in `kept`; `sums` receives the sum of what is added to each channel.
    func fold(
        border: WindowGeometry.Border, through pending: PendingActivation, kept: UnsafePointer<Float>,
        sums: UnsafeMutablePointer<Float>
    ) -> ParallelRegion {
        forEachChannelGroup(.convolution("winograd fold")) { channel, done in
            var sum = Vector.zero
            forEachCopy(border) { ring, map in
                let place = ring &* channels &+ channel
                let gradient = pending.gradient(self.ring!.vector(place), kept.vector(place), channel)
                    .replacing(with: Vector.zero, where: done)
                let target = self.map + (map &* channels &+ channel)
                target.store(target.vector(0) + gradient, 0)
                sum += gradient
            }
            sums.store(sum.replacing(with: sums.vector(channel), where: done), channel)
        }
    }

    /// `fold` for gradients of what is read through a norm; `sums` receives the two sums of what is added to each channel.
    func fold(border: WindowGeometry.Border, through norm: NormGradientTarget, sums: UnsafeMutablePointer<Float>)
        -> ParallelRegion
    {
        forEachChannelGroup(.convolution("winograd fold")) { channel, done in
            var sum = Vector.zero, product = Vector.zero
            forEachCopy(border) { ring, map in
                let target = self.map + (map &* channels &+ channel)
                let x = (target + norm.distance).vector(0)
                let gradient = norm.pending.gradient(self.ring!.vector(ring &* channels &+ channel), x, channel)
                    .replacing(with: Vector.zero, where: done)
                target.store(target.vector(0) + gradient, 0)
                sum += gradient
                product = product.adding(gradient, times: norm.pending.normed(x) - norm.pending.mean.vector(channel))
            }
            sums.store(sum.replacing(with: sums.vector(channel), where: done), channel)
            sums.store(product.replacing(with: sums.vector(channels &+ channel), where: done), channels &+ channel)
        }
    }

    /// Calls `body` with each vector of channels and the lanes of it that a vector before has done.
    private func forEachChannelGroup(
        _ operation: StepOperation, _ body: @escaping (_ channel: Int, _ done: SIMDMask<Vector.MaskStorage>) -> Void
    ) -> ParallelRegion {
        let rest = channels % Vector.scalarCount
        return ParallelRegion(operation, tiles: channels / Vector.scalarCount) { group, _ in
            body(group * Vector.scalarCount, Vector.lanes(below: 0))
            // The last two vectors overlap, so that one thread does both.
            if rest > 0, (group + 2) * Vector.scalarCount > channels {
                body(channels - Vector.scalarCount, Vector.lanes(below: Vector.scalarCount - rest))
            }
        }
    }
}
