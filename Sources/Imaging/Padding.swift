extension Image {
    /// Pads both sides to multiples of `factor` by reflection, `1234 -> 32123432`, the odd sample at the end.
    ///
    /// `original` is the crop that undoes it (METHOD section 1). Throws `CropError` when a side is too short to reflect so far.
    public func padded(toMultipleOf factor: Int) throws -> (image: Image, original: Crop) {
        guard factor > 0 else { throw CropError.notPositive(crop: "a padding to a multiple of \(factor)") }
        let rows = try Self.reflectedIndices(height, toMultipleOf: factor)
        let columns = try Self.reflectedIndices(width, toMultipleOf: factor)
        var result = Image(channels: channels, height: rows.indices.count, width: columns.indices.count)
        for channel in 0..<channels {
            for (y, row) in rows.indices.enumerated() {
                for (x, column) in columns.indices.enumerated() {
                    result[channel, y, x] = self[channel, row, column]
                }
            }
        }
        let original = Crop.rectangle(left: columns.before, top: rows.before,
                                      right: columns.before + width, bottom: rows.before + height)
        return (result, original)
    }

    /// For each padded sample the one that it repeats, and how many are put before the first.
    private static func reflectedIndices(_ side: Int, toMultipleOf factor: Int) throws -> (indices: [Int], before: Int) {
        let missing = (factor - side % factor) % factor
        let before = missing / 2
        guard side > 0 && missing - before < side else { throw CropError.cannotReflect(side: side, multiple: factor) }
        let indices = (-before..<side + missing - before).map { position in
            position < 0 ? -position : position < side ? position : 2 * (side - 1) - position
        }
        return (indices, before)
    }
}
