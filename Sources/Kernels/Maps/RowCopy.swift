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
