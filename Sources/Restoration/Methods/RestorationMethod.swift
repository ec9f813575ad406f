import BlockMatching

/// How an image is restored: by a network that is fitted to it, or as one of the baselines does it (METHOD section 9).
public enum RestorationMethod: Equatable, Sendable {
    /// The Deep Image Prior: one network is fitted to the degraded image.
    case network
    /// Block matching, of which there is one output and no curve. `sigma` is the noise's deviation in 8-bit units where the task does not
    /// say it.
    case blockMatching(BlockMatchingSettings, sigma: Double?)
    case zeroShot
    case autoencoding(AutoencodingOptions)
    case selfGuided(SelfGuidedOptions)
    case randomProjector(RandomProjectorOptions)
    case doubleOverparametrized(DoubleOverparametrizationOptions)
    case unbiasedRisk(UnbiasedRiskOptions)
    /// A program from outside, of whose output image there is one.
    case external(ExternalProgram)

    /// The names a spec may use.
    public enum Name: String, CaseIterable, Sendable {
        case network, bm3d, cbm3d
        case zeroShot = "zs-n2n"
        case autoencoding = "aseqdip"
        case selfGuided = "self-guided"
        case randomProjector = "drp"
        case doubleOverparametrized = "dop"
        case unbiasedRisk = "dip-sure"
        case external
    }

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
