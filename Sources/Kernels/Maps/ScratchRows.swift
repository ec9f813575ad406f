/// Copies a stretch of a row of a map into scratch, through a reader; what lies beyond the row is as the border says.
struct RowCopy: MapUse {
    /// The row's first sample; nil for a row of zeros.
    let row: UnsafePointer<Float>?
    let length: Int, channels: Int
    let border: WindowGeometry.Border
    /// The stretch: its first column, which may be negative, and how many.
    let first: Int, count: Int
    let target: UnsafeMutablePointer<Float>
    let step: Int

    @inline(__always)
    func run(_ reader: some SampleReader) {
        var place = target
        for column in first..<(first &+ count) {
            let index = column >= 0 && column < length ? column : border.index(column, of: length) ?? -1
            if let row, index >= 0 {
                copy(row + index &* channels, reader, to: place)
            } else {
                place.update(repeating: 0, count: channels)
            }
            place += step
        }
    }

    @inline(__always)
    private func copy(
        _ sample: UnsafePointer<Float>, _ reader: some SampleReader, to place: UnsafeMutablePointer<Float>
    ) {
        // Few channels have no vectors; nothing is pending on such maps.
        if channels < Vector.scalarCount { return place.update(from: sample, count: channels) }
        var c = 0
        while c < channels {
            place.store(reader.read(sample + c, c), c)
            c = channelVector(after: c, of: channels)
        }
    }
}

/// A stretch of a map that is written vector by vector: `run` walks over it, and a conforming type says what is stored.
protocol RowProduction: MapProduction {
    var channels: Int { get }
    var count: Int { get }
    /// The first sample; `count` samples of `channels` follow each other.
    var target: UnsafeMutablePointer<Float> { get }
    /// Channels `c` and following of a pixel. `overlaps`: they are the last ones, where channels fill no vectors.
    func vector(_ pixel: Int, _ c: Int, overlaps: Bool) -> Vector
    /// One channel of a pixel of a map that has less than a vector.
    func value(_ pixel: Int, _ c: Int) -> Float
}

extension RowProduction {
    /// Pixels that are visited vector by vector: sums stay in registers, and lines of the map in the first-level cache.
    private static var run: Int { 16 }

    @inline(__always)
    func run(_ writer: some SampleWriter, sums: UnsafeMutablePointer<Float>?) {
        // Few channels have no vectors; no norm is pending on such maps.
        guard channels >= Vector.scalarCount else {
            for pixel in 0..<count {
                for c in 0..<channels { target[pixel &* channels &+ c] = writer.written(value(pixel, c), c) }
            }
            return
        }
        let overlap = (Vector.scalarCount &- channels % Vector.scalarCount) % Vector.scalarCount
        var pixel = 0
        while pixel < count {
            let end = min(count, pixel &+ Self.run)
            var c = 0
            while c &+ Vector.scalarCount <= channels {
                write(pixel, end, c, overlaps: false, writer, sums: sums)
                c &+= Vector.scalarCount
            }
            if c < channels {
                write(
                    pixel, end, channels &- Vector.scalarCount, overlaps: true,
                    OverlappingWriter(writer, finished: overlap), sums: sums)
            }
            pixel = end
        }
    }

    @inline(__always)
    private func write<Writer: SampleWriter>(
        _ start: Int, _ end: Int, _ c: Int, overlaps: Bool, _ writer: Writer, sums: UnsafeMutablePointer<Float>?
    ) {
        if Writer.needsPivot, start == 0 {
            var total = Vector.zero
            for pixel in 0..<end { total += writer.normed(vector(pixel, c, overlaps: overlaps)) }
            writer.begin(total / Float(end), c)
        }
        var sum = (Vector.zero, Vector.zero)
        if let sums {
            if Writer.sumCount > 0 { sum.0 = sums.vector(c) }
            if Writer.sumCount > 1 { sum.1 = sums.vector(channels &+ c) }
        }
        for pixel in start..<end {
            let counted = writer.write(
                vector(pixel, c, overlaps: overlaps), to: target + (pixel &* channels &+ c), c, onMap: true)
            if Writer.sumCount > 0 { sum.0 += counted.0 }
            if Writer.sumCount > 1 { sum.1 += counted.1 }
        }
        guard let sums else { return }
        if Writer.sumCount > 0 { sums.store(sum.0, c) }
        if Writer.sumCount > 1 { sums.store(sum.1, channels &+ c) }
    }
}

/// Writes a row of samples from scratch, where those of each phase follow each other.
struct RowWrite: RowProduction {
    let samples: UnsafePointer<Float>
    let step: Int, phases: Int, phaseStep: Int
    /// Place of the first sample among all phases, and how many there are.
    let first: Int, count: Int
    let channels: Int
    let target: UnsafeMutablePointer<Float>

    @inline(__always)
    func vector(_ pixel: Int, _ c: Int, overlaps: Bool) -> Vector { sample(pixel).vector(c) }

    @inline(__always)
    func value(_ pixel: Int, _ c: Int) -> Float { sample(pixel)[c] }

    @inline(__always)
    private func sample(_ pixel: Int) -> UnsafePointer<Float> {
        if phases == 1 { return samples + (first &+ pixel) &* step }
        let place = first &+ pixel
        return samples + (place % phases &* phaseStep &+ place / phases &* step)
    }
}
