import Foundation
import Imaging
import TestSupport
import Testing

@Suite struct GaussianWindowTests {
    @Test(arguments: [[11, 11], [11, 30], [29, 12], [24, 27]])
    func equalsTheDirectSum(size: [Int]) {
        let (height, width) = (size[0], size[1])
        let plane = Image.textured(channels: 1, height: height, width: width, seed: 3)
        let window = GaussianWindow(height: height, width: width)
        #expect(window.interiorHeight == height - 10)
        #expect(window.interiorWidth == width - 10)
        let weights = (-5...5).map { exp(-Double($0 * $0) / 4.5) }
        let total = weights.reduce(0, +)
        var row = [Float](repeating: 0, count: width - 10)
        for y in 0..<height - 10 {
            row.withUnsafeMutableBufferPointer { row in
                plane.pixels.withUnsafeBufferPointer { window.average($0.baseAddress!, row: y, into: row.baseAddress!) }
            }
            for x in 0..<width - 10 {
                var sum = 0.0
                for i in 0..<11 {
                    for j in 0..<11 { sum += weights[i] * weights[j] * Double(plane[0, y + i, x + j]) }
                }
                let expected = sum / (total * total)
                #expect(abs(Double(row[x]) - expected) <= 1e-6 * expected)
            }
        }
    }

    @Test(arguments: [[10, 40], [40, 10], [1, 1]])
    func nothingFitsASmallPlane(size: [Int]) {
        let window = GaussianWindow(height: size[0], width: size[1])
        #expect(window.interiorHeight == 0)
        #expect(window.interiorWidth == 0)
    }
}
