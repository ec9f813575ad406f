import Restoration

/// The keys `monitors` and `stop`: stopping rules such as `ratio` or `{es-wmv: {window: 50}}` (METHOD section 7).
package enum StoppingKeys {
    typealias Name = StoppingRule.Name

    /// The rules that `monitors` may list; some take the noise level from `task`.
    static func monitors(_ task: RestorationTask) -> Form<[StoppingRule]> {
        let choice = monitor(task)
        return Form(.stoppingRules(others: [Name.oracle.rawValue])) { node, key, _ in
            guard node.items?.isEmpty != true else { return [] }
            var mistakes = Mistakes(), rules: [StoppingRule] = []
            for item in try node.list(key, orSingle: true) {
                mistakes.attempt {
                    let rule = try choice.read(item, key, nil)
                    guard !rules.contains(rule) else {
                        throw SpecError(item.place, "'\(key)' lists \(choice.text(rule)) twice")
                    }
                    rules.append(rule)
                }
            }
            try mistakes.end()
            return rules
        } text: {
            CanonicalText.list($0.map(choice.text))
        }
    }

    /// The rule that ends a run; nil for none.
    static func stop(_ task: RestorationTask) -> Form<StoppingRule?> {
        let form = Choice(
            rules(task, endsRun: true).map(\.optional) + [Alternative(NoRule.none, nil, "No rule ends the run.")]
        ).form
        return Form(form.allowed, below: form.below) { node, key, _ in
            guard node.scalarText != Name.oracle.rawValue, node.entries?.map(\.key) != [Name.oracle.rawValue] else {
                throw SpecError(
                    node.place,
                    "'\(key)' cannot be 'oracle', which knows the best iteration only afterwards; it can be a monitor")
            }
            return try form.read(node, key, nil)
        } text: {
            form.text($0)
        }
    }

    /// Throws when a rule is for another method than the run's.
    static func check(_ fit: FitConfiguration, given: Given) throws {
        try checkLoss(fit, given)
        guard fit.method.name != .unbiasedRisk, !fit.method.givesOneOutput else { return }
        for key in ["monitors", "stop"]
        where key == "stop" ? fit.stop == .zeroCrossing : fit.monitors.contains(.zeroCrossing) {
            guard let place = given[key]?.place else { continue }
            throw SpecError(
                place,
                "'\(key)': 'zcsc' is for method 'dip-sure'; the loss of method '\(fit.method.name.rawValue)' never falls "
                    + "below zero")
        }
    }

    /// Two rules take the loss for the distance of the output from the degraded image.
    private static func checkLoss(_ fit: FitConfiguration, _ given: Given) throws {
        guard [.zeroShot, .doubleOverparametrized].contains(fit.method.name) else { return }
        for (key, rules) in [("monitors", fit.monitors), ("stop", [fit.stop].compactMap(\.self))] {
            guard let place = given[key]?.place,
                let rule = rules.first(where: { [.lossTarget, .plateau].contains($0.name) })
            else { continue }
            throw SpecError(
                place,
                "'\(key)': '\(rule.name.rawValue)' takes the loss for the difference of output and degraded image, which it is "
                    + "not with method '\(fit.method.name.rawValue)'")
        }
    }

    private enum NoRule: String { case none }

    /// The text of a rule as a monitor: with every option but a `min_start` that is the usual one.
    ///
    /// That option is younger than the others. Left out, it lets earlier runs keep the keys that they have: what
    /// monitors choose changes nothing in their training, and `parameters` names the settings they used. The rule that
    /// ends a run is written with every option by which it may end it elsewhere.
    package static func text(_ rule: StoppingRule) -> String { monitor(.denoise(sigma: 0)).text(rule) }

    /// The options of a rule as `stops.csv` has them, e.g. `window=100 patience=1000`: those that tell what it chooses
    /// by.
    package static func parameters(_ rule: StoppingRule) -> String {
        Choice(rules(.denoise(sigma: 0), endsRun: true)).lines(rule).map { "\($0)=\($1)" }.joined(separator: " ")
    }

    private static func monitor(_ task: RestorationTask) -> Choice<StoppingRule> {
        Choice(
            rules(task, endsRun: false) + [
                Alternative(
                    Name.oracle, .oracle, "The output closest to the clean image, known only afterwards.", method: "7")
            ])
    }

    @ChoiceBuilder<StoppingRule>
    private static func rules(_ task: RestorationTask, endsRun: Bool) -> [Alternative<StoppingRule>] {
        Alternative(
            Name.ratio, "The ratio of blur to sharpness has become steady (the paper's rule).",
            example: "{windows: equal}", method: "7",
            ratio
        ) { options, _ in
            .ratio(window: options.window, windows: options.windows, threshold: options.threshold)
        } from: {
            if case .ratio(let window, let windows, let threshold) = $0 {
                Ratio(window: window, windows: windows, threshold: threshold)
            } else {
                nil
            }
        }
        Alternative(
            Name.windowedVariance, "The variance of the last outputs was smallest (ES-WMV).", example: "{window: 50}",
            method: "7",
            windowedVariance
        ) { options, _ in
            .windowedVariance(window: options.window, patience: options.patience, start: options.start)
        } from: { rule in
            if case .windowedVariance(let window, let patience, let start) = rule {
                WindowedVariance(window: window, patience: patience, start: start)
            } else {
                nil
            }
        }
        Alternative(
            Name.exponentialVariance,
            "The exponentially weighted variance of outputs was smallest (ES-EMV); their average is chosen.",
            example: "{patience: 500}", method: "7", exponentialVariance(writesUsualStart: endsRun)
        ) { options, _ in
            .exponentialVariance(decay: options.decay, patience: options.patience, start: options.start)
        } from: { rule in
            if case .exponentialVariance(let decay, let patience, let start) = rule {
                ExponentialVariance(decay: decay, patience: patience, start: start)
            } else {
                nil
            }
        }
        Alternative(
            Name.lossTarget, "The loss has fallen to the variance of the noise (the discrepancy principle).",
            example: "{sigma: 10}", method: "7",
            lossTarget
        ) { options, site in
            if let sigma = options.sigma { return .lossTarget(sigma: sigma) }
            guard case .denoise(let sigma) = task else {
                throw site.needs(
                    "loss-target",
                    "the standard deviation of the noise, such as {loss-target: {sigma: 10}}; only the task 'denoise' "
                        + "defines it"
                )
            }
            return .lossTarget(sigma: sigma)
        } from: {
            if case .lossTarget(let sigma) = $0 { LossTarget(sigma: sigma) } else { nil }
        }
        Alternative(
            Name.zeroCrossing, .zeroCrossing,
            "The loss of method `dip-sure` has fallen below zero (ZCSC).", method: "7")
        Alternative(
            Name.plateau, "The PSNR to the degraded image has not changed over a number of iterations.",
            example: "{window: 200}", method: "7", plateau
        ) { options, _ in
            .plateau(window: options.window, threshold: options.threshold)
        } from: {
            if case .plateau(let window, let threshold) = $0 {
                Plateau(window: window, threshold: threshold)
            } else {
                nil
            }
        }
        Alternative(Name.fixed, "A given iteration.", example: "{iteration: 1800}", method: "7", isNeeded: true, fixed)
        { options, site in
            guard let iteration = options.iteration else {
                throw site.needs("fixed", "its iteration, such as {fixed: {iteration: 1800}}")
            }
            return .fixed(iteration: iteration)
        } from: {
            if case .fixed(let iteration) = $0 { Fixed(iteration: iteration) } else { nil }
        }
    }

    private static let windows = 2...1_000_000
    private static let patience = Declaration(
        "patience", Form<Int>.integer(1...Int.max), "Iterations without a new minimum after which the search ends.",
        unit: "iterations", example: "500", method: "7")
    private static let minStart = Declaration(
        "min_start", Form<Int>.integer(0...Int.max),
        "The first iteration that may be the minimum; patience counts from there.", unit: "iterations",
        example: "1500", method: "7")

    private struct Ratio {
        var window = 100
        var windows = RatioWindows.published
        var threshold = 0.01
    }

    private static let ratio = Block(Ratio()) {
        Key(
            "window", \.window, .integer(windows), "Length of each of the two windows that are compared.",
            unit: "iterations", example: "50", method: "7")
        Key(
            "windows", \.windows, .name,
            "Whether the newer window is one iteration shorter, as in the published program, or equally long.",
            example: "equal",
            method: "7")
        Key(
            "threshold", \.threshold, .number(.above(0)),
            "The difference of the windows' means below which the ratio is steady.", example: "0.005",
            method: "7")
    }

    private struct WindowedVariance {
        var window = 100
        var patience = 1000
        var start = 0
    }

    private static let windowedVariance = Block(WindowedVariance()) {
        Key(
            "window", \.window, .integer(windows), "Number of outputs whose variance is computed.", unit: "iterations",
            example: "50", method: "7")
        patience.at(\.patience)
        minStart.at(\.start, isWritten: { $0.start != 0 })
    }

    private struct ExponentialVariance {
        var decay = 0.1
        var patience = 1000
        var start = StoppingRule.exponentialStart
    }

    private static func exponentialVariance(writesUsualStart: Bool) -> Block<ExponentialVariance> {
        Block(ExponentialVariance()) {
            Key(
                "alpha", \.decay, .number(.above(0).below(1)), "Weight of the newest output.", example: "0.05",
                method: "7")
            patience.at(\.patience)
            minStart.at(\.start, isWritten: { writesUsualStart || $0.start != StoppingRule.exponentialStart })
        }
    }

    private struct LossTarget { var sigma: Double? }

    private static let lossTarget = Block(LossTarget()) {
        Key(
            "sigma", \.sigma, Form<Double>.number(.above(0).atMost(255)).optional, "Standard deviation of the noise.",
            unit: "of 255",
            default: "that of the task `denoise`", example: "10", method: "7")
    }

    private struct Plateau {
        var window = 500
        var threshold = 0.01
    }

    private static let plateau = Block(Plateau()) {
        Key(
            "window", \.window, .integer(1...1_000_000), "Iterations over which the PSNR must not change.",
            unit: "iterations", example: "200", method: "7")
        Key(
            "threshold", \.threshold, .number(.above(0)), "The smallest change that counts.", unit: "dB",
            example: "0.05",
            method: "7")
    }

    private struct Fixed { var iteration: Int? }

    private static let fixed = Block(Fixed()) {
        Key(
            "iteration", \.iteration, Form<Int>.integer(0...Int.max).optional, "The iteration that is chosen.",
            example: "1800",
            method: "7")
    }
}
