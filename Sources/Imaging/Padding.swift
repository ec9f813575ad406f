extension Image {
    /// Pads both sides to multiples of `factor` by reflection, `1234 -> 32123432`, the odd sample at the end.
    ///
    /// `original` is the crop that undoes it (METHOD section 1). Throws `CropError` when a side is too short to reflect so far.
    public func padded(toMultipleOf factor: Int) throws -> (image: Image, original: Crop) {
        guard factor > 0 else { throw CropError.notPositive(crop: "a padding to a multiple of \(factor)") }
        func rounded(_ side: Int) throws -> Int {
            let padded = side + (factor - side % factor) % factor
            guard Self.reflects(side, to: padded) else { throw CropError.cannotReflect(side: side, multiple: factor) }
            return padded
        }
        return padded(height: try rounded(height), width: try rounded(width))
    }

    /// Pads to height x width by reflection in the same way; traps where `reflects` is false.
    public func padded(height: Int, width: Int) -> (image: Image, original: Crop) {
        let rows = Self.reflectedIndices(self.height, to: height)
        let columns = Self.reflectedIndices(self.width, to: width)
        var result = Image(channels: channels, height: height, width: width)
        for channel in 0..<channels {
            for (y, row) in rows.indices.enumerated() {
                for (x, column) in columns.indices.enumerated() {
                    result[channel, y, x] = self[channel, row, column]
                }
            }
        }
        let original = Crop.rectangle(
            left: columns.before, top: rows.before,
            right: columns.before + self.width, bottom: rows.before + self.height)
        return (result, original)
    }

    /// Whether a side can be padded by reflection to a length: reflection repeats at most side - 1 samples on each edge.
    public static func reflects(_ side: Int, to padded: Int) -> Bool {
        side > 0 && padded >= side && (padded - side + 1) / 2 < side
    }

    /// For each padded sample the index of the one that it repeats, and the number of samples before the first.
    private static func reflectedIndices(_ side: Int, to padded: Int) -> (indices: [Int], before: Int) {
        precondition(reflects(side, to: padded), "\(side) samples cannot be padded to \(padded) by reflection")
        let before = (padded - side) / 2
        let indices = (-before..<padded - before).map { position in
            position < 0 ? -position : position < side ? position : 2 * (side - 1) - position
        }
        return (indices, before)
    }
}
