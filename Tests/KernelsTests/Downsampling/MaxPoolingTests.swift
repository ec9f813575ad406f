import Kernels
import Testing

/// The largest of 2 x 2 samples where two of them are equal, or none are.
@Suite struct MaxPoolingTests {
    private func gradients(_ input: [Float], height: Int, width: Int, channels: Int, upstream: [Float]) -> [Float] {
        let pool = ThreadPool(threads: 1)
        var gradient = [Float](repeating: .nan, count: input.count)
        input.withUnsafeBufferPointer { input in
            upstream.withUnsafeBufferPointer { upstream in
                gradient.withUnsafeMutableBufferPointer { gradient in
                    pool.run(
                        MaxPooling(height: height, width: width, channels: channels)
                            .backward(
                                input: input.baseAddress!, outputGradient: upstream.baseAddress!,
                                inputGradient: gradient.baseAddress!))
                }
            }
        }
        return gradient
    }

    /// One channel, and as many as fill a vector.
    @Test(arguments: [1, 16])
    func theFirstOfEqualSamplesTakesTheGradient(channels: Int) {
        func spread(_ values: [Float]) -> [Float] { values.flatMap { Array(repeating: $0, count: channels) } }
        for (window, winner) in [
            ([5, 5, 5, 5], 0), ([1, 5, 5, 5], 1), ([1, 2, 5, 5], 2), ([1, 2, 3, 5], 3), ([5, 1, 5, 0], 0),
        ] as [([Float], Int)] {
            let expected = (0..<4).map { $0 == winner ? Float(7) : 0 }
            #expect(
                gradients(spread(window), height: 2, width: 2, channels: channels, upstream: spread([7]))
                    == spread(expected))
        }
    }

    @Test func whatNoWindowCoversGetsNothing() {
        let input: [Float] = [1, 2, 9, 3, 0, 9, 9, 9, 9]
        #expect(gradients(input, height: 3, width: 3, channels: 1, upstream: [4]) == [0, 0, 0, 4, 0, 0, 0, 0, 0])
    }
}
