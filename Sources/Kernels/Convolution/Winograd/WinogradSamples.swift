/// What the pipeline makes of the samples of a map as it reads them.
enum WinogradReading {
    case plain
    case activated(PendingActivation)
    /// A gradient whose mean over the map is still to be taken off: x + offset[c]; zeros beyond the border stay zeros.
    case shifted(offset: UnsafePointer<Float>)
}

/// What becomes of a sample when it leaves the frequency domain.
enum WinogradFinish {
    /// Stored, plus a bias.
    case bias(UnsafePointer<Float>?)
    /// Stored, and summed over each block of tiles: `sums` is blocks x channels.
    case summed(UnsafeMutablePointer<Float>)
    /// A gradient with respect to activations: made one with respect to the samples that it overwrites, and summed likewise.
    case activationGradient(ActivationGradient)
}
