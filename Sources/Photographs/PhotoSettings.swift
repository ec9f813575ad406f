import Foundation

/// How a photograph is restored: what was asked for, and what its estimates suggest where nothing was.
///
/// The network is the paper's decoder with bilinear upsampling.
public struct PhotoSettings: Equatable, Sendable {
    /// Ceiling of the spectral norms; nil for a network without control.
    public let lipschitz: Double?
    /// At most.
    public let iterations: Int
    public let stop: PhotoStop
    /// Of the noise, in 8-bit units; nil where it matters to nothing that is done.
    public let sigma: Double?
    /// Decay of the moving average of outputs that is the result; nil where the last output is.
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
