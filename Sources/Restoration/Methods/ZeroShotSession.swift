import Architectures
import Networks

/// ZS-N2N (Mansour & Heckel, CVPR 2023): a small network predicts the noise of two half-size copies of the noisy image from each other
/// (METHOD section 9.5).
final class ZeroShotSession: ComposedSession {
    let parameters: SharedParameters
    /// The pass over the image, and those over its two copies of half the size.
    let passes: [NetworkPass]
    private(set) var dataLoss = 0.0
    private let noisy: [Float]
    private let copies: [[Float]]
    private let halves: Halves
    private let last: Int
    /// What each pass makes of its input, unclipped: y - f(y), and the same of the two copies.
    private var predicted: [[Float]]
    /// The loss's gradients with respect to the outputs of the three passes.
    private var gradients: [[Float]]
    /// D of the whole image's prediction, and a gradient of that size.
    private var half: [Float]

    init(_ site: MethodSite) throws {
        let image = site.problem.degraded
        let shared = try site.parameters()
        parameters = shared
        halves = Halves(channels: image.channels, height: image.height, width: image.width)
        noisy = image.pixels
        copies = [halves.apply(.rising, noisy), halves.apply(.falling, noisy)]
        let small = try NoiseNet.network(channels: image.channels, height: image.height / 2, width: image.width / 2)
        passes = try [site.network, small, small].map { try NetworkPass($0, parameters: shared) }
        for (pass, input) in zip(passes, [noisy] + copies) { pass.setInput(input) }
        last = site.configuration.iterations
        predicted = [noisy] + copies
        gradients = predicted
        half = copies[0]
    }

    /// The image without its noise: of the step's own pass and, after the last step, of a pass behind it.
    var output: [Float] { predicted[0].map { min(max($0, 0), 1) } }

    func step() -> Double {
        denoise(0, noisy)
        for copy in 0..<2 { denoise(copy + 1, copies[copy]) }
        let count = Double(copies[0].count)
        var loss = 0.0
        dataLoss = 0
        gradients[0].withUnsafeMutableBufferPointer { $0.update(repeating: 0) }
        for (own, filter) in Halves.Diagonal.allCases.enumerated() {
            // The copy's prediction is held to the other copy, and to the half of the whole image's prediction.
            halves.apply(filter, predicted[0], into: &half)
            let (apart, inconsistent) = Self.compare(
                predicted[own + 1], other: copies[1 - own], half: &half, factor: Float(1 / count),
                gradient: &gradients[own + 1])
            dataLoss += apart / count / 2
            loss += (apart + inconsistent) / count / 2
            halves.addTransposed(filter, half, to: &gradients[0])
        }
        guard loss.isFinite else { return loss }
        for (pass, gradient) in zip(passes, gradients) { pass.backward(gradient) }
        parameters.step()
        if iterations == last { denoise(0, noisy) }
        return loss
    }

    /// The sums of squares of a prediction's differences from the other copy and from `half`, which becomes the gradient of the second of
    /// them; `gradient` becomes that of the network's output, which is the noise and so has the other sign.
    private static func compare(
        _ p: [Float], other: [Float], half: inout [Float], factor: Float, gradient: inout [Float]
    ) -> (Double, Double) {
        var apart = 0.0, inconsistent = 0.0
        for i in p.indices {
            let a = p[i] - other[i], b = p[i] - half[i]
            apart += Double(a) * Double(a)
            inconsistent += Double(b) * Double(b)
            gradient[i] = -factor * (a + b)
            half[i] = factor * b
        }
        return (apart, inconsistent)
    }

    private func denoise(_ pass: Int, _ input: [Float]) {
        passes[pass].forward()
        passes[pass].readOutput(into: &predicted[pass])
        predicted[pass].withUnsafeMutableBufferPointer { noise in
            for i in input.indices { noise[i] = input[i] - noise[i] }
        }
    }
}

/// The two filters that make copies of half the size: means of the diagonals of 2 x 2 blocks; an odd last row or column is left out.
struct Halves {
    enum Diagonal: CaseIterable {
        /// Top right and bottom left.
        case rising
        /// Top left and bottom right.
        case falling
    }

    private let channels: Int, height: Int, width: Int

    init(channels: Int, height: Int, width: Int) {
        (self.channels, self.height, self.width) = (channels, height, width)
    }

    func apply(_ diagonal: Diagonal, _ planes: [Float]) -> [Float] {
        var result = [Float](repeating: 0, count: channels * (height / 2) * (width / 2))
        apply(diagonal, planes, into: &result)
        return result
    }

    func apply(_ diagonal: Diagonal, _ planes: [Float], into halves: inout [Float]) {
        var index = 0
        planes.withUnsafeBufferPointer { planes in
            halves.withUnsafeMutableBufferPointer { halves in
                forEachBlock(diagonal) { first, second in
                    halves[index] = (planes[first] + planes[second]) / 2
                    index += 1
                }
            }
        }
    }

    func addTransposed(_ diagonal: Diagonal, _ halves: [Float], to planes: inout [Float]) {
        var index = 0
        planes.withUnsafeMutableBufferPointer { planes in
            forEachBlock(diagonal) { first, second in
                planes[first] += halves[index] / 2
                planes[second] += halves[index] / 2
                index += 1
            }
        }
    }

    @inline(__always)
    private func forEachBlock(_ diagonal: Diagonal, _ visit: (_ first: Int, _ second: Int) -> Void) {
        let (top, bottom) = diagonal == .rising ? (1, 0) : (0, 1)
        for channel in 0..<channels {
            for y in 0..<height / 2 {
                let row = (channel * height + 2 * y) * width
                for x in 0..<width / 2 { visit(row + 2 * x + top, row + width + 2 * x + bottom) }
            }
        }
    }
}
