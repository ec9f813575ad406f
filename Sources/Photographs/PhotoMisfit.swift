import Imaging
import Restoration

/// How far a restored tile is from the photograph, and how far it should be: mean squared errors of samples in 0...1.
struct PhotoMisfit: Equatable {
    let loss: Double?
    /// The error that the degradation makes; nil if that is unknown.
    let target: Double?
}

extension PhotoMisfit {
    /// - Parameter trainingLoss: the last recorded loss, for tasks whose picture differs from the photograph by more than a degradation.
    init(_ plan: PhotoPlan, picture: Image, trainingLoss: Double?, of index: Int) {
        guard plan.request.task == .denoise || plan.request.task == .deblock else {
            (loss, target) = (trainingLoss, nil)
            return
        }
        loss = ImageMetrics.meanSquaredError(picture, plan.grid.cut(index, from: plan.photograph.image))
        target = plan.noise.map { ClippedNoise(sigma: $0).meanSquare(over: picture) } ?? plan.compressionError(picture)
    }
}

extension PhotoPlan {
    /// The noise that is to be removed, in 8-bit units; nil if the task removes none or it is not known.
    fileprivate var noise: Double? {
        if case .averageTarget(let sigma) = settings.stop { return sigma }
        return settings.sigma.flatMap { $0 >= PhotoDefaults.smallestSigma ? $0 : nil }
    }

    /// What a JPEG of the photograph's quality makes of the picture.
    fileprivate func compressionError(_ picture: Image) -> Double? {
        guard request.task == .deblock, let quality = estimate.jpegQuality,
            let bytes = try? JPEGFile.encode(picture, quality: quality, path: request.path),
            let compressed = try? JPEGFile.decode(bytes, path: request.path)
        else { return nil }
        return ImageMetrics.meanSquaredError(picture, compressed.image)
    }
}
