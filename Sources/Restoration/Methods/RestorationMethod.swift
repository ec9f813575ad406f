import BlockMatching

/// How an image is restored: by a network that is fitted to it, or as one of the baselines does it (METHOD section 9).
public enum RestorationMethod: Equatable, Sendable {
    /// The Deep Image Prior: one network is fitted to the degraded image.
    case network
    /// BM3D or C-BM3D, with one output and no curve (METHOD section 9.6). `sigma` is the noise's standard deviation in
    /// 8-bit units where the task does not say it.
    case blockMatching(BlockMatchingSettings, sigma: Double?)
    /// Zero-Shot Noise2Noise: a small network of its own (METHOD section 9.5).
    case zeroShot
    /// aSeqDIP: the network input becomes an output again and again (METHOD section 9.2).
    case autoencoding(AutoencodingOptions)
    /// Self-Guided DIP: the network input is learned (METHOD section 9.1).
    case selfGuided(SelfGuidedOptions)
    /// Deep Random Projector: norms and network input are learned, convolutions stay random (METHOD section 9.3).
    case randomProjector(RandomProjectorOptions)
    /// Double over-parametrisation: impulse noise is learned beside the network (METHOD section 9.4).
    case doubleOverparametrized(DoubleOverparametrizationOptions)
    /// DIP-SURE: the loss is Stein's unbiased estimate of the risk (METHOD section 9.8).
    case unbiasedRisk(UnbiasedRiskOptions)
    /// A program from outside, with one output and no curve (METHOD section 9.7).
    case external(ExternalProgram)

    /// The names a spec may use (METHOD section 9).
    public enum Name: String, CaseIterable, Sendable {
        /// The plain network, and block matching of each channel by itself (`bm3d`) or of all together (`cbm3d`).
        case network, bm3d, cbm3d
        /// Zero-Shot Noise2Noise.
        case zeroShot = "zs-n2n"
        /// aSeqDIP.
        case autoencoding = "aseqdip"
        /// Self-Guided DIP.
        case selfGuided = "self-guided"
        /// Deep Random Projector.
        case randomProjector = "drp"
        /// Double over-parametrisation.
        case doubleOverparametrized = "dop"
        /// DIP-SURE.
        case unbiasedRisk = "dip-sure"
        /// A program from outside.
        case external
    }

    /// The name in a spec; options are no part of it, but for the channels of block matching.
    public var name: Name {
        switch self {
        case .network: .network
        case .blockMatching(let settings, _): settings.channels == .separate ? .bm3d : .cbm3d
        case .zeroShot: .zeroShot
        case .autoencoding: .autoencoding
        case .selfGuided: .selfGuided
        case .randomProjector: .randomProjector
        case .doubleOverparametrized: .doubleOverparametrized
        case .unbiasedRisk: .unbiasedRisk
        case .external: .external
        }
    }

    /// Whether there is one output and no curve.
    public var givesOneOutput: Bool {
        switch self {
        case .blockMatching, .external: true
        default: false
        }
    }

    /// Whether the network is the method's own.
    public var hasOwnNetwork: Bool {
        switch self {
        case .zeroShot, .randomProjector: true
        default: givesOneOutput
        }
    }

    /// Whether the network input is the method's own; it then gets no noise from outside.
    public var hasOwnInput: Bool {
        switch self {
        case .autoencoding, .selfGuided, .unbiasedRisk: true
        default: hasOwnNetwork
        }
    }

    /// Whether the loss has other terms than the mean squared error, which is then recorded by itself.
    var hasSeveralTerms: Bool {
        switch self {
        case .zeroShot, .autoencoding, .selfGuided, .randomProjector, .unbiasedRisk: true
        default: false
        }
    }

    /// Why the method is not for a task, as the end of a sentence; nil where it is.
    public func objection(to task: RestorationTask) -> String? {
        switch self {
        case .network: return nil
        case .external: if case .reconstruct = task { return "for plain reconstruction: there is nothing to restore" }
        case .blockMatching(_, let sigma):
            switch task {
            case .denoise: return nil
            case .poisson, .impulse, .deblock:
                return sigma == nil
                    ? "for task '\(task.name.rawValue)' without 'sigma', the deviation that it takes the noise to have"
                    : nil
            default: return "for task '\(task.name.rawValue)': it removes noise only"
            }
        case .zeroShot:
            switch task {
            case .denoise, .poisson: return nil
            default:
                return "for task '\(task.name.rawValue)': it needs noise of mean 0 that differs from sample to sample "
                    + "(denoise, poisson)"
            }
        case .doubleOverparametrized:
            if case .impulse = task { return nil }
            return "for task '\(task.name.rawValue)': it is defined for impulse noise"
        case .unbiasedRisk:
            if case .denoise = task { return nil }
            return "for task '\(task.name.rawValue)': it needs Gaussian noise of a known deviation (denoise)"
        case .autoencoding, .selfGuided, .randomProjector:
            switch task {
            case .denoise, .poisson, .impulse, .deblock, .inpaint, .inpaintRegion: return nil
            case .superResolve where name != .autoencoding: return nil
            default: return "defined for task '\(task.name.rawValue)'"
            }
        }
        return nil
    }
}

extension RestorationTask {
    /// The name in a spec; options are no part of it.
    public var name: Name {
        switch self {
        case .denoise: .denoise
        case .poisson: .poisson
        case .impulse: .impulse
        case .deblock: .deblock
        case .inpaint, .inpaintRegion: .inpaint
        case .superResolve: .superResolve
        case .enhance: .enhance
        case .reconstruct: .reconstruct
        }
    }
}
