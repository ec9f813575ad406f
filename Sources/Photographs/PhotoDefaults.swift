import Foundation
import Restoration

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
