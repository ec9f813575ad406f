import Imaging
import Kernels
import Publishing
import Records
import Restoration
import Specs
import Spectra

/// A name that a spec may use, and what it means in a few words.
protocol Explained: RawRepresentable, CaseIterable where RawValue == String {
    var explanation: String { get }
}

extension Explained {
    /// Name and explanation of every case.
    static var rows: [[String]] { allCases.map { [$0.rawValue, $0.explanation] } }
}

extension RestorationTask.Name: Explained {
    var explanation: String {
        switch self {
        case .denoise: "Gaussian noise of standard deviation sigma in 8-bit units: {denoise: {sigma: 25}}"
        case .poisson: "shot noise, with peak expected photons where the image is white: {poisson: {peak: 30}}"
        case .impulse: "salt-and-pepper noise in a fraction of the samples: {impulse: {fraction: 0.1}}"
        case .deblock: "compression as a JPEG by libjpeg's baseline encoder: {deblock: {quality: 10}}"
        case .inpaint:
            "a random mask that keeps a fraction of the samples, or a picture that is white where the image is known: "
                + "{inpaint: {bernoulli: 0.5}} or {inpaint: {mask: hole.png}}"
        case .superResolve: "an image downsampled by 2, 4 or 8: {super-resolve: {factor: 4, kernel: lanczos2}}"
        case .enhance:
            "no degradation; details that the network has not fitted yet are added to the image: {enhance: {detail: published}}"
        case .reconstruct: "no degradation; the target is the image, or noise: {reconstruct: {target: shuffled}}"
        }
    }
}

extension DownsamplingKernel: Explained {
    var explanation: String {
        switch self {
        case .lanczos2: "Lanczos with two lobes, 4 * factor samples wide"
        case .lanczos3: "Lanczos with three lobes, 6 * factor samples wide"
        }
    }
}

extension DetailEnhancement: Explained {
    var explanation: String {
        switch self {
        case .published: "adds details brighter than the network's output: clip(x + clip(x - f, 0, 1), 0, 1)"
        case .signed: "adds dark details too: clip(x + x - f, 0, 1)"
        }
    }
}

extension ReconstructionTarget.Name: Explained {
    var explanation: String {
        switch self {
        case .image: "the image itself"
        case .noisy: "the image with Gaussian noise; option sigma (25)"
        case .shuffled: "the image's pixels in random order"
        case .whiteNoise: "uniform noise in 0...1"
        }
    }
}

extension Metric: Explained {
    var explanation: String {
        switch self {
        case .loss: "the training loss"
        case .dataLoss: "the mean squared error within the loss; only with a regularization"
        case .psnr: "PSNR to the clean image, dB"
        case .psnrLuma: "PSNR of the luma to the clean image without a border of 4 pixels, dB; only with super-resolve"
        case .psnrDegraded:
            "PSNR to the degraded image, dB: rises while noise is fitted; with super-resolve to its bicubic enlargement"
        case .ssim: "structural similarity to the clean image"
        case .gmsd: "gradient magnitude similarity deviation to the clean image, 0 for equal images"
        case .psnrAveraged: "PSNR of the moving average of outputs, dB; only with ema"
        case .psnrPosterior: "PSNR of the mean of the outputs sampled so far, dB; only with sgld, after its burn-in"
        case .fbc: "frequency-band correspondence: fbc_1 (lowest), fbc_2, ..."
        case .blur: "blur of the output, 0...1"
        case .sharpness: "maximum local variation of the output"
        case .ratio: "blur divided by sharpness"
        case .seconds: "training time so far"
        }
    }
}

extension StoppingRule.Name: Explained {
    var explanation: String {
        switch self {
        case .ratio: "the ratio of blur to sharpness has become steady (the paper's rule)"
        case .windowedVariance: "the variance of the last outputs was smallest (ES-WMV)"
        case .exponentialVariance: "the exponentially weighted variance of the outputs was smallest (ES-EMV)"
        case .lossTarget: "the loss has fallen to the variance of the noise (discrepancy principle)"
        case .zeroCrossing: "the loss of method dip-sure has fallen below zero (ZCSC)"
        case .plateau: "the PSNR to the degraded image has not changed over a number of iterations"
        case .oracle: "the output closest to the clean image, known only afterwards: a monitor, never a rule that stops"
        case .fixed: "a given iteration"
        }
    }
}

extension RestorationMethod.Name: Explained {
    var explanation: String {
        switch self {
        case .network: "a network is fitted to the degraded image: the Deep Image Prior"
        case .bm3d: "block matching and 3-D filtering, each channel by itself; no curve"
        case .cbm3d: "block matching on the luminance of colour images; no curve"
        case .zeroShot: "a small network predicts the noise of two half-size copies from each other"
        case .autoencoding: "the network input is the degraded image, then the output, anew every few iterations"
        case .selfGuided: "the network input is learned, held to the mean of outputs for noisy copies of it"
        case .randomProjector: "convolutions stay at random; the network input and the batch norms are learned"
        case .doubleOverparametrized: "impulse noise is learned beside the network, by plain gradient descent"
        case .unbiasedRisk: "the loss is Stein's unbiased estimate of the risk, by two passes; for noise of known sigma"
        case .external: "a program of your own, with --allow-commands; no curve"
        }
    }
}

extension OptimizerName: Explained {
    var explanation: String {
        switch self {
        case .adam: "Adam; options learning_rate and weight_decay"
        case .sgd: "plain gradient descent, without momentum"
        case .sgld:
            "Langevin dynamics: Adam with noise on the weights, and the mean of outputs after a burn-in; also options noise, burn_in and every"
        }
    }
}

extension RegularizationName: Explained {
    var explanation: String {
        switch self {
        case .none: "the mean squared error alone"
        case .totalVariation: "absolute differences of neighbouring samples; option weight"
        }
    }
}

extension BandGeometry: Explained {
    var explanation: String {
        switch self {
        case .published: "rings of the spectrum in pixels, the outermost of radius width / 2"
        case .isotropic: "rings of normalised frequency, which end at the Nyquist frequency on both axes"
        }
    }
}

extension BandReference: Explained {
    var explanation: String {
        switch self {
        case .degraded: "bands are compared with the degraded image (the paper's choice)"
        case .clean: "bands are compared with the clean image"
        }
    }
}

extension SyntheticImage: Explained {
    var explanation: String {
        switch self {
        case .leaves: "foliage: pointed leaves with veins"
        case .pebbles: "a shingle beach: rounded, shaded stones"
        case .fabric: "patchwork: striped, checked and woven cloths"
        case .harbour: "houses and boats on the water: straight edges, smooth sky, ripples"
        }
    }
}

extension Scale: Explained {
    var explanation: String {
        switch self {
        case .quick: "minutes on any machine, with synthetic images"
        case .crop128: "crops of the real images, 128 x 128"
        case .whole256: "whole images of 256 x 256 in place of larger ones"
        case .crop512: "crops of the real images, 512 x 512"
        case .published: "the published size: the spec's own values"
        case .small: "the former name of crop128, whole256 and crop512"
        case .paper: "the former name of published"
        }
    }
}

// Figures and tables are explained where they are made.
extension FigureBlock.Kind: Explained {}
extension TableBlock.Kind: Explained {}
extension RunMetric: Explained {}
