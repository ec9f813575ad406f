import Randomness
import TestSupport
import Testing

@testable import Kernels

#if canImport(Glibc)
import Glibc
#else
import Darwin
#endif

/// The noise of a network input against PyTorch's stream, whose own values are tested with the stream.
@Suite struct NormalNoiseTests {
    private static func map(
        channels: Int, pixels: Int, deviation: Float, clean: [Float], seed: UInt32, threads: Int = 2
    ) throws -> [Float] {
        let kernel = try #require(NormalNoise(channels: channels, pixels: pixels))
        let run = KernelRun(threads: threads)
        var random = TorchRandom(seed: seed)
        let uniforms = run.values(random.uniform(count: kernel.uniformCount).map(Double.init))
        let map = run.zeros(kernel.count + 16)
        run.do(
            kernel.regions(
                uniforms: uniforms, clean: run.values(clean.map(Double.init)), deviation: deviation, map: map))
        #expect(run.array(map + kernel.count, 16).allSatisfy { $0 == 0 }, "beyond the map's end")
        return run.array(map, kernel.count)
    }

    /// One block, several, parts of works, and samples that fill no block, whose last sixteen PyTorch draws anew.
    @Test(arguments: [(1, 16), (2, 40), (3, 37), (32, 1000), (5, 1021)])
    func isPyTorchs(channels: Int, pixels: Int) throws {
        let count = channels * pixels
        var random = TorchRandom(seed: 3)
        let clean = random.uniform(count: count)
        let map = try Self.map(channels: channels, pixels: pixels, deviation: 0.25, clean: clean, seed: 7)
        var stream = TorchRandom(seed: 7)
        let noise = stream.normal(count: count)
        var largest: Float = 0
        for channel in 0..<channels {
            for pixel in 0..<pixels {
                let place = channel * pixels + pixel
                largest = max(largest, abs(map[pixel * channels + channel] - (clean[place] + 0.25 * noise[place])))
            }
        }
        #expect(largest < 0.25 * 2e-6 + 2e-7)
    }

    /// After the noise the stream stands where PyTorch's stands after `normal_`.
    @Test(arguments: [(2, 40), (3, 37)])
    func takesAsManyNumbersAsPyTorch(channels: Int, pixels: Int) throws {
        let kernel = try #require(NormalNoise(channels: channels, pixels: pixels))
        var ours = TorchRandom(seed: 1), theirs = ours
        _ = ours.uniform(count: kernel.uniformCount)
        _ = theirs.normal(count: kernel.count)
        #expect(ours == theirs)
    }

    @Test func doesNotDependOnThreads() throws {
        let clean = [Float](repeating: 0.5, count: 3 * 2500)
        let reference = try Self.map(channels: 3, pixels: 2500, deviation: 1, clean: clean, seed: 2, threads: 1)
        for threads in 2...4 {
            #expect(
                try Self.map(channels: 3, pixels: 2500, deviation: 1, clean: clean, seed: 2, threads: threads)
                    == reference)
        }
    }

    @Test func needsABlock() { #expect(NormalNoise(channels: 3, pixels: 5) == nil) }

    /// The angle's three-part reduction, over all quarters.
    @Test func anglesAreReducedExactly() {
        for step in 0...4000 {
            let angle = Float(step) * 0.00157
            let (sine, cosine) = Vector.sineAndCosine(angle: Vector(repeating: angle))
            #expect(
                abs(Double(sine[0]) - sin(Double(angle))) < 2e-7 && abs(Double(cosine[0]) - cos(Double(angle))) < 2e-7,
                "\(angle)")
        }
    }
}
