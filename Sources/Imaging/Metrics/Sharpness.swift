#if canImport(Glibc)
import Glibc
#elseif canImport(Darwin)
import Darwin
#endif

extension ImageMetrics {
    /// Sharpness of the clipped grey image by maximum local variation; nil for fewer than three map values (METHOD section 6).
    public static func sharpness(_ image: Image) -> Double? {
        let meter = SharpnessMeter(height: image.height, width: image.width)
        return image.grey.pixels.withUnsafeBufferPointer { meter.measure(grey: $0) }
    }
}

/// Measures the sharpness of grey planes of one size with buffers allocated once; one measurement at a time.
public final class SharpnessMeter {
    /// The ranks, counted from 0, whose weighted values enter.
    private static let ranks = 2...1000

    private let height: Int
    private let width: Int
    /// The extent of the map: pixels 2 ..< n - 1 of each axis, as published.
    private let mapHeight: Int
    private let mapWidth: Int
    /// The pixels of the map's extent with a border of zeros.
    private let framed: UnsafeMutableBufferPointer<Float>
    private let map: UnsafeMutableBufferPointer<Float>
    private let largest: UnsafeMutableBufferPointer<Float>
    private let selection: LargestValues
    private let weights: [Double]

    /// Prepares for planes of height x width.
    public init(height: Int, width: Int) {
        self.height = height
        self.width = width
        mapHeight = max(height - 3, 0)
        mapWidth = max(width - 3, 0)
        let keep = Self.ranks.upperBound + 1
        framed = .allocate(capacity: (mapHeight + 2) * (mapWidth + 2))
        framed.initialize(repeating: 0)
        map = .allocate(capacity: mapHeight * mapWidth)
        map.initialize(repeating: 0)
        largest = .allocate(capacity: keep)
        largest.initialize(repeating: 0)
        selection = LargestValues(keep: keep, capacity: mapHeight * mapWidth)
        weights = (0..<keep).map { exp(-0.01 * Double($0)) }
    }

    deinit {
        framed.deallocate()
        map.deallocate()
        largest.deallocate()
    }

    /// Sharpness of a plane of height x width grey values of 0...1: the root mean square of v[k] exp(-0.01 k) over the
    /// descending map values v[2]...v[1000], or as many as there are; nil for fewer than three (METHOD section 6).
    public func measure(grey: UnsafeBufferPointer<Float>) -> Double? {
        precondition(
            grey.count == height * width, "a grey plane of \(height) x \(width) holds \(height * width) values")
        guard map.count > Self.ranks.lowerBound, let base = grey.baseAddress else { return nil }
        mapVariation(base)
        let count = selection.select(from: UnsafeBufferPointer(map), into: largest)
        var sum = 0.0
        for k in Self.ranks.lowerBound..<count {
            let weighted = Double(largest[k]) * weights[k]
            sum += weighted * weighted
        }
        let value = (sum / Double(count - Self.ranks.lowerBound)).squareRoot()
        return value.isFinite ? value : nil
    }

    /// map = max over the eight neighbours of (neighbour - centre), signed. Only pixels of the map's own extent are neighbours,
    /// as published; the zeros around it never win over one of them.
    private func mapVariation(_ grey: UnsafePointer<Float>) {
        let stride = mapWidth + 2
        let framed = framed.baseAddress!
        for y in 0..<mapHeight {
            (framed + (y + 1) * stride + 1).update(from: grey + (y + 2) * width + 2, count: mapWidth)
        }
        for y in 0..<mapHeight {
            Self.mapRow(framed + y * stride + 1, stride: stride, into: map.baseAddress! + y * mapWidth, count: mapWidth)
        }
    }

    /// One row of the map; `above` is the framed row above it, past its left border.
    private static func mapRow(
        _ above: UnsafePointer<Float>, stride: Int, into row: UnsafeMutablePointer<Float>, count: Int
    ) {
        let centre = above + stride
        let below = centre + stride
        for x in 0..<count {
            let upper = larger(larger(above[x - 1], above[x + 1]), above[x])
            let lower = larger(larger(below[x - 1], below[x + 1]), below[x])
            let beside = larger(centre[x - 1], centre[x + 1])
            row[x] = larger(larger(upper, lower), beside) - centre[x]
        }
    }

    @inline(__always)
    private static func larger(_ a: Float, _ b: Float) -> Float {
        a > b ? a : b
    }
}
