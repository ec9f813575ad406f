import Networks

/// Takes back a step after which the output's PSNR to the degraded image has collapsed (METHOD section 5, `backtrack`).
struct Backtracking {
    /// The fall in dB that is not accepted.
    let threshold: Double
    private var present: TrainingState?
    private var accepted: TrainingState?
    private var acceptedPSNR: Double?

    init(threshold: Double) { self.threshold = threshold }

    /// Keeps the parameters that the coming step's output is made of.
    mutating func willStep(_ session: any TrainingSession) {
        present = session.snapshot()
    }

    /// Restores the previous iterate's parameters if this one's output fell too far; the optimiser's moments stay as they are.
    mutating func didStep(_ session: any TrainingSession, psnrDegraded: Double?) {
        guard let present, let psnr = psnrDegraded else { return }
        if let acceptedPSNR, let accepted, psnr < acceptedPSNR - threshold {
            var state = session.snapshot()
            state.parameters = accepted.parameters
            session.restore(state)
        } else {
            accepted = present
            acceptedPSNR = psnr
        }
    }
}
