import Imaging
import Kernels
import Restoration

/// The key `task`: what degrades the image, e.g. `{denoise: {sigma: 25}}` or `{inpaint: {bernoulli: 0.5}}` (METHOD section 5).
enum TaskForm {
    /// `specFolder` is where a mask file is looked for.
    static func read(_ node: SpecNode?, specFolder: String) throws -> RestorationTask {
        guard let node else { return .denoise(sigma: 25) }
        let (name, options) = try node.alternative("task", RestorationTask.Name.self)
        switch name {
        case .denoise:
            let entries = try options?.mapping("denoise", allowed: ["sigma"]) ?? []
            return .denoise(sigma: try entries.value("sigma")?.number("sigma", .above(0).atMost(255)) ?? 25)
        case .poisson:
            let entries = try options?.mapping("poisson", allowed: ["peak"]) ?? []
            return .poisson(peak: try entries.value("peak")?.number("peak", .above(0).atMost(1e6)) ?? 30)
        case .impulse:
            let entries = try options?.mapping("impulse", allowed: ["fraction"]) ?? []
            return .impulse(fraction: try entries.value("fraction")?.number("fraction", .above(0).below(1)) ?? 0.1)
        case .deblock:
            let entries = try options?.mapping("deblock", allowed: ["quality"]) ?? []
            return .deblock(quality: try entries.value("quality")?.integer("quality", JPEGFile.qualities) ?? 10)
        case .inpaint:
            let entries = try options?.mapping("inpaint", allowed: Vocabulary.inpaint) ?? []
            if let mask = entries.value("mask") {
                guard entries.count == 1 else {
                    throw SpecError(mask.place, "'inpaint' takes either 'bernoulli' or 'mask', not both")
                }
                return .inpaintRegion(mask: FilePath.absolute(try mask.text("mask"), from: specFolder))
            }
            return .inpaint(keep: try entries.value("bernoulli")?.number("bernoulli", .above(0).below(1)) ?? 0.5)
        case .superResolve:
            return .superResolve(try readDownsampling(options))
        case .enhance:
            let entries = try options?.mapping("enhance", allowed: ["detail"]) ?? []
            return .enhance(try entries.value("detail")?.choice("detail", DetailEnhancement.self) ?? .published)
        case .reconstruct:
            return .reconstruct(try readTarget(options))
        }
    }

    private static func readDownsampling(_ options: SpecNode?) throws -> Downsampling {
        let entries = try options?.mapping("super-resolve", allowed: Vocabulary.superResolve) ?? []
        let kernel = try entries.value("kernel")?.choice("kernel", DownsamplingKernel.self) ?? .lanczos2
        guard let node = entries.value("factor") else { return Downsampling(factor: 4, kernel: kernel) }
        guard case .scalar(let text, true) = node.content, let factor = Int(text), [2, 4, 8].contains(factor) else {
            throw node.mismatch("factor", "2, 4 or 8")
        }
        return Downsampling(factor: factor, kernel: kernel)
    }

    private static func readTarget(_ options: SpecNode?) throws -> ReconstructionTarget {
        let entries = try options?.mapping("reconstruct", allowed: Vocabulary.reconstruct) ?? []
        let target = try entries.value("target")?.choice("target", ReconstructionTarget.Name.self) ?? .image
        let sigma = entries.value("sigma")
        if let sigma, target != .noisy {
            throw SpecError(sigma.place, "'sigma' is for target 'noisy' only, not for '\(target.rawValue)'")
        }
        switch target {
        case .image: return .image
        case .noisy: return .noisy(sigma: try sigma?.number("sigma", .above(0).atMost(255)) ?? 25)
        case .shuffled: return .shuffled
        case .whiteNoise: return .whiteNoise
        }
    }

    /// The canonical text; `fullPaths` is off where it must not depend on where files lie.
    static func text(_ task: RestorationTask, fullPaths: Bool) -> String {
        switch task {
        case .denoise(let sigma): "{denoise: {sigma: \(CanonicalText.number(sigma))}}"
        case .poisson(let peak): "{poisson: {peak: \(CanonicalText.number(peak))}}"
        case .impulse(let fraction): "{impulse: {fraction: \(CanonicalText.number(fraction))}}"
        case .deblock(let quality): "{deblock: {quality: \(quality)}}"
        case .inpaint(let keep): "{inpaint: {bernoulli: \(CanonicalText.number(keep))}}"
        case .inpaintRegion(let mask): "{inpaint: {mask: \(CanonicalText.scalar(fullPaths ? mask : FilePath.name(mask)))}}"
        case .superResolve(let down): "{super-resolve: {factor: \(down.factor), kernel: \(down.kernel.rawValue)}}"
        case .enhance(let detail): "{enhance: {detail: \(detail.rawValue)}}"
        case .reconstruct(.image): "{reconstruct: {target: image}}"
        case .reconstruct(.noisy(let sigma)): "{reconstruct: {target: noisy, sigma: \(CanonicalText.number(sigma))}}"
        case .reconstruct(.shuffled): "{reconstruct: {target: shuffled}}"
        case .reconstruct(.whiteNoise): "{reconstruct: {target: white-noise}}"
        }
    }
}

extension [SpecNode.Entry] {
    /// The value of a key; nil when it was left out.
    func value(_ key: String) -> SpecNode? {
        first { $0.key == key }?.value
    }
}
