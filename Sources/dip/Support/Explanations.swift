import Architectures
import Imaging
import Kernels
import Networks
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

extension Architecture.Name: Explained {
    var explanation: String {
        switch self {
        case .decoder: "the paper's network: stages of upsampling and controlled convolutions"
        case .skip: "the encoder-decoder with skip connections of the Deep Image Prior, the uncontrolled baseline"
        case .deepDecoder: "only 1 x 1 convolutions and upsampling by 2: few parameters, no learned spatial filters"
        case .convDecoder: "the deep decoder with 3 x 3 convolutions"
        case .convNet: "the conv-decoder without upsampling: the control that shows that upsampling matters"
        case .unet: "max pooling down, learned upsampling up, as in the Deep Image Prior's program"
        case .resnet: "residual blocks at the image's resolution, as in the Deep Image Prior's program"
        }
    }
}

extension SkipPreset: Explained {
    var explanation: String {
        switch self {
        case .denoise:
            "Gaussian noise (F16): 128 channels, skip 4, input noise 1/30 (1/20 from sigma 50 on), 3000 iterations, ema 0.99"
        case .deblock: "JPEG blocks (snail): 8 to 128 channels, input of 3, input noise 1/30, 2400 iterations, ema 0.99"
        case .inpaint:
            "missing pixels and text (kate, peppers): 128 channels, skip 128, nearest, input noise 0.03, 6001 iterations"
        case .inpaintVase:
            "a large hole in a smooth picture (vase): 128 channels, no skip, nearest, meshgrid, input noise 0.03, 5001 iterations"
        case .inpaintLibrary:
            "a large hole in a structured picture (library): 16 to 128 channels, 6 scales, no skip, 5 x 5 down, no 1 x 1, nearest, "
                + "input of 1, 3001 iterations"
        case .superResolveX4: "super-resolution x4: as denoise, input noise 0.03, 2000 iterations, no ema"
        case .superResolveX8: "super-resolution x8: as denoise, input noise 0.05, 4000 iterations, no ema"
        case .restore:
            "half of the pixels missing (barbara): as denoise, learning rate 0.001, input noise 0.03, 11000 iterations, no ema"
        }
    }
}

extension Nonlinearity: Explained {
    var explanation: String {
        switch self {
        case .leakyReLU: "x, or slope x below 0"
        case .relu: "x, or 0 below 0"
        case .swish: "x / (1 + exp(-x))"
        case .elu: "x, or exp(x) - 1 below 0"
        }
    }
}

extension Downsampler: Explained {
    var explanation: String {
        switch self {
        case .stride: "a convolution of stride 2; the others follow one of stride 1"
        case .average: "the mean of 2 x 2 samples"
        case .max: "the largest of 2 x 2 samples"
        case .lanczos2: "every second sample after a Lanczos-2 filter"
        case .lanczos3: "every second sample after a Lanczos-3 filter"
        }
    }
}

extension Upsampler.Name: Explained {
    var explanation: String {
        switch self {
        case .nearest: "each sample repeated"
        case .bilinear: "linear interpolation"
        case .bicubic: "cubic convolution with a = -0.75"
        case .mitchell: "the cubic of Mitchell and Netravali, B = C = 1/3"
        case .gaussian: "fixed Gaussian of width sigma; options sigma and gain (published, unit)"
        case .lanczos: "Lanczos-3 interpolation"
        case .lowPass:
            "zero insertion and a low-pass filter; options filter (lpf1, lpf2) or taps, cutoff and attenuation"
        case .deconv: "learned transposed convolution"
        case .pixelShuffle: "learned convolution to four times the channels, then depth to space"
        }
    }
}

extension Normalization: Explained {
    var explanation: String {
        switch self {
        case .meanOnly: "subtracts each channel's mean and adds a learned offset (the paper's choice)"
        case .batch: "batch norm with a learned gain and offset"
        case .lipschitzBatch: "batch norm whose gain is kept below lipschitz"
        case .instance: "zero mean and unit variance per channel, nothing learned"
        case .none: "no normalisation"
        }
    }
}

extension LipschitzNorm: Explained {
    var explanation: String {
        switch self {
        case .reshaped: "of the weights as a matrix of out x (in k k), as published: 1.4 or {reshaped: 1.4}"
        case .convolutionOperator: "of the convolution itself, over all frequencies: {operator-norm: 1.4}"
        }
    }
}

extension Padding: Explained {
    var explanation: String {
        switch self {
        case .reflect: "mirrored without the edge: 1234 -> 32123432"
        case .zero: "zeros: 1234 -> 00123400"
        case .replicate: "the edge repeated: 1234 -> 11123444"
        }
    }
}

extension NetworkInput.Name: Explained {
    var explanation: String {
        switch self {
        case .fourier: "sines and cosines of uniform angles, half the channels each"
        case .noise: "uniform values in 0...scale; option scale (0.1)"
        case .gaussianNoise: "normal values of standard deviation scale; option scale (0.1)"
        case .meshgrid: "two channels: x / (width - 1) and y / (height - 1)"
        case .bandLimited: "noise without the frequencies above cutoff times Nyquist; options cutoff and scale (0.1)"
        }
    }
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
