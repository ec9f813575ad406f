import Imaging
import Kernels
import Restoration

/// The key `task`: what degrades the image, e.g. `{denoise: {sigma: 25}}` or `{inpaint: {bernoulli: 0.5}}` (METHOD
/// section 5).
enum TaskKeys {
    typealias Name = RestorationTask.Name

    static let choice = Choice<RestorationTask> {
        Alternative(Name.denoise, "Additive Gaussian noise.", example: "{sigma: 15}", method: "5", denoise) {
            options, _ in
            .denoise(sigma: options.sigma)
        } from: {
            if case .denoise(let sigma) = $0 { Denoise(sigma: sigma) } else { nil }
        }
        Alternative(Name.poisson, "Poisson noise (shot noise).", example: "{peak: 10}", method: "5", poisson) {
            options, _ in
            .poisson(peak: options.peak)
        } from: {
            if case .poisson(let peak) = $0 { Poisson(peak: peak) } else { nil }
        }
        Alternative(Name.impulse, "Salt-and-pepper noise.", example: "{fraction: 0.2}", method: "5", impulse) {
            options, _ in
            .impulse(fraction: options.fraction)
        } from: {
            if case .impulse(let fraction) = $0 { Impulse(fraction: fraction) } else { nil }
        }
        Alternative(Name.deblock, "Compression as a baseline JPEG.", example: "{quality: 20}", method: "5", deblock) {
            options, _ in
            .deblock(quality: options.quality)
        } from: {
            if case .deblock(let quality) = $0 { Deblock(quality: quality) } else { nil }
        }
        Alternative(Name.inpaint, "Missing samples.", example: "{bernoulli: 0.5}", method: "5", inpaint) {
            options, site in
            try inpainting(options, site)
        } from: { task in
            switch task {
            case .inpaint(let keep): Inpaint(bernoulli: keep)
            case .inpaintRegion(let mask): Inpaint(bernoulli: nil, mask: mask)
            default: nil
            }
        }
        Alternative(
            Name.superResolve, "Downsampling.", example: "{factor: 8}", method: "5", superResolve
        ) { options, _ in
            .superResolve(Downsampling(factor: options.factor, kernel: options.kernel))
        } from: {
            if case .superResolve(let down) = $0 { SuperResolve(factor: down.factor, kernel: down.kernel) } else { nil }
        }
        Alternative(
            Name.enhance, "No degradation: details that the network has not fitted yet are added to the image.",
            example: "{detail: signed}",
            method: "5", enhance
        ) { options, _ in
            .enhance(options.detail)
        } from: {
            if case .enhance(let detail) = $0 { Enhance(detail: detail) } else { nil }
        }
        Alternative(
            Name.reconstruct, "No degradation: shows how fast a target is fitted.", example: "{target: shuffled}",
            method: "5",
            reconstruct
        ) { options, site in
            .reconstruct(try target(options, site))
        } from: { task in
            switch task {
            case .reconstruct(.image): Reconstruct(target: .image)
            case .reconstruct(.noisy(let sigma)): Reconstruct(target: .noisy, sigma: sigma)
            case .reconstruct(.shuffled): Reconstruct(target: .shuffled)
            case .reconstruct(.whiteNoise): Reconstruct(target: .whiteNoise)
            default: nil
            }
        }
    }

    private struct Denoise { var sigma = 25.0 }

    private static let denoise = Block(Denoise()) {
        Key(
            "sigma", \.sigma, .number(.above(0).atMost(255)), "Standard deviation of the noise.", unit: "of 255",
            example: "50", method: "5")
    }

    private struct Poisson { var peak = 30.0 }

    private static let poisson = Block(Poisson()) {
        Key(
            "peak", \.peak, .number(.above(0).atMost(1e6)), "Expected number of photons where the image is white.",
            example: "10",
            method: "5")
    }

    private struct Impulse { var fraction = 0.1 }

    private static let impulse = Block(Impulse()) {
        Key(
            "fraction", \.fraction, .number(.above(0).below(1)), "Fraction of the samples that is replaced.",
            example: "0.2", method: "5")
    }

    private struct Deblock { var quality = 10 }

    private static let deblock = Block(Deblock()) {
        Key(
            "quality", \.quality, .integer(JPEGFile.qualities), "Quality of the JPEG on libjpeg's scale.",
            example: "20", method: "5")
    }

    private struct Inpaint {
        var bernoulli: Double? = 0.5
        var mask: String?
    }

    private static let inpaint = Block(Inpaint()) {
        Key(
            "bernoulli", \.bernoulli, Form<Double>.number(.above(0).below(1)).optional,
            "Fraction of the samples that is kept; the mask is drawn with the run's seed.",
            example: "0.25", method: "5")
        Key(
            "mask", \.mask, Form<String>.path.optional,
            "An image whose black regions are missing, relative to the spec's folder; instead of `bernoulli`.",
            example: "hole.png", method: "5")
    }

    private static func inpainting(_ options: Inpaint, _ site: Alternative<RestorationTask>.Site) throws
        -> RestorationTask
    {
        guard let mask = options.mask else { return .inpaint(keep: options.bernoulli!) }
        if site.given["bernoulli"] != nil {
            throw SpecError(site.given["mask"]!.place, "'inpaint' takes either 'bernoulli' or 'mask', not both")
        }
        return .inpaintRegion(mask: mask)
    }

    private struct SuperResolve {
        var factor = 4
        var kernel = DownsamplingKernel.lanczos2
    }

    private static let superResolve = Block(SuperResolve()) {
        Key(
            "factor", \.factor, .one(of: [2, 4, 8]), "The factor by which the sides are reduced.", example: "8",
            method: "5")
        Key("kernel", \.kernel, .name, "The downsampling filter.", example: "lanczos3", method: "5")
    }

    private struct Enhance { var detail = DetailEnhancement.published }

    private static let enhance = Block(Enhance()) {
        Key("detail", \.detail, .name, "The part of the detail that is added.", example: "signed", method: "5")
    }

    private struct Reconstruct {
        var target = ReconstructionTarget.Name.image
        var sigma: Double?
    }

    private static let reconstruct = Block(Reconstruct()) {
        Key("target", \.target, .name, "The target that is fitted.", example: "shuffled", method: "5")
        Key(
            "sigma", \.sigma, Form<Double>.number(.above(0).atMost(255)).optional,
            "Standard deviation of the noise of target `noisy`.", unit: "of 255",
            default: "25", example: "50", method: "5")
    }

    private static func target(_ options: Reconstruct, _ site: Alternative<RestorationTask>.Site) throws
        -> ReconstructionTarget
    {
        if let sigma = site.given["sigma"], options.target != .noisy {
            throw SpecError(sigma.place, "'sigma' is for target 'noisy' only, not for '\(options.target.rawValue)'")
        }
        switch options.target {
        case .image: return .image
        case .noisy: return .noisy(sigma: options.sigma ?? 25)
        case .shuffled: return .shuffled
        case .whiteNoise: return .whiteNoise
        }
    }
}
