import Testing
@testable import Kernels

/// What windows see, above all at the border.
@Suite struct WindowGeometryTests {
    @Test(arguments: [(WindowGeometry.Border.reflect, "32123432"), (.zero, "00123400"), (.replicate, "11123444")])
    func bordersOfARow(border: WindowGeometry.Border, expected: String) {
        #expect(Self.paddedRow(border, transposed: false) == expected)
        #expect(Self.paddedRow(border, transposed: true) == expected)
    }

    /// The row 1234 padded by 2, put together from the windows over its first and its last sample.
    private static func paddedRow(_ border: WindowGeometry.Border, transposed: Bool) -> String {
        let geometry = WindowGeometry(
            largeHeight: 4, largeWidth: 4, largeChannels: 1, smallChannels: 1, kernel: 5, stride: 1,
            padding: 2, border: border)
        let map: [Float] = (0..<16).map { index -> Float in
            let place: Int = transposed ? index / 4 : index % 4
            return Float(1 + place)
        }
        func line(through position: Int) -> [Int] {
            var window = [Float](repeating: -1, count: 25)
            let pixel = transposed ? 4 * position + 1 : 4 + position
            geometry.gather(map, start: pixel, end: pixel + 1, into: &window)
            return (0..<5).map { Int(window[transposed ? 5 * $0 + 2 : 10 + $0]) }
        }
        return (line(through: 0) + line(through: 3).suffix(3)).map(String.init).joined()
    }

    @Test(arguments: [
        (5, 7, 3, 1, 1, 5, 7), (5, 7, 3, 2, 1, 3, 4), (6, 8, 3, 2, 1, 3, 4), (6, 8, 4, 2, 1, 3, 4),
        (9, 5, 5, 2, 2, 5, 3), (5, 5, 1, 1, 0, 5, 5), (5, 6, 1, 2, 0, 3, 3),
    ])
    func sizes(height: Int, width: Int, kernel: Int, stride: Int, padding: Int, smallHeight: Int, smallWidth: Int) {
        let geometry = WindowGeometry(
            largeHeight: height, largeWidth: width, largeChannels: 3, smallChannels: 2, kernel: kernel,
            stride: stride, padding: padding, border: .zero)
        #expect(geometry.smallHeight == smallHeight && geometry.smallWidth == smallWidth)
        #expect(geometry.smallPixels == smallHeight * smallWidth)
        #expect(geometry.smallCount == 2 * smallHeight * smallWidth)
        #expect(geometry.largeCount == 3 * height * width)
        #expect(geometry.windowCount == 3 * kernel * kernel)
        #expect(geometry.weightCount == 6 * kernel * kernel)
        #expect(geometry.isPointwise == (kernel == 1 && stride == 1))
    }

    @Test func windowsAreGatheredInRasterOrder() {
        let geometry = WindowGeometry(
            largeHeight: 3, largeWidth: 3, largeChannels: 2, smallChannels: 1, kernel: 3, stride: 2,
            padding: 1, border: .zero)
        let map = (0..<18).map { Float($0 + 1) }
        var windows = [Float](repeating: -1, count: 4 * 18)
        geometry.gather(map, start: 0, end: 4, into: &windows)
        #expect(Array(windows[0..<18]) == [0, 0, 0, 0, 0, 0, 0, 0, 1, 2, 3, 4, 0, 0, 7, 8, 9, 10])
        #expect(Array(windows[54...]) == [9, 10, 11, 12, 0, 0, 15, 16, 17, 18, 0, 0, 0, 0, 0, 0, 0, 0])
        var scattered = [Float](repeating: 0, count: 18)
        geometry.scatter(Array(windows[18..<36]), start: 1, end: 2, onto: &scattered)
        #expect(scattered == [0, 0, 3, 4, 5, 6, 0, 0, 9, 10, 11, 12, 0, 0, 0, 0, 0, 0])
    }
}
