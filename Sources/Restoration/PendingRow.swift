import Dispatch
import Imaging
import Spectra

/// A row whose output is measured on a thread of its own, while the network is trained on elsewhere.
final class PendingRow: @unchecked Sendable {
    let iteration: Int
    let loss: Double, dataLoss: Double
    /// Training so far.
    let seconds: Double
    let output: Image
    private let done = DispatchSemaphore(value: 0)
    private var measured: MetricValues?

    /// Begins measuring; `measures` must not be used otherwise until `wait` has returned.
    init(iteration: Int, loss: Double, dataLoss: Double, seconds: Double, output: Image, measures: MetricSet) {
        self.iteration = iteration
        self.loss = loss
        self.dataLoss = dataLoss
        self.seconds = seconds
        self.output = output
        nonisolated(unsafe) let measures = measures
        DispatchQueue.global(qos: .userInitiated).async { [self] in
            measured = measures.measure(output)
            done.signal()
        }
    }

    /// The measures, once they are there; called once.
    func wait() -> MetricValues {
        done.wait()
        return measured!
    }
}
