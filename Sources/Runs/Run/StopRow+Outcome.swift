import Records
import Restoration
import Specs
import Wording

extension StopRow {
    /// The row of a stopping rule in `stops.csv`.
    init(_ stop: StopOutcome) {
        self.init(
            rule: stop.rule.name.rawValue, parameters: StoppingKeys.parameters(stop.rule),
            iteration: stop.chosen?.iteration,
            decidedAt: stop.decidedAt, psnr: stop.chosen?.psnr, ssim: stop.ssim, gap: stop.gap,
            outputPSNR: stop.chosen?.outputPSNR)
    }
}

extension ExperimentSpec {
    /// The names of the rules whose choice in `stops.csv` comes from an earlier version of the rule.
    ///
    /// The choice of a rule that only monitors a run affects neither the training nor the run's key.
    package func outdatedRules(in rows: [StopRow]) -> [String] {
        let outdated = fit.monitors.filter { rule in
            let parameters = StoppingKeys.parameters(rule)
            return rows.contains { $0.rule == rule.name.rawValue }
                && !rows.contains { $0.rule == rule.name.rawValue && $0.parameters == parameters }
        }
        return outdated.map(\.name.rawValue).distinct
    }

    /// The rows of `stops.csv` with the choices of `outdatedRules`: those with parameters that no rule of the spec has.
    package func outdatedStops(in rows: [StopRow]) -> [StopRow] {
        let names = outdatedRules(in: rows), rules = fit.monitors + [fit.stop].compactMap(\.self)
        return rows.filter { row in
            names.contains(row.rule)
                && !rules.contains { $0.name.rawValue == row.rule && StoppingKeys.parameters($0) == row.parameters }
        }
    }
}
