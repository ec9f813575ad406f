import Architectures
import Foundation
import Imaging
import Kernels
import Restoration

/// The settings of a restoration: those requested, and defaults from the estimates for the others.
///
/// The network is the paper's decoder with bilinear upsampling.
package struct PhotoSettings: Equatable, Sendable {
    /// Ceiling of the spectral norms; nil for a network without control.
    package let lipschitz: Double?
    /// Maximum number of training steps per tile.
    package let iterations: Int
    package let stop: PhotoStop
    /// Standard deviation of the noise in 8-bit units; nil if the task does not use it.
    package let sigma: Double?
    /// Decay of the moving average of outputs, which is the result; nil if the last output is the result.
    package let ema: Double?

    init(_ request: PhotoRequest, estimate: PhotoEstimate) {
        let sigma = request.sigma ?? estimate.sigma
        self.sigma = request.task == .denoise ? sigma : nil
        let ceiling = request.lipschitz ?? PhotoDefaults.ceiling(request.task, sigma: sigma)
        lipschitz = ceiling > 0 ? ceiling : nil
        iterations = request.iterations ?? PhotoDefaults.iterations(request.task, isPreview: request.previewSide != nil)
        stop = PhotoDefaults.stop(request.stop ?? PhotoDefaults.stopName(request.task, sigma: sigma), sigma: sigma)
        ema = request.task == .enhance ? nil : 0.99
    }
}

/// The settings that are used where the user gives none.
enum PhotoDefaults {
    private static let ceilings = 0.7...3.0
    /// An estimated sigma below this means that there is hardly any noise.
    static let smallestSigma = 0.5

    /// The ceiling lambda of the spectral norms: for denoising 1.4 (25 / sigma)^0.2, which is the published 1.4 at sigma 25. Of 1, 1.4 and 2, 1.4
    /// was best on two photographs of 128 x 128 at sigma 10 and at sigma 25, where 1 lost detail; hence the small exponent. Deblocking,
    /// inpainting and enhancement as published (METHOD section 5); super-resolution has no noise to fit.
    static func ceiling(_ task: PhotoTask, sigma: Double?) -> Double {
        switch task {
        case .denoise:
            min(max(1.4 * pow(25 / max(sigma ?? 25, smallestSigma), 0.2), ceilings.lowerBound), ceilings.upperBound)
        case .deblock: 1.4
        case .inpaint: 1.6
        case .superResolve: 2
        case .enhance: 1
        }
    }

    static func iterations(_ task: PhotoTask, isPreview: Bool) -> Int {
        switch task {
        case .enhance: 100
        case .denoise, .deblock: isPreview ? 800 : 3000
        case .inpaint, .superResolve: isPreview ? 600 : 2000
        }
    }

    /// The stopping rule of a task: the loss target if the noise level is known. Compression blocks have no such level, so the paper's rule is
    /// used. Where nothing is to be removed, a fit only improves, apart from collapses, which `SettledAverage` handles.
    static func stopName(_ task: PhotoTask, sigma: Double?) -> PhotoStop.Name {
        switch task {
        case .denoise: sigma.map { $0 >= smallestSigma } ?? false ? .lossTarget : .ratio
        case .deblock: .ratio
        case .inpaint, .superResolve, .enhance: .never
        }
    }

    static func stop(_ name: PhotoStop.Name, sigma: Double?) -> PhotoStop {
        switch name {
        case .never: .never
        case .ratio: .rule(.ratio())
        case .windowedVariance: .rule(.windowedVariance())
        case .exponentialVariance: .rule(.exponentialVariance())
        case .lossTarget: .averageTarget(sigma: max(sigma ?? 0, smallestSigma))
        }
    }
}

/// Estimates of a photograph's degradation, measured on the whole photograph.
package struct PhotoEstimate: Equatable, Codable, Sendable {
    /// Standard deviation of its noise in 8-bit units (`NoiseEstimate`); nil if the photograph is too small to estimate it.
    package let sigma: Double?
    /// The strength of compression blocks, 1 for none (`Blockiness`).
    package let blockiness: Double?
    /// The quality of the JPEG file that it was read from, 1 to 100; nil for other formats.
    package let jpegQuality: Int?

    package init(_ photograph: Photograph) {
        sigma = NoiseEstimate.sigma(of: photograph.image)
        blockiness = Blockiness.ratio(of: photograph.image)
        jpegQuality = photograph.jpegQuality
    }

    enum CodingKeys: String, CodingKey {
        case sigma, blockiness, jpegQuality = "jpeg_quality"
    }
}

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
