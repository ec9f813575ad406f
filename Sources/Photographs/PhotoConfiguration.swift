import Architectures
import Kernels
import Restoration

/// The configuration of the fit of a photograph's tile.
enum PhotoConfiguration {
    static func make(_ request: PhotoRequest, estimate: PhotoEstimate, settings: PhotoSettings) -> FitConfiguration {
        let standards = FitStandards(.decoder)
        return FitConfiguration(
            task: task(request, estimate: estimate, settings: settings),
            architecture: .decoder(DecoderOptions(lipschitz: settings.lipschitz)),
            input: standards.input, inputNoise: standards.inputNoise, learningRate: standards.learningRate,
            ema: settings.ema, seed: request.seed,
            iterations: settings.iterations, bandGeometry: .isotropic, padsImage: request.scale == 1,
            stop: settings.stop.ofFit)
    }

    private static func task(_ request: PhotoRequest, estimate: PhotoEstimate, settings: PhotoSettings)
        -> RestorationTask
    {
        switch request.task {
        case .denoise: .denoise(sigma: settings.sigma ?? 0)
        // Only names the task: a photograph is compressed already.
        case .deblock: .deblock(quality: estimate.jpegQuality ?? 50)
        case .inpaint: .inpaintRegion(mask: request.mask ?? "")
        case .superResolve: .superResolve(Downsampling(factor: request.factor))
        case .enhance: .enhance(.published)
        }
    }
}
