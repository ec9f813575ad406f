import Records
import Restoration

extension StopRow {
    /// What `stops.csv` says of a rule.
    init(_ stop: StopOutcome) {
        self.init(rule: stop.rule.name.rawValue, parameters: StoppingForm.parameters(stop.rule), iteration: stop.chosen?.iteration,
                  knownAt: stop.knownAt, psnr: stop.chosen?.psnr, ssim: stop.ssim, gap: stop.gap)
    }
}
