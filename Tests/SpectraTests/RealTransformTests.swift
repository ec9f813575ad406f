import Foundation
import Imaging
import Spectra
import TestSupport
import Testing

@Suite struct RealTransformTests {
    @Test(arguments: [[1, 1], [1, 6], [5, 1], [2, 3], [7, 5], [8, 12], [15, 16], [16, 9]])
    func equalsTheDirectSum(size: [Int]) {
        let image = Image.textured(channels: 1, height: size[0], width: size[1], seed: 1)
        let transform = RealTransform(height: size[0], width: size[1])
        #expect(transform.halfWidth == size[1] / 2 + 1)
        let spectrum = Self.spectrum(of: image, transform)
        let expected = NaiveSpectrum.transform(NaiveSpectrum.plane(image))
        let largest = expected.joined().map { hypot($0.real, $0.imaginary) }.max()!
        for v in 0..<size[0] {
            for u in 0..<transform.halfWidth {
                let i = 2 * (v * transform.halfWidth + u)
                #expect(abs(Double(spectrum[i]) - expected[v][u].real) <= 1e-6 * largest)
                #expect(abs(Double(spectrum[i + 1]) - expected[v][u].imaginary) <= 1e-6 * largest)
            }
        }
    }

    @Test func inputIsKept() {
        let image = Image.textured(channels: 1, height: 12, width: 10, seed: 1)
        let transform = RealTransform(height: 12, width: 10)
        _ = Self.spectrum(of: image, transform)
        #expect(Array(transform.input) == image.grey.pixels)
    }

    /// Plans are made and destroyed by many threads at once; every transform is the same to the last bit.
    @Test func transformsMadeConcurrentlyAgree() async {
        let image = Image.textured(channels: 1, height: 30, width: 21, seed: 1)
        let expected = Self.spectrum(of: image, RealTransform(height: 30, width: 21))
        await withTaskGroup(of: [Float].self) { group in
            for _ in 0..<64 {
                group.addTask { Self.spectrum(of: image, RealTransform(height: 30, width: 21)) }
            }
            for await spectrum in group { #expect(spectrum == expected) }
        }
    }

    private static func spectrum(of image: Image, _ transform: RealTransform) -> [Float] {
        _ = transform.input.update(fromContentsOf: image.grey.pixels)
        return Array(transform.execute())
    }
}
