import Architectures
import Networks
import Restoration

// The choices of a network: which one, its layers, its input.

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
