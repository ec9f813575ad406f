import Restoration

extension StoppingRule.Name: Explained {
    var explanation: String {
        switch self {
        case .ratio: "the ratio of blur and sharpness has become steady (the paper's rule)"
        case .windowedVariance: "the variance of the last outputs was least (ES-WMV)"
        case .exponentialVariance: "the exponentially weighted variance of outputs was least (ES-EMV)"
        case .lossTarget: "the loss has come down to the variance of the noise (discrepancy principle)"
        case .oracle: "the output closest to the clean image, known afterwards: a monitor only"
        case .fixed: "a given iteration"
        }
    }
}
