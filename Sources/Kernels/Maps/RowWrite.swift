/// Writes a row of samples from scratch, where those of each phase follow each other.
struct RowWrite: MapProduction {
    let samples: UnsafePointer<Float>
    let step: Int, phases: Int, phaseStep: Int
    /// Place of the first sample among all phases, and how many there are.
    let first: Int, count: Int
    let channels: Int
    let target: UnsafeMutablePointer<Float>

    /// Pixels that are visited vector by vector: sums stay in registers, and lines of the map in the first-level cache.
    private static let run = 16

    @inline(__always)
    func run(_ writer: some SampleWriter, sums: UnsafeMutablePointer<Float>?) {
        // Few channels have no vectors; no norm is pending on such maps.
        guard channels >= Vector.scalarCount else {
            for pixel in 0..<count {
                let values = sample(pixel)
                for c in 0..<channels { target[pixel &* channels &+ c] = writer.written(values[c], c) }
            }
            return
        }
        let overlap = (Vector.scalarCount &- channels % Vector.scalarCount) % Vector.scalarCount
        var pixel = 0
        while pixel < count {
            let end = min(count, pixel &+ Self.run)
            var c = 0
            while c &+ Vector.scalarCount <= channels {
                write(pixel, end, c, writer, sums: sums)
                c &+= Vector.scalarCount
            }
            if c < channels {
                write(
                    pixel, end, channels &- Vector.scalarCount, OverlappingWriter(writer, finished: overlap), sums: sums
                )
            }
            pixel = end
        }
    }

    @inline(__always)
    private func sample(_ pixel: Int) -> UnsafePointer<Float> {
        if phases == 1 { return samples + (first &+ pixel) &* step }
        let place = first &+ pixel
        return samples + (place % phases &* phaseStep &+ place / phases &* step)
    }

    @inline(__always)
    private func write<Writer: SampleWriter>(
        _ start: Int, _ end: Int, _ c: Int, _ writer: Writer, sums: UnsafeMutablePointer<Float>?
    ) {
        if Writer.needsPivot, start == 0 {
            var total = Vector.zero
            for pixel in 0..<end { total += writer.normed(sample(pixel).vector(c)) }
            writer.begin(total / Float(end), c)
        }
        var sum = (Vector.zero, Vector.zero)
        if let sums {
            if Writer.sumCount > 0 { sum.0 = sums.vector(c) }
            if Writer.sumCount > 1 { sum.1 = sums.vector(channels &+ c) }
        }
        for pixel in start..<end {
            let counted = writer.write(sample(pixel).vector(c), to: target + (pixel &* channels &+ c), c, onMap: true)
            if Writer.sumCount > 0 { sum.0 += counted.0 }
            if Writer.sumCount > 1 { sum.1 += counted.1 }
        }
        guard let sums else { return }
        if Writer.sumCount > 0 { sums.store(sum.0, c) }
        if Writer.sumCount > 1 { sums.store(sum.1, channels &+ c) }
    }
}
