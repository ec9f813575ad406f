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

/// Enlargement by a whole factor without learning: the baselines of super-resolution (METHOD section 5).
public enum Enlargement: String, CaseIterable, Codable, Sendable {
    /// Cubic convolution with a = -1/2, the bicubic of the super-resolution literature; edge values are repeated beyond the border.
    case bicubic
    /// Each sample repeated.
    case nearest
}

extension Image {
    /// The image `factor` times as high and wide, sample o at (o + 1/2) / factor - 1/2 of this one, clipped to 0...1; traps for a
    /// factor below 1.
    public func enlarged(by factor: Int, _ method: Enlargement) -> Image {
        precondition(factor >= 1, "an image cannot be enlarged by \(factor)")
        let rows = method.terms(height, factor: factor), columns = method.terms(width, factor: factor)
        var result = Image(channels: channels, height: height * factor, width: width * factor)
        // Row by row: first along the columns' direction, so that each blended row serves a whole row of the result.
        var blended = [Double](repeating: 0, count: width)
        for channel in 0..<channels {
            for (y, row) in rows.enumerated() {
                for x in 0..<width {
                    blended[x] = row.reduce(0) { $0 + $1.weight * Double(self[channel, $1.index, x]) }
                }
                for (x, column) in columns.enumerated() {
                    let value = column.reduce(0) { $0 + $1.weight * blended[$1.index] }
                    result[channel, y, x] = Float(min(max(value, 0), 1))
                }
            }
        }
        return result
    }
}

extension Enlargement {
    /// For each sample of an enlarged row of `count` samples, the input samples and their weights.
    fileprivate func terms(_ count: Int, factor: Int) -> [[(index: Int, weight: Double)]] {
        (0..<count * factor).map { output in
            switch self {
            case .nearest: return [(output / factor, 1)]
            case .bicubic:
                let place = (Double(output) + 0.5) / Double(factor) - 0.5
                let first = Int(place.rounded(.down)) - 1
                return (first..<first + 4).map { (min(max($0, 0), count - 1), Self.cubic(abs(place - Double($0)))) }
            }
        }
    }

    /// Keys's kernel, a = -1/2, at a distance of 0...2.
    private static func cubic(_ x: Double) -> Double {
        x <= 1 ? (1.5 * x - 2.5) * x * x + 1 : ((-0.5 * x + 2.5) * x - 4) * x + 2
    }
}
