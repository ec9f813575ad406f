import Foundation
import TestSupport
import Testing

@testable import Imaging

@Suite struct ReductionTests {
    @Test func pixelsAreMeansOfWhatTheyCover() {
        let image = Image(channels: 1, height: 2, width: 4, pixels: [0, 1, 2, 3, 4, 5, 6, 7])
        #expect(image.reduced(toLongerSide: 2).pixels == [2.5, 4.5])
        // Three halves of a pixel each way: 4 to 3 columns, 2 to 2 rows (1.5 rounds up).
        let uneven = image.reduced(toLongerSide: 3)
        #expect(uneven.width == 3 && uneven.height == 2)
        for (value, expected) in zip(uneven.pixels, [0.25, 1.5, 2.75, 4.25, 5.5, 6.75] as [Float]) {
            #expect(abs(value - expected) < 1e-6)
        }
    }

    @Test func meansArePreserved() {
        let image = Image.textured(channels: 3, height: 90, width: 131, seed: 2)
        let small = image.reduced(toLongerSide: 64)
        #expect(small.channels == 3 && small.width == 64 && small.height == 44)
        func mean(_ image: Image) -> Float { image.pixels.reduce(0, +) / Float(image.pixels.count) }
        #expect(abs(mean(image) - mean(small)) < 1e-4)
    }

    @Test func smallPicturesStay() {
        let image = Image.textured(channels: 1, height: 9, width: 7, seed: 2)
        #expect(image.reduced(toLongerSide: 9) == image && image.reduced(toLongerSide: 100) == image)
        #expect(Image(channels: 1, height: 1, width: 500, repeating: 0.5).reduced(toLongerSide: 10).height == 1)
    }
}

@Suite struct EnlargementTests {
    @Test(arguments: [1, 2, 3, 4, 8])
    func nearestRepeats(factor: Int) {
        let image = Image.textured(channels: 3, height: 4, width: 5, seed: 1)
        let large = image.enlarged(by: factor, .nearest)
        #expect(large.height == 4 * factor && large.width == 5 * factor)
        for c in 0..<3 {
            for y in 0..<large.height {
                for x in 0..<large.width { #expect(large[c, y, x] == image[c, y / factor, x / factor]) }
            }
        }
    }

    /// Keys's kernel over two dimensions at once, over samples that go on beyond the border.
    @Test(arguments: [2, 4, 8])
    func bicubicFollowsItsDefinition(factor: Int) {
        func keys(_ x: Double) -> Double {
            let x = abs(x), a = -0.5
            if x <= 1 { return (a + 2) * pow(x, 3) - (a + 3) * pow(x, 2) + 1 }
            return x < 2 ? a * pow(x, 3) - 5 * a * pow(x, 2) + 8 * a * x - 4 * a : 0
        }
        let image = Image.textured(channels: 1, height: 5, width: 3, seed: 2, noise: 1)
        let large = image.enlarged(by: factor, .bicubic)
        for y in 0..<large.height {
            for x in 0..<large.width {
                let row = (Double(y) + 0.5) / Double(factor) - 0.5, column = (Double(x) + 0.5) / Double(factor) - 0.5
                var sum = 0.0
                for i in -3..<9 {
                    for j in -3..<7 {
                        sum +=
                            keys(row - Double(i)) * keys(column - Double(j))
                            * Double(image[0, min(max(i, 0), 4), min(max(j, 0), 2)])
                    }
                }
                #expect(abs(Double(large[0, y, x]) - min(max(sum, 0), 1)) < 1e-6)
            }
        }
    }

    /// Cubic convolution with a = -1/2 is exact for straight lines away from the border; with another a it is not.
    @Test func bicubicKeepsSlopes() {
        let image = Image(channels: 1, height: 1, width: 12, pixels: (0..<12).map { 0.05 + 0.08 * Float($0) })
        let large = image.enlarged(by: 4, .bicubic)
        for x in 8..<40 { #expect(abs(large[0, 0, x] - (0.05 + 0.08 * ((Float(x) + 0.5) / 4 - 0.5))) < 1e-6) }
        #expect(
            Image(channels: 3, height: 2, width: 2, repeating: 0.3).enlarged(by: 8, .bicubic).pixels.allSatisfy {
                abs($0 - 0.3) < 1e-6
            })
    }
}
