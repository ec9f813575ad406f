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
    /// y - f(y), unclipped.
    private var whole: [Float]

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
        whole = [Float](repeating: 0, count: noisy.count)
    }

    /// The image without its noise: of the step's own pass and, after the last step, of a pass behind it.
    var output: [Float] { whole.map { min(max($0, 0), 1) } }

    func step() -> Double {
        let predicted = zip(passes, [noisy] + copies).map { pass, input in Self.denoised(pass, input) }
        whole = predicted[0]
        let filters = Halves.Diagonal.allCases, count = Double(copies[0].count), factor = Float(1 / count)
        var loss = 0.0, wholeGradient = [Float](repeating: 0, count: noisy.count), gradients: [[Float]] = []
        dataLoss = 0
        for own in 0..<2 {
            // The copy's prediction is held to the other copy, and to the half of the whole image's prediction.
            let p = predicted[own + 1], other = copies[1 - own], half = halves.apply(filters[own], whole)
            var gradient = p
            var apart = 0.0, inconsistent = 0.0
            var back = half
            for i in p.indices {
                let a = p[i] - other[i], b = p[i] - half[i]
                apart += Double(a) * Double(a)
                inconsistent += Double(b) * Double(b)
                // The network predicts the noise, so that its gradient has the other sign.
                gradient[i] = -factor * (a + b)
                back[i] = factor * b
            }
            dataLoss += apart / count / 2
            loss += (apart + inconsistent) / count / 2
            gradients.append(gradient)
            halves.addTransposed(filters[own], back, to: &wholeGradient)
        }
        guard loss.isFinite else { return loss }
        for (pass, gradient) in zip(passes, [wholeGradient] + gradients) { pass.backward(gradient) }
        parameters.step()
        if iterations == last { whole = Self.denoised(passes[0], noisy) }
        return loss
    }

    private static func denoised(_ pass: NetworkPass, _ input: [Float]) -> [Float] {
        var noise = [Float](repeating: 0, count: input.count)
        pass.forward()
        pass.readOutput(into: &noise)
        for i in noise.indices { noise[i] = input[i] - noise[i] }
        return noise
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
        var result: [Float] = []
        result.reserveCapacity(channels * (height / 2) * (width / 2))
        forEachBlock(diagonal) { first, second in result.append((planes[first] + planes[second]) / 2) }
        return result
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
