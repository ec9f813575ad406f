import Foundation

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
