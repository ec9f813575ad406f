import Architectures
import Restoration
import SpecFixtures
import Testing

@testable import Specs

@Suite struct VariantsTests {
    private let rivals = """
        images: [leaves, fabric]
        size: 64
        iterations: 100
        network: {lipschitz: 1.4, width: 8}
        variants:
          decoder: {}
          wider: {network.lipschitz: 2, network: {width: 16}, iterations: 50}
          skip: {network: {architecture: skip, preset: denoise, down: 4}, optimizer: {adam: {learning_rate: 0.02}}}
        seeds: [0, 1]
        """

    private func decoder(_ run: ExperimentRun) -> DecoderOptions? {
        if case .decoder(let options) = run.spec.fit.architecture { options } else { nil }
    }

    @Test func areTheFirstAxis() throws {
        let runs = try experiment(rivals).runs
        let labels: [String] = ["leaves", "fabric"].flatMap { image -> [String] in
            ["decoder", "wider", "skip"].flatMap { name -> [String] in
                [0, 1].map { seed -> String in "image=\(image) variant=\(name) seed=\(seed)" }
            }
        }
        #expect(runs.map(\.label) == labels)
        #expect(runs[2].axes == [.init(key: "variant", value: "wider"), .init(key: "seed", value: "0")])
        #expect(runs[4].shortLabel == "image=leaves variant=skip seed=0")
    }

    @Test func layTheirSettingsOverTheSpec() throws {
        let runs = try experiment(rivals, overrides: ["images=leaves"]).runs
        #expect(
            decoder(runs[0])?.lipschitz == 1.4 && decoder(runs[0])?.width == 8 && runs[0].spec.fit.iterations == 100)
        #expect(decoder(runs[2])?.lipschitz == 2 && decoder(runs[2])?.width == 16 && runs[2].spec.fit.iterations == 50)
        guard case .skip(let skip) = runs[4].spec.fit.architecture else { Issue.record("not a skip network"); return }
        #expect(skip.downChannels == [4, 4, 4, 4, 4])
        #expect(
            runs[4].spec.fit.learningRate == 0.02 && runs[4].spec.fit.ema == 0.99,
            "the preset's standards hold where nothing is said")
    }

    /// A run made for a variant is the run of a spec that has the same settings, whatever the variant is called.
    @Test func doNotCountInTheKeyOfARun() throws {
        let alone = try experiment("images: [leaves]\nsize: 64\niterations: 50\nnetwork: {lipschitz: 2, width: 16}")
            .runs[0]
        #expect(try experiment(rivals).runs[2].spec.hashedText == alone.spec.hashedText)
    }

    @Test func argumentsPickThemAndCountForAll() throws {
        let one = try experiment(rivals, overrides: ["variants=skip", "images=leaves"]).runs
        #expect(one.map(\.label) == ["variant=skip seed=0", "variant=skip seed=1"])
        let two = try experiment(
            rivals, overrides: ["variants=wider,decoder", "iterations=7", "images=leaves", "seeds=3"]
        ).runs
        #expect(two.map(\.label) == ["variant=wider seed=3", "variant=decoder seed=3"])
        #expect(two.allSatisfy { $0.spec.fit.iterations == 7 })
        let list = try experiment(
            rivals, overrides: ["variants=[wider, decoder]", "network.lipschitz=3,4", "images=leaves", "seeds=3"]
        ).runs
        let labels: [String] = ["wider", "decoder"].flatMap { name -> [String] in
            [3, 4].map { lipschitz -> String in "variant=\(name) network.lipschitz=\(lipschitz) seed=3" }
        }
        #expect(list.map(\.label) == labels)
        #expect(list.compactMap { decoder($0)?.lipschitz } == [3, 4, 3, 4])
    }

    @Test func namesMayLookLikeNumbers() throws {
        let text = "images: [leaves]\nvariants: {1.4: {network: {lipschitz: 1.4}}, λ = 2: {network: {lipschitz: 2}}}"
        #expect(try experiment(text, overrides: ["variants=1.4"]).runs.map(\.label) == ["variant=1.4"])
        #expect(
            try experiment(text, overrides: ["variants=λ = 2,1.4"]).runs.map(\.label) == [
                "variant=λ = 2", "variant=1.4",
            ])
    }

    @Test func scalesLayOverThemAddAndPick() throws {
        let text =
            rivals + """

                scale:
                  quick: {iterations: 9, images: [leaves], seeds: [5], variants: {wider: {iterations: 4}, deeper: {network.depth: 2}}}
                  crop128: {images: [leaves], seeds: [5], variants: [skip, decoder]}
                """
        let quick = try experiment(text, scale: .quick).runs
        #expect(quick.map(\.label) == ["decoder", "wider", "skip", "deeper"].map { "variant=\($0) seed=5" })
        #expect(quick.map(\.spec.fit.iterations) == [9, 4, 9, 9])
        #expect(decoder(quick[1])?.width == 16 && decoder(quick[3])?.depth == 2)
        #expect(
            try experiment(text, scale: .crop128).runs.map(\.label) == [
                "variant=skip seed=5", "variant=decoder seed=5",
            ])
    }

    @Test func canBeAFiguresSeries() throws {
        let figure = try #require(try experiment(rivals + "\nfigure: {series: variant}").figures.first)
        #expect(figure.series == "variant" && figure.label(for: "wider") == "wider")
    }

    @Test(arguments: [
        (
            "variants: [a]",
            "spec.yaml:1:11: 'variants' must be a mapping of names to settings, such as {plain: {}, averaged: {ema: 0.99}}, not a list"
        ),
        (
            "variants: {}",
            "spec.yaml:1:11: 'variants' must be a mapping of names to settings, such as {plain: {}, averaged: {ema: 0.99}}, with at least one name, "
                + "not a mapping"
        ),
        (
            "variants: {a: 1}",
            "spec.yaml:1:15: 'a' must be a mapping of the settings that the variant overrides, not '1'"
        ),
        (
            "variants: {a: {emma: 1}}",
            "spec.yaml:1:16: unknown key 'emma'; did you mean 'ema'? allowed: crop, task, method, iterations, record_every, network, input, "
                + "input_noise, input_noise_stream, optimizer, regularization, ema, backtrack, fbc, monitors, stop"
        ),
        ("variants: {a: {ema: 2}}", "spec.yaml:1:21: 'ema' must be a number of at least 0 and below 1, not '2'"),
        (
            "variants: {'a,b': {}}",
            "spec.yaml:1:12: a variant's name must not be empty, begin or end with a space, or contain a control character or any of , [ ] { } \" ' \\, not 'a,b'"
        ),
        // Swift takes the comma and its mark for one character.
        (
            "variants: {'a,\u{301}b': {}}",
            "spec.yaml:1:12: a variant's name must not be empty, begin or end with a space, or contain a control character or any of , [ ] { } \" ' \\, not 'a,\u{301}b'"
        ),
        (
            "images: [leaves]\nvariants: {a: {}, b: {ema: 0}}",
            "spec.yaml:2:19: the sweep gives the same run twice: variant=a and variant=b"
        ),
        (
            "variants: {a: {network: {architecture: skip, lipschitz: 1}}}",
            "spec.yaml:1:46: architecture 'skip' has no key 'lipschitz'; allowed: architecture, preset, down, up, skip, down_kernel, up_kernel, upsampler, "
                + "input_channels, need1x1_up, padding, slope, activation, downsample, norm"
        ),
        (
            "scale: {crop128: {variants: {a: {emma: 1}}}}",
            "spec.yaml:1:34: unknown key 'emma'; did you mean 'ema'? allowed: crop, task, method, iterations, record_every, "
                + "network, input, input_noise, input_noise_stream, optimizer, regularization, ema, backtrack, fbc, monitors, stop"
        ),
        (
            "sweep: {variants: [a]}",
            "spec.yaml:1:9: 'variants' cannot be swept; they already are the first axis of the sweep"
        ),
    ])
    func mistakes(_ text: String, _ sentence: String) {
        #expect(refusal(text) == sentence)
    }

    @Test(arguments: [
        (
            "variants=Skip",
            "argument 'variants=Skip': the spec has no variant 'Skip'; did you mean 'skip'? allowed: decoder, wider, skip"
        ),
        ("variants=skip,skip", "argument 'variants=skip,skip': 'variants' lists 'skip' twice"),
        ("variants=", "argument 'variants=': the spec has no variant ''; allowed: decoder, wider, skip"),
        ("variants.skip=1", "argument 'variants.skip=1': unknown key 'variants.skip'; 'variants' has no keys below it"),
    ])
    func wrongPicks(_ argument: String, _ sentence: String) {
        #expect(refusal(rivals, overrides: [argument]) == sentence)
    }

    @Test func nothingToPickFrom() {
        #expect(
            refusal("{}", overrides: ["variants=a"])
                == "argument 'variants=a': the spec has no 'variants' to pick 'a' from")
    }
}
