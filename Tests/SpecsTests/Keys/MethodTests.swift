import BlockMatching
import Networks
import Restoration
import SpecFixtures
import Testing

@testable import Specs

@Suite struct MethodTests {
    @Test func everyMethodHasItsPublishedSettings() throws {
        func fit(_ text: String) throws -> FitConfiguration { try onlyRun(text).fit }
        #expect(try fit("{}").method == .network)
        let zeroShot = try fit("method: zs-n2n")
        #expect(zeroShot.method == .zeroShot && zeroShot.learningRate == 0.001 && zeroShot.iterations == 3000)
        #expect(zeroShot.schedule == .steps(every: 1000, factor: 0.5) && zeroShot.ema == nil)
        let sequential = try fit("method: aseqdip")
        #expect(sequential.method == .autoencoding(.init()) && sequential.architecture.name == .skip)
        #expect((sequential.learningRate, sequential.iterations, sequential.inputNoise) == (1e-4, 4000, 0))
        let hole = try fit("method: aseqdip\ntask: inpaint")
        #expect((hole.learningRate, hole.iterations) == (3e-4, 400))
        let guided = try fit("method: self-guided")
        #expect((guided.learningRate, guided.iterations, guided.ema) == (3e-4, 4000, 0.99))
        let handbook = try fit("method: {self-guided: {reading: handbook, penalty: intended, draws: 2}}")
        #expect((handbook.learningRate, handbook.iterations, handbook.largestNorm) == (1e-4, 10_000, 1))
        guard case .selfGuided(let options) = handbook.method else {
            Issue.record("not self-guided"); return
        }
        #expect(options.reading == .handbook && options.penalty == .intended && options.drawCount == 2)
        #expect(try fit("method: drp").learningRate == 0.1 && fit("method: drp").input == .gaussianNoise(scale: 0.1))
        #expect(try fit("method: drp\ntask: inpaint").input == .meshgrid)
        let double = try fit("method: dop\ntask: {impulse: {fraction: 0.5}}")
        #expect(double.rule == .descent && double.learningRate == 1 && double.iterations == 150_000)
        #expect(double.inputNoise == 1.0 / 30 && double.ema == nil)
        let risk = try fit("method: dip-sure")
        #expect(risk.method == .unbiasedRisk(.init()) && risk.architecture.name == .skip && risk.ema == 0.99)
        #expect(risk.schedule == .steps(every: 300, factor: 0.9) && risk.learningRate == 0.01)
        #expect((risk.iterations, risk.inputNoise) == (3000, 0))
        guard
            case .unbiasedRisk(let options) = try fit("method: {dip-sure: {input: fixed, noise: 0.3, epsilon: 0.1}}")
                .method
        else {
            Issue.record("not dip-sure"); return
        }
        #expect(options.input == .fixed && options.noise == 0.3 && options.epsilon == 0.1)
        #expect(
            try fit("method: {bm3d: {profile: lc}}").method
                == .blockMatching(.init(profile: .fast, channels: .separate), sigma: nil))
        #expect(
            try fit("method: {cbm3d: {sigma: 20}}\ntask: deblock").method
                == .blockMatching(.init(profile: .normal, channels: .opponent), sigma: 20))
    }

    /// What a method does not have makes no difference to its run.
    @Test func idleSettingsLeaveNoTrace() throws {
        let plain = try onlyRun("method: cbm3d")
        let busy = try onlyRun(
            """
            method: cbm3d
            iterations: 77
            network: {architecture: skip, preset: denoise}
            optimizer: {adam: {learning_rate: 0.5}}
            ema: 0.9
            monitors: [ratio, oracle]
            stop: ratio
            regularization: {total-variation: {weight: 1}}
            """)
        #expect(plain == busy && plain.fit.iterations == 1)
        #expect(
            plain.hashedText.hasSuffix(
                "seed: 0\nmethod: cbm3d\nfbc: {definition: published, bands: 5, reference: degraded}\n"))
        let text = try onlyRun("method: zs-n2n").hashedText
        #expect(!text.contains("network") && !text.contains("input") && text.contains("iterations: 3000"))
        #expect(try onlyRun("method: zs-n2n\nnetwork: {architecture: unet}").hashedText == text)
        #expect(try !onlyRun("{}").hashedText.contains("method"))
    }

    @Test(arguments: [
        "method: cbm3d", "method: {bm3d: {profile: lc, sigma: 12}}", "method: zs-n2n",
        "method: zs-n2n\noptimizer: {adam: {schedule: constant}}", "method: aseqdip",
        "method: {aseqdip: {every: 5, weight: 0.1, renewal: fresh}}", "method: self-guided",
        "method: {self-guided: {reading: handbook, alpha: 1, input_learning_rate: 0.01}}",
        "method: {self-guided: {reading: handbook}}\noptimizer: {adam: {clip: 0}}",
        "method: {drp: {width: 32, total_variation: 0.2}}", "method: drp\ntask: {super-resolve: {factor: 4}}",
        "method: dip-sure", "method: {dip-sure: {input: image, epsilon: 0.05}}\nstop: zcsc",
        "method: dop\ntask: impulse", "method: {dop: {ratio: 4000}}\ntask: impulse",
        "method: dop\ntask: impulse\noptimizer: adam",
        "method: {external: {command: [a, '{input}', '{output}'], name: N2V, version: [a, -V], seconds: 5, memory: 99}}",
        "optimizer: {sgd: {learning_rate: 0.5, schedule: {cosine: {end: 0.1}}}}",
        "optimizer: {adam: {epsilon: 1e-6}}", "method: self-guided\noptimizer: {adam: {epsilon: 1e-4}}",
        "optimizer: {adam: {amsgrad: true, clip: 2, schedule: {exponential: {factor: 0.99}}}}",
        "optimizer: {adam: {schedule: {steps: {every: 5, factor: 0.1}}, weight_decay: 0.1}}",
    ])
    func theCanonicalTextGivesTheSameRun(text: String) throws {
        let spec = try onlyRun(text)
        #expect(try onlyRun(spec.resolved) == spec, "\(spec.resolved)")
        #expect(try onlyRun(spec.resolved).resolved == spec.resolved)
    }

    /// `iterations` among a method's options are the run's, and leave no trace of where they stood.
    @Test(arguments: [
        "network", "zs-n2n", "aseqdip", "self-guided", "drp", "dop", "dip-sure",
    ])
    func aMethodMaySayItsIterations(name: String) throws {
        let task = name == "dop" ? "\ntask: impulse" : ""
        let own = try onlyRun("method: {\(name): {iterations: 70}}" + task)
        let above = try onlyRun("method: \(name)\niterations: 70" + task)
        #expect(own == above && own.fit.iterations == 70)
        #expect(own.hashedText == above.hashedText && own.resolved == above.resolved)
        #expect(try onlyRun("method: {\(name): {iterations: 70}}\niterations: 70" + task) == own)
        // Beside other options, and where it differs, it is another run.
        #expect(try onlyRun("method: \(name)" + task).hashedText != own.hashedText)
    }

    @Test func iterationsStandBesideOtherOptions() throws {
        let own = try onlyRun("method: {aseqdip: {every: 5, iterations: 70}}")
        #expect(try own == onlyRun("method: {aseqdip: {every: 5}}\niterations: 70"))
        #expect(own.hashedText.contains("method: {aseqdip: {every: 5, weight: 1}}\niterations: 70\n"))
        // They are given, so that Langevin dynamics does not set its own.
        let sampled = "optimizer: {sgld: {burn_in: 10, every: 5}}"
        #expect(try onlyRun("method: {network: {iterations: 70}}\n\(sampled)").fit.iterations == 70)
        #expect(refusal("method: {bm3d: {iterations: 5}}")?.contains("unknown key 'iterations'") == true)
    }

    /// So methods have lengths of their own in one experiment.
    @Test func iterationsOfMethodsAreSweptAndVaried() throws {
        let variants = try experiment(
            "images: leaves\nvariants: {A: {method: {zs-n2n: {iterations: 20}}}, B: {method: aseqdip}, "
                + "C: {method: aseqdip, method.aseqdip.iterations: 5}, D: {}}"
        ).runs
        #expect(variants.map(\.spec.fit.iterations) == [20, 4000, 5, 3000])
        let methods = try experiment(
            "images: leaves\nsweep: {method: [cbm3d, {zs-n2n: {iterations: 20}}, {network: {iterations: 30}}]}"
        ).runs
        #expect(methods.map(\.spec.fit.iterations) == [1, 20, 30])
        let swept = try experiment("images: leaves\nmethod: zs-n2n\nsweep: {method.zs-n2n.iterations: [4, 6]}").runs
        #expect(swept.map(\.spec.fit.iterations) == [4, 6])
        #expect(swept.map(\.label) == ["method.zs-n2n.iterations=4", "method.zs-n2n.iterations=6"])
    }

    @Test func methodAndRunDoNotDisagree() throws {
        let sentence = try #require(refusal("iterations: 100\nmethod: {zs-n2n: {iterations: 2000}}"))
        #expect(
            sentence.hasPrefix(
                "spec.yaml:2:31: 'iterations' of method 'zs-n2n' is 2000, but the run's 'iterations' is 100 ("))
        #expect(sentence.hasSuffix("spec.yaml:1:13); give one of the two, or the same number"))
        #expect(
            refusal("method: {zs-n2n: {iterations: 2000}}", overrides: ["iterations=5"])?
                .hasSuffix("is 5 (argument 'iterations=5'); give one of the two, or the same number") == true)
        #expect(
            try onlyRun(
                "method: {zs-n2n: {iterations: 2000}}", overrides: ["method.zs-n2n.iterations=5"]
            ).fit.iterations == 5)
    }

    @Test func methodsAreSweptAndVaried() throws {
        let runs = try experiment("images: leaves\nsweep: {method: [cbm3d, zs-n2n, network]}").runs
        #expect(runs.map(\.label) == ["method=cbm3d", "method=zs-n2n", "method=network"])
        let variants = try experiment(
            "images: leaves\niterations: 9\nvariants: {A: {method: aseqdip}, B: {method: {aseqdip: {every: 3}}}, C: {}}"
        ).runs
        #expect(variants.map(\.spec.fit.method.name) == [.autoencoding, .autoencoding, .network])
        #expect(variants.allSatisfy { $0.spec.fit.iterations == 9 })
        let swept = try experiment("images: leaves\nmethod: aseqdip\nsweep: {method.aseqdip.every: [1, 2]}").runs
        #expect(Set(swept.map(\.spec.hashedText)).count == 2)
    }

    @Test(arguments: [
        (
            "method: zs-n2n\ntask: inpaint",
            "spec.yaml:1:9: method 'zs-n2n' is not for task 'inpaint': it needs noise of mean 0 that differs from sample to "
                + "sample (denoise, poisson)"
        ),
        ("method: dop", "spec.yaml:1:9: method 'dop' is not for task 'denoise': it is defined for impulse noise"),
        (
            "method: cbm3d\ntask: deblock",
            "spec.yaml:1:9: method 'cbm3d' is not for task 'deblock' without 'sigma', the deviation that it takes the noise "
                + "to have"
        ),
        (
            "method: dip-sure\ntask: deblock",
            "spec.yaml:1:9: method 'dip-sure' is not for task 'deblock': it needs Gaussian noise of a known deviation "
                + "(denoise)"
        ),
        (
            "method: {dip-sure: {epsilon: 0}}",
            "spec.yaml:1:30: 'epsilon' must be a number of at least 0.001 and at most 10, not '0'"
        ),
        (
            "method: {aseqdip: {iterations: 0}}",
            "spec.yaml:1:32: 'iterations' must be a whole number from 1 to 1000000000, not '0'"
        ),
        (
            "method: {zs-n2n: {learning_rate: 0.1}}",
            "spec.yaml:1:19: unknown key 'learning_rate'; allowed: iterations"
        ),
        ("method: drp\ntask: enhance", "spec.yaml:1:9: method 'drp' is not defined for task 'enhance'"),
        (
            "method: {external: {name: N2V}}",
            "spec.yaml:1:9: 'external' needs its command and its name, such as "
                + "{external: {command: [denoise, \"{input}\", \"{output}\"], name: N2V}}"
        ),
        (
            "method: {external: {command: [\"a\\0b\", '{input}', '{output}'], name: N2V}}",
            "spec.yaml:1:30: 'command' must not contain NUL, which ends a word of a command"
        ),
        (
            "method: {external: {command: [a, '{input}', '{output}'], name: ''}}",
            "spec.yaml:1:64: 'name' must not be empty"
        ),
        (
            "method: {external: {command: [a, '{input}'], name: N2V}}",
            "spec.yaml:1:30: 'command' must contain {output}, which stands for the image file"
        ),
        (
            "iterations: 30\nmethod: aseqdip\noptimizer: {sgld: {burn_in: 10, every: 5}}",
            "spec.yaml:3:12: 'optimizer' cannot be 'sgld' with method 'aseqdip'; allowed: adam, sgd"
        ),
        (
            "method: drp\noptimizer: {adam: {weight_decay: 0.001}}",
            "spec.yaml:2:12: 'weight_decay' does not go with method 'drp', whose convolutions stay as they are drawn"
        ),
        (
            "method: drp\nbacktrack: 5",
            "spec.yaml:2:12: 'backtrack' does not go with method 'drp': it takes back the network's parameters, but not the "
                + "images that this method changes beside them"
        ),
        (
            "method: zs-n2n\nbacktrack: 5",
            "spec.yaml:2:12: 'backtrack' does not go with method 'zs-n2n', whose loss is not the difference of output and "
                + "degraded image"
        ),
        (
            "method: zs-n2n\nmonitors: [ratio, loss-target]",
            "spec.yaml:2:11: 'monitors': 'loss-target' takes the loss for the difference of output and degraded image, which "
                + "it is not with method 'zs-n2n'"
        ),
        (
            "method: dop\ntask: impulse\nstop: plateau",
            "spec.yaml:3:7: 'stop': 'plateau' takes the loss for the difference of output and degraded image, which it is "
                + "not with method 'dop'"
        ),
        (
            "optimizer: {adam: {schedule: {steps: {every: 0}}}}",
            "spec.yaml:1:46: 'every' must be a whole number of at least 1, not '0'"
        ),
    ])
    func whatIsWrongIsSaid(text: String, sentence: String) {
        #expect(refusal(text) == sentence)
    }
}
