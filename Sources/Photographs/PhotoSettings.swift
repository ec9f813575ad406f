import Foundation

/// The settings of a restoration: those requested, and defaults from the estimates for the others.
///
/// The network is the paper's decoder with bilinear upsampling.
public struct PhotoSettings: Equatable, Sendable {
    /// Ceiling of the spectral norms; nil for a network without control.
    public let lipschitz: Double?
    /// Maximum number of training steps per tile.
    public let iterations: Int
    public let stop: PhotoStop
    /// Standard deviation of the noise in 8-bit units; nil if the task does not use it.
    public let sigma: Double?
    /// Decay of the moving average of outputs, which is the result; nil if the last output is the result.
    public let ema: Double?

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
