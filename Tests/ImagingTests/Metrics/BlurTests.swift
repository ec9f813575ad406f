import Imaging
import TestSupport
import Testing

@Suite struct BlurTests {
    @Test(arguments: [[1, 12, 12], [3, 12, 40], [1, 33, 14], [3, 40, 61]])
    func equalsThePublishedSteps(shape: [Int]) throws {
        let image = Image.textured(channels: shape[0], height: shape[1], width: shape[2], seed: 5)
        let plane = Self.plane(image)
        let transposed = (0..<shape[2]).map { x in (0..<shape[1]).map { y in plane[y][x] } }
        let expected = max(Self.naiveAlongRows(plane), Self.naiveAlongRows(transposed))
        let blur = try #require(ImageMetrics.blur(image))
        #expect(abs(blur - expected) <= 1e-6 * expected)
    }

    @Test func smoothingRaisesIt() throws {
        let sharp = Image.textured(channels: 1, height: 40, width: 40, seed: 1)
        var smooth = sharp
        for y in 1..<39 {
            for x in 1..<39 {
                smooth[0, y, x] =
                    (sharp[0, y - 1, x] + sharp[0, y + 1, x] + sharp[0, y, x - 1] + sharp[0, y, x + 1]) / 4
            }
        }
        #expect(try #require(ImageMetrics.blur(smooth)) > #require(ImageMetrics.blur(sharp)))
    }

    @Test func constantSmallAndBrokenImagesHaveNone() {
        #expect(ImageMetrics.blur(Image(channels: 3, height: 40, width: 40, repeating: 0.3)) == nil)
        #expect(ImageMetrics.blur(Image.textured(channels: 1, height: 11, width: 40, seed: 1)) == nil)
        #expect(ImageMetrics.blur(Image(channels: 1, height: 40, width: 40, repeating: .nan)) == nil)
    }

    /// Stripes vary along one axis only; the other has no blur, and that of the stripes is the answer.
    @Test func stripesAreMeasuredAcross() throws {
        var stripes = Image(channels: 1, height: 30, width: 30)
        for y in 0..<30 {
            for x in 0..<30 { stripes[0, y, x] = x % 2 == 0 ? 0 : 1 }
        }
        let blur = try #require(ImageMetrics.blur(stripes))
        // Nine-pixel means of alternating 0 and 1 alternate between 4/9 and 5/9.
        #expect(abs(blur - 1.0 / 9) <= 1e-6)
    }

    private static func plane(_ image: Image) -> [[Double]] {
        let grey = image.grey
        return (0..<grey.height).map { y in (0..<grey.width).map { Double(grey[0, y, $0]) } }
    }

    /// Zero-padded means of nine along rows, both planes cropped, differences by [1, -1] 'same', cropped, as METHOD lists them.
    private static func naiveAlongRows(_ plane: [[Double]]) -> Double {
        let width = plane[0].count
        let means: [[Double]] = plane.map { row in
            (0..<width).map { x in
                let window = max(x - 4, 0)...min(x + 4, width - 1)
                return row[window].reduce(0, +) / 9
            }
        }
        let (sharp, smooth) = (croppedDifferences(plane), croppedDifferences(means))
        var total = 0.0
        var lost = 0.0
        for i in sharp.indices {
            total += sharp[i]
            lost += max(0, sharp[i] - smooth[i])
        }
        return (total - lost) / total
    }

    private static func croppedDifferences(_ plane: [[Double]]) -> [Double] {
        let cropped = plane[5..<plane.count - 4].map { Array($0[5..<$0.count - 4]) }
        let differences: [[Double]] = cropped.map { row in
            row.indices.map { x in abs(row[x] - (x > 0 ? row[x - 1] : 0)) }
        }
        return differences.dropFirst().dropLast().flatMap { $0.dropFirst().dropLast() }
    }
}
