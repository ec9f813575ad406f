import Foundation
import Restoration

/// What is chosen where a user says nothing.
enum PhotoDefaults {
    private static let ceilings = 0.7...3.0
    /// Below this an estimate says that there is hardly any noise.
    private static let smallestSigma = 0.5

    /// The ceiling lambda: the published 1.4 at sigma 25, a little less for more noise, a little more for less. Of 1, 1.4 and 2 the published one did
    /// best on two photographs of 128 x 128 at sigma 10 and at sigma 25, where 1 left out detail; hence the small exponent. Deblocking, inpainting
    /// and enhancement as published (METHOD section 5); super-resolution has no noise to fit.
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

    /// Where the noise is known, what is left of it tells when to stop. Blocks have no such level, so that the paper's rule is left. Where nothing
    /// is to be taken away, a fit only gets better but for collapses, which `SettledAverage` answers.
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
