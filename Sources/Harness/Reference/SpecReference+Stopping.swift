import Restoration

extension SpecReference {
    /// Stopping rules.
    static let stopping = [
        SpecKey("monitors", "Stopping rules that follow the run without ending it, each as `stop` has them, or `oracle`: what each would have chosen is "
                + "written to `stops.csv`.", .stoppingRules, default: "[]", example: "[ratio, {es-wmv: {window: 50}}, oracle]", section: "7"),
        SpecKey("stop", "The stopping rule that ends the run; the output it chooses is kept as `stopped.png`.", .choice, default: "none",
                example: "ratio", section: "7"),
        SpecKey("stop.ratio", "The ratio of blur and sharpness has become steady (the paper's rule).", .options(alone: true), example: "{windows: equal}",
                section: "7"),
        SpecKey("stop.ratio.window", "Iterations of each of the two windows that are compared.", .integer(StoppingForm.windows), unit: "iterations",
                default: "100", example: "50", section: "7"),
        SpecKey("stop.ratio.windows", "The newer window as the published program has it, one shorter, or of equal length.",
                .names(RatioWindows.allCases.map(\.rawValue)), default: "published", example: "equal", section: "7"),
        SpecKey("stop.ratio.threshold", "The difference of the windows' means below which the ratio is steady.", .number(.above(0)), default: "0.01",
                example: "0.005", section: "7"),
        SpecKey("stop.es-wmv", "The variance of the last outputs was least (ES-WMV).", .options(alone: true), example: "{window: 50}", section: "7"),
        SpecKey("stop.es-wmv.window", "Outputs that the variance is of.", .integer(StoppingForm.windows), unit: "iterations", default: "100",
                example: "50", section: "7"),
        SpecKey("stop.es-wmv.patience", "Iterations without a new minimum that end the search.", .integer(StoppingForm.patiences), unit: "iterations",
                default: "1000", example: "500", section: "7"),
        SpecKey("stop.es-wmv.min_start", "The first iteration that may be the minimum; patience counts from there on.", .integer(StoppingForm.starts),
                unit: "iterations", default: "0", example: "1500", section: "7"),
        SpecKey("stop.es-emv", "The exponentially weighted variance of outputs was least (ES-EMV); their average is chosen.", .options(alone: true), example: "{patience: 500}",
                section: "7"),
        SpecKey("stop.es-emv.alpha", "Weight of the newest output.", .number(.above(0).below(1)), default: "0.1", example: "0.05", section: "7"),
        SpecKey("stop.es-emv.patience", "Iterations without a new minimum that end the search.", .integer(StoppingForm.patiences), unit: "iterations",
                default: "1000", example: "500", section: "7"),
        SpecKey("stop.es-emv.min_start", "The first iteration that may be the minimum; patience counts from there on.", .integer(StoppingForm.starts),
                unit: "iterations", default: "\(StoppingRule.exponentialStart)", example: "1500", section: "7"),
        SpecKey("stop.loss-target", "The loss has come down to the variance of the noise (the discrepancy principle).", .options(alone: true),
                example: "{sigma: 10}", section: "7"),
        SpecKey("stop.loss-target.sigma", "Standard deviation of the noise.", .number(.above(0).atMost(255)), unit: "of 255",
                defaultWords: "that of the task `denoise`", example: "10", section: "7"),
        SpecKey("stop.fixed", "A given iteration.", .options(alone: false), example: "{iteration: 1800}", section: "7"),
        SpecKey("stop.fixed.iteration", "The iteration.", .integer(0...Int.max), example: "1800", section: "7"),
        SpecKey("stop.none", "No rule ends the run.", .name, example: "none"),
    ]
}
