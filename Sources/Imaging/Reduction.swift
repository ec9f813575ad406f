extension Image {
    /// The image reduced so that its longer side has `side` pixels, each the mean of the area that it covers; unchanged if it is not larger. Traps for a side below 1.
    public func reduced(toLongerSide side: Int) -> Image {
        precondition(side >= 1, "an image cannot be reduced to \(side) pixels")
        let longer = max(height, width)
        guard longer > side else { return self }
        func reduced(_ length: Int) -> Int { max(1, Int((Double(length) * Double(side) / Double(longer)).rounded())) }
        let rows = Self.shares(height, into: reduced(height)), columns = Self.shares(width, into: reduced(width))
        var result = Image(channels: channels, height: rows.count, width: columns.count)
        var mixed = [Double](repeating: 0, count: width)
        for channel in 0..<channels {
            for (y, row) in rows.enumerated() {
                for x in 0..<width { mixed[x] = row.reduce(0) { $0 + $1.weight * Double(self[channel, $1.index, x]) } }
                for (x, column) in columns.enumerated() {
                    result[channel, y, x] = Float(column.reduce(0) { $0 + $1.weight * mixed[$1.index] })
                }
            }
        }
        return result
    }

    /// For each of `count` equal parts of a row of `length` samples, the samples that it covers and their weights.
    private static func shares(_ length: Int, into count: Int) -> [[(index: Int, weight: Double)]] {
        let size = Double(length) / Double(count)
        return (0..<count).map { part in
            let start = Double(part) * size, end = min(start + size, Double(length))
            return (Int(start)..<min(Int(end.rounded(.up)), length)).map { index in
                (index, (min(end, Double(index + 1)) - max(start, Double(index))) / (end - start))
            }
        }
    }
}
