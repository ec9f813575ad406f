import Restoration

/// The keys `monitors` and `stop`: stopping rules such as `ratio` or `{es-wmv: {window: 50}}` (METHOD section 7).
enum StoppingForm {
    static let windows = 2...1_000_000
    static let patiences = 1...Int.max
    static let starts = 0...Int.max

    /// The rules of `monitors`, each once.
    static func monitors(_ node: SpecNode?, task: RestorationTask) throws -> [StoppingRule] {
        guard let node, node.items?.isEmpty != true else { return [] }
        var rules: [StoppingRule] = []
        for item in try node.list("monitors", orSingle: true) {
            let rule = try read(item, key: "monitors", task: task)
            guard !rules.contains(rule) else { throw SpecError(item.place, "'monitors' lists \(text(rule)) twice") }
            rules.append(rule)
        }
        return rules
    }

    /// The rule of `stop`; nil for none.
    static func stop(_ node: SpecNode?, task: RestorationTask) throws -> StoppingRule? {
        guard let node, node.scalarText != none else { return nil }
        let rule = try read(node, key: "stop", task: task)
        guard rule.canStop else {
            throw SpecError(node.place, "'stop' cannot be 'oracle', which knows the best iteration only afterwards; it can be a monitor")
        }
        return rule
    }

    /// What `stop` is where no rule ends the run.
    static let none = "none"

    private static func read(_ node: SpecNode, key: String, task: RestorationTask) throws -> StoppingRule {
        let (name, options) = try node.alternative(key, StoppingRule.Name.self)
        let entries = try options?.mapping(name.rawValue, allowed: Vocabulary.stopping(name)) ?? []
        func whole(_ option: String, _ range: ClosedRange<Int>, _ standard: Int) throws -> Int {
            try entries.value(option)?.integer(option, range) ?? standard
        }
        switch name {
        case .ratio:
            return .ratio(window: try whole("window", windows, 100),
                          windows: try entries.value("windows")?.choice("windows", RatioWindows.self) ?? .published,
                          threshold: try entries.value("threshold")?.number("threshold", .above(0)) ?? 0.01)
        case .windowedVariance:
            return .windowedVariance(window: try whole("window", windows, 100), patience: try whole("patience", patiences, 1000),
                                     start: try whole("min_start", starts, 0))
        case .exponentialVariance:
            return .exponentialVariance(decay: try entries.value("alpha")?.number("alpha", .above(0).below(1)) ?? 0.1,
                                        patience: try whole("patience", patiences, 1000),
                                        start: try whole("min_start", starts, StoppingRule.exponentialStart))
        case .lossTarget:
            if let sigma = entries.value("sigma") { return .lossTarget(sigma: try sigma.number("sigma", .above(0).atMost(255))) }
            guard case .denoise(let sigma) = task else {
                throw SpecError(node.place, "'loss-target' needs the standard deviation of the noise, such as {loss-target: {sigma: 10}}; "
                    + "only the task 'denoise' tells it")
            }
            return .lossTarget(sigma: sigma)
        case .oracle:
            return .oracle
        case .fixed:
            guard let iteration = entries.value("iteration") else {
                throw SpecError(node.place, "'fixed' needs its iteration, such as {fixed: {iteration: 1800}}")
            }
            return .fixed(iteration: try iteration.integer("iteration", 0...Int.max))
        }
    }

    /// The canonical text of one rule, with every option but a `min_start` that is the usual one.
    ///
    /// That option is younger than the others. Left out, it lets earlier runs keep the keys that they have: what monitors choose changes nothing in
    /// their training, and `parameters` names the settings they used.
    static func text(_ rule: StoppingRule) -> String {
        text(rule, options(rule, usualStart: false))
    }

    /// The same of the rule that ends a run, with every option by which it may end it elsewhere.
    static func endingText(_ rule: StoppingRule) -> String {
        text(rule, parts(rule))
    }

    private static func text(_ rule: StoppingRule, _ options: [(String, String)]) -> String {
        let options = options.map { "\($0): \($1)" }.joined(separator: ", ")
        return options.isEmpty ? rule.name.rawValue : "{\(rule.name.rawValue): {\(options)}}"
    }

    /// The options of a rule as `stops.csv` has them, e.g. `window=100 patience=1000`.
    static func parameters(_ rule: StoppingRule) -> String {
        parts(rule).map { "\($0)=\($1)" }.joined(separator: " ")
    }

    /// The options that tell what a rule chooses by: of ES-EMV, which once began at iteration 0, always with its start.
    private static func parts(_ rule: StoppingRule) -> [(String, String)] {
        options(rule, usualStart: rule.name == .exponentialVariance)
    }

    private static func options(_ rule: StoppingRule, usualStart: Bool) -> [(String, String)] {
        func minStart(_ start: Int, usual: Int) -> [(String, String)] {
            start == usual && !usualStart ? [] : [("min_start", "\(start)")]
        }
        return switch rule {
        case .ratio(let window, let windows, let threshold):
            [("window", "\(window)"), ("windows", windows.rawValue), ("threshold", CanonicalText.number(threshold))]
        case .windowedVariance(let window, let patience, let start):
            [("window", "\(window)"), ("patience", "\(patience)")] + minStart(start, usual: 0)
        case .exponentialVariance(let decay, let patience, let start):
            [("alpha", CanonicalText.number(decay)), ("patience", "\(patience)")] + minStart(start, usual: StoppingRule.exponentialStart)
        case .lossTarget(let sigma): [("sigma", CanonicalText.number(sigma))]
        case .oracle: []
        case .fixed(let iteration): [("iteration", "\(iteration)")]
        }
    }
}
