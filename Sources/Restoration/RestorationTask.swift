import Imaging
import Networks

/// What a degraded image is and how it is compared with the network's output (METHOD section 5).
public enum RestorationTask: Equatable, Sendable {
    /// Additive Gaussian noise of standard deviation `sigma` in 8-bit units.
    case denoise(sigma: Double)
    /// A Bernoulli mask that keeps the share `keep` of the samples.
    case inpaint(keep: Double)

    /// The names a spec may use.
    public enum Name: String, CaseIterable, Sendable {
        case denoise, inpaint
    }
}

/// One image with its degraded version: what a network is trained on and measured against.
public struct Problem: Sendable {
    public let clean: Image
    /// y: the noisy image, or x . m for inpainting.
    public let degraded: Image
    /// 1 where a sample is known; nil when all are.
    public let mask: Image?

    /// Degrades `clean`, drawing from numpy's stream of `seed`.
    public init(task: RestorationTask, clean: Image, seed: UInt32) {
        self.clean = clean
        switch task {
        case .denoise(let sigma):
            degraded = GaussianNoise(sigma: sigma, seed: seed).apply(to: clean)
            mask = nil
        case .inpaint(let keep):
            let mask = BernoulliMask(keep: keep, seed: seed).mask(channels: clean.channels, height: clean.height, width: clean.width)
            var degraded = clean
            for i in degraded.pixels.indices { degraded.pixels[i] *= mask.pixels[i] }
            self.degraded = degraded
            self.mask = mask
        }
    }

    var objective: Objective { Objective(target: degraded.pixels, mask: mask?.pixels) }
}
