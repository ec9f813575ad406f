import Restoration
import SpecFixtures
import Testing

@testable import Specs

@Suite struct StoppingTests {
    @Test(arguments: [
        ("ratio", StoppingRule.ratio(), "{ratio: {window: 100, windows: published, threshold: 0.01}}"),
        (
            "{ratio: {window: 50, windows: equal, threshold: 0.002}}",
            .ratio(window: 50, windows: .equal, threshold: 0.002),
            "{ratio: {window: 50, windows: equal, threshold: 0.002}}"
        ),
        ("es-wmv", .windowedVariance(), "{es-wmv: {window: 100, patience: 1000}}"),
        ("{es-wmv: {window: 50}}", .windowedVariance(window: 50), "{es-wmv: {window: 50, patience: 1000}}"),
        (
            "{es-wmv: {min_start: 1500}}", .windowedVariance(start: 1500),
            "{es-wmv: {window: 100, patience: 1000, min_start: 1500}}"
        ),
        (
            "{es-emv: {alpha: 0.2, min_start: 7}}", .exponentialVariance(decay: 0.2, start: 7),
            "{es-emv: {alpha: 0.2, patience: 1000, min_start: 7}}"
        ),
        ("loss-target", .lossTarget(sigma: 15), "{loss-target: {sigma: 15}}"),
        ("{loss-target: {sigma: 12.5}}", .lossTarget(sigma: 12.5), "{loss-target: {sigma: 12.5}}"),
        ("{fixed: {iteration: 1800}}", .fixed(iteration: 1800), "{fixed: {iteration: 1800}}"),
    ])
    func forms(_ text: String, _ rule: StoppingRule, _ canonical: String) throws {
        let task = "images: [leaves]\ntask: {denoise: {sigma: 15}}\n"
        let stop = try onlyRun(task + "stop: \(text)")
        #expect(stop.fit.stop == rule && stop.fit.monitors.isEmpty)
        #expect(stop.resolved.hasSuffix("\nstop: \(canonical)\n"))
        #expect(try onlyRun(stop.resolved) == stop)
        let monitors = try onlyRun(task + "monitors: [\(text), oracle]")
        #expect(monitors.fit.monitors == [rule, .oracle] && monitors.fit.stop == nil)
        #expect(monitors.resolved.hasSuffix("\nmonitors: [\(canonical), oracle]\n"))
        #expect(try onlyRun(monitors.resolved) == monitors)
    }

    /// The usual start is not in the text of a monitor, so that records from before the option keep their keys; it is in that of a rule that ends a
    /// run, which would end elsewhere now, and among the parameters of the choice.
    @Test func theStartOfTheExponentialRule() throws {
        let monitor = try onlyRun("images: [leaves]\nmonitors: [{es-emv: {min_start: 101}}, es-wmv]")
        #expect(monitor.fit.monitors == [.exponentialVariance(), .windowedVariance()])
        #expect(
            monitor.resolved.hasSuffix(
                "\nmonitors: [{es-emv: {alpha: 0.1, patience: 1000}}, {es-wmv: {window: 100, patience: 1000}}]\n"))
        let stop = try onlyRun("images: [leaves]\nstop: es-emv")
        #expect(stop.fit.stop == .exponentialVariance(start: 101))
        #expect(stop.resolved.hasSuffix("\nstop: {es-emv: {alpha: 0.1, patience: 1000, min_start: 101}}\n"))
        #expect(StoppingKeys.parameters(.exponentialVariance()) == "alpha=0.1 patience=1000 min_start=101")
        #expect(StoppingKeys.parameters(.windowedVariance()) == "window=100 patience=1000")
        #expect(StoppingKeys.parameters(.windowedVariance(start: 1)) == "window=100 patience=1000 min_start=1")
    }

    /// It reads a loss that only one method has; methods without a curve have no rules at all.
    @Test func theZeroCrossingIsForItsMethod() throws {
        let stop = try onlyRun("images: [leaves]\nmethod: dip-sure\nstop: zcsc\nmonitors: [zcsc, oracle]")
        #expect(stop.fit.stop == .zeroCrossing && stop.fit.monitors == [.zeroCrossing, .oracle])
        #expect(stop.resolved.hasSuffix("\nmonitors: [zcsc, oracle]\nstop: zcsc\n"))
        #expect(try onlyRun(stop.resolved) == stop)
        #expect(try onlyRun("images: [leaves]\nmethod: cbm3d\nmonitors: zcsc").fit.monitors.isEmpty)
        #expect(
            refusal("images: [leaves]\nmonitors: [ratio, zcsc]")
                == "spec.yaml:2:11: 'monitors': 'zcsc' is for method 'dip-sure'; the loss of method 'network' never falls "
                + "below zero")
        #expect(
            refusal("images: [leaves]\nmethod: zs-n2n\nstop: zcsc")
                == "spec.yaml:3:7: 'stop': 'zcsc' is for method 'dip-sure'; the loss of method 'zs-n2n' never falls below "
                + "zero")
    }

    @Test func withoutThemTheTextIsAsBefore() throws {
        let plain = try onlyRun("images: [leaves]")
        #expect(!plain.resolved.contains("monitors") && !plain.resolved.contains("stop"))
        #expect(try onlyRun("images: [leaves]\nmonitors: []\nstop: none") == plain)
        #expect(try onlyRun("images: [leaves]\nmonitors: ratio").fit.monitors == [.ratio()])
    }

    @Test func optionsCanBeSweptAndOverridden() throws {
        let runs = try experiment("images: [leaves]\nstop: ratio\nsweep: {stop.ratio.window: [20, 40]}").runs
        #expect(runs.map(\.spec.fit.stop) == [.ratio(window: 20), .ratio(window: 40)])
        let none = try experiment("images: [leaves]\nstop: ratio", overrides: ["stop=none"]).runs
        #expect(none.map(\.spec.fit.stop) == [nil])
    }

    @Test(arguments: [
        (
            "stop: oracle",
            "'stop' cannot be 'oracle', which knows the best iteration only afterwards; it can be a monitor"
        ),
        ("stop: rati", "'stop' cannot be 'rati'; did you mean 'ratio'?"),
        ("stop: {ratio: {windw: 3}}", "unknown key 'windw'; did you mean 'window'?"),
        ("stop: {ratio: {window: 1}}", "'window' must be a whole number from 2 to 1000000, not '1'"),
        ("stop: {es-emv: {alpha: 1}}", "'alpha' must be a number above 0 and below 1, not '1'"),
        ("stop: {es-emv: {min_start: -1}}", "'min_start' must be a whole number of at least 0, not '-1'"),
        ("stop: {es-wmv: {minstart: 1}}", "unknown key 'minstart'; did you mean 'min_start'?"),
        ("stop: fixed", "'fixed' needs its iteration, such as {fixed: {iteration: 1800}}"),
        (
            "task: deblock\nstop: loss-target",
            "'loss-target' needs the standard deviation of the noise, such as {loss-target: {sigma: 10}}; "
                + "only the task 'denoise' defines it"
        ),
        (
            "monitors: [ratio, {ratio: {window: 100}}]",
            "'monitors' lists {ratio: {window: 100, windows: published, threshold: 0.01}} twice"
        ),
        ("monitors: [none]", "'monitors' cannot be 'none'; "),
    ])
    func mistakes(_ text: String, _ sentence: String) throws {
        let message = try #require(refusal("images: [leaves]\n" + text))
        #expect(message.contains(sentence))
    }
}
