/// How a k x k window slides over a large map to give one sample of a small map.
///
/// A convolution reads the large map and writes the small one; a transposed convolution goes the other way with the same geometry.
/// Maps are stored height x width x channels, channels contiguous.
public struct WindowGeometry: Sendable {
    /// What a window sees beyond the border of the large map, on the row `1234` padded by 2.
    public enum Border: Sendable {
        /// `32123432`
        case reflect
        /// `00123400`
        case zero
        /// `11123444`
        case replicate

        /// The sample of a row of `count` that stands at `index`; nil for a zero.
        func index(_ index: Int, of count: Int) -> Int? {
            if (0..<count).contains(index) { return index }
            switch self {
            case .zero: return nil
            case .replicate: return min(max(index, 0), count - 1)
            case .reflect: return index < 0 ? -index : 2 * (count - 1) - index
            }
        }
    }

    public let largeHeight: Int, largeWidth: Int, largeChannels: Int
    public let smallHeight: Int, smallWidth: Int, smallChannels: Int
    public let kernel: Int, stride: Int, padding: Int
    public let border: Border
    /// [smallHeight x kernel]: the row of the large map under tap ky, or -1 where the window sees a zero.
    let rows: [Int32]
    /// [smallWidth x kernel], likewise for columns.
    let columns: [Int32]

    /// A window of `kernel` taps, moved by `stride`, with `padding` samples of `border` on each side; traps when reflection is impossible.
    public init(
        largeHeight: Int, largeWidth: Int, largeChannels: Int, smallChannels: Int,
        kernel: Int, stride: Int, padding: Int, border: Border
    ) {
        self.largeHeight = largeHeight
        self.largeWidth = largeWidth
        self.largeChannels = largeChannels
        self.smallChannels = smallChannels
        self.kernel = kernel
        self.stride = stride
        self.padding = padding
        self.border = border
        smallHeight = (largeHeight + 2 * padding - kernel) / stride + 1
        smallWidth = (largeWidth + 2 * padding - kernel) / stride + 1
        rows = Self.taps(
            large: largeHeight, small: smallHeight, kernel: kernel, stride: stride, padding: padding, border: border)
        columns = Self.taps(
            large: largeWidth, small: smallWidth, kernel: kernel, stride: stride, padding: padding, border: border)
    }

    private static func taps(large: Int, small: Int, kernel: Int, stride: Int, padding: Int, border: Border) -> [Int32]
    {
        precondition(border != .reflect || padding < large, "a side of \(large) cannot be reflected by \(padding)")
        return (0..<small).flatMap { position in
            (0..<kernel).map { tap in
                border.index(position * stride + tap - padding, of: large).map { Int32($0) } ?? -1
            }
        }
    }

    public var largeCount: Int { largeHeight * largeWidth * largeChannels }
    public var smallCount: Int { smallPixels * smallChannels }
    public var smallPixels: Int { smallHeight * smallWidth }
    /// Samples under one window: the inner dimension of the product with the weights.
    public var windowCount: Int { kernel * kernel * largeChannels }
    /// Weights are stored kernel x kernel x large channels x small channels.
    public var weightCount: Int { windowCount * smallChannels }
    /// A 1 x 1 window moved by 1 needs no gathering: the large map is the matrix of windows.
    var isPointwise: Bool { kernel == 1 && stride == 1 && padding == 0 }

    /// Windows gathered at a time, a fixed number so that results don't depend on threads; the block stays in a second-level cache.
    static let block = 128
    /// Floats of private scratch that a worker needs.
    public var scratchCount: Int { isNarrow ? narrowScratchCount : Self.block * windowCount }
    /// Blocks of windows.
    var blocks: Int { (smallPixels + Self.block - 1) / Self.block }

    /// Copies windows `start..<end` (raster order) of the large map into rows of `windows`.
    @inline(__always)
    func gather(_ large: UnsafePointer<Float>, start: Int, end: Int, into windows: UnsafeMutablePointer<Float>) {
        forEachTap(start: start, end: end) { offset, index in
            let target = windows + offset
            if index < 0 {
                target.update(repeating: 0, count: largeChannels)
            } else {
                copy(large + index, to: target)
            }
        }
    }

    /// Adds windows `start..<end` onto the samples of the large map that they were gathered from.
    @inline(__always)
    func scatter(_ windows: UnsafePointer<Float>, start: Int, end: Int, onto large: UnsafeMutablePointer<Float>) {
        forEachTap(start: start, end: end) { offset, index in
            if index >= 0 { add(windows + offset, onto: large + index) }
        }
    }

    /// Calls `visit` with the offset of each tap in the block of windows and of its sample in the large map (-1 for a zero).
    @inline(__always)
    private func forEachTap(start: Int, end: Int, _ visit: (_ offset: Int, _ index: Int) -> Void) {
        rows.withUnsafeBufferPointer { rows in
            columns.withUnsafeBufferPointer { columns in
                var offset = 0
                var y = start / smallWidth
                var x = start % smallWidth
                for _ in start..<end {
                    for ky in 0..<kernel {
                        let row = Int(rows[y &* kernel &+ ky])
                        for kx in 0..<kernel {
                            let column = Int(columns[x &* kernel &+ kx])
                            visit(offset, row < 0 || column < 0 ? -1 : (row &* largeWidth &+ column) &* largeChannels)
                            offset &+= largeChannels
                        }
                    }
                    x &+= 1
                    if x == smallWidth { x = 0; y &+= 1 }
                }
            }
        }
    }

    @inline(__always)
    private func copy(_ source: UnsafePointer<Float>, to target: UnsafeMutablePointer<Float>) {
        forEachVector(largeChannels) {
            target.store(source.vector($0), $0)
        } rest: {
            target[$0] = source[$0]
        }
    }

    @inline(__always)
    private func add(_ source: UnsafePointer<Float>, onto target: UnsafeMutablePointer<Float>) {
        forEachVector(largeChannels) {
            target.store(target.vector($0) + source.vector($0), $0)
        } rest: {
            target[$0] += source[$0]
        }
    }
}
