/// A map of channels x height x width in Double, for reference loops.
package struct NaiveMap {
    package let channels: Int, height: Int, width: Int
    package var values: [Double]

    package init(channels: Int, height: Int, width: Int, values: [Double]) {
        self.channels = channels
        self.height = height
        self.width = width
        self.values = values
    }

    package init(channels: Int, height: Int, width: Int) {
        self.init(
            channels: channels, height: height, width: width,
            values: Array(repeating: 0, count: channels * height * width))
    }

    package subscript(c: Int, y: Int, x: Int) -> Double {
        get { values[(c * height + y) * width + x] }
        set { values[(c * height + y) * width + x] = newValue }
    }

    /// The sample at a place that may lie outside.
    func sample(_ c: Int, _ y: Int, _ x: Int, _ border: NaiveBorder) -> Double {
        guard let row = border.index(y, height), let column = border.index(x, width) else { return 0 }
        return self[c, row, column]
    }

    /// Calls `body` for every sample and stores what it returns.
    package static func make(_ channels: Int, _ height: Int, _ width: Int, _ body: (Int, Int, Int) -> Double)
        -> NaiveMap
    {
        var map = NaiveMap(channels: channels, height: height, width: width)
        for c in 0..<channels { for y in 0..<height { for x in 0..<width { map[c, y, x] = body(c, y, x) } } }
        return map
    }
}

package enum NaiveBorder {
    case reflect, zero, replicate

    /// The sample that stands for place `i` of `count`; nil for a zero.
    package func index(_ i: Int, _ count: Int) -> Int? {
        if i >= 0 && i < count { return i }
        switch self {
        case .zero: return nil
        case .replicate: return i < 0 ? 0 : count - 1
        case .reflect: return i < 0 ? -i : 2 * count - 2 - i
        }
    }
}
