import Foundation
import Networks

/// Undoes a step after which the fit has collapsed (METHOD section 5, `backtrack`).
///
/// The PSNR is over the observed samples, as the loss is: over the whole image, the half that an inpainting mask hides would outweigh
/// any collapse of the known half.
struct Backtracking {
    /// Parameters whose output was accepted, and its PSNR.
    struct Accepted: Equatable {
        var parameters: [Float]
        /// Its PSNR to the observed samples, in dB.
        var psnr: Double
    }

    /// The fall in dB that is not accepted.
    let threshold: Double
    var accepted: Accepted?
    /// The parameters before the present step.
    private var present: [Float]?

    init(threshold: Double) { self.threshold = threshold }

    /// Keeps the parameters from which the next step computes its output.
    mutating func willStep(_ session: any TrainingSession) throws {
        present = try session.snapshot().parameters
    }

    /// Restores the previous iterate's parameters if this one's output fell too far; the optimiser's moments stay as they are.
    mutating func didStep(_ session: any TrainingSession, dataLoss: Double) throws {
        guard let present else { return }
        let psnr = -10 * log10(dataLoss)
        if let accepted, psnr < accepted.psnr - threshold {
            var state = try session.snapshot()
            state.parameters = accepted.parameters
            try session.restore(state)
        } else {
            accepted = Accepted(parameters: present, psnr: psnr)
        }
        self.present = nil
    }
}
