import SpecFixtures
import Testing
@testable import Specs

@Suite struct RunSettingsTests {
    private let text = "images: [leaves]\nseeds: [0, 1]\nsweep: {network.lipschitz: [1, 2]}\n"

    @Test func sweptValuesAndArgumentsAreTogether() throws {
        let plain = try experiment(text)
        #expect(plain.settings(of: plain.runs[1]).values == ["network.lipschitz": "1", "seed": "1"])
        #expect(plain.settings(of: plain.runs[1]).overridden.isEmpty)

        let changed = try experiment(
            text, overrides: ["network.lipschitz=3", "iterations=60", "seeds=7", "stop=ratio", "ema=0.9,0.99"])
        let last = changed.settings(of: changed.runs[1])
        #expect(
            last.values == [
                "network.lipschitz": "3", "iterations": "60", "seed": "7", "stop": "ratio", "ema": "0.99",
            ])
        #expect(last.overridden == ["network.lipschitz", "iterations", "seed", "stop", "ema"])
    }

    /// Titles, images, figures and tables are none of them.
    @Test func whatSaysNothingOfTheNumbersIsLeftOut() throws {
        let named = try experiment(
            text, overrides: ["name=other", "title=a", "images=fabric", "table.over=seed", "size=64"])
        #expect(named.settings(of: named.runs[0]).overridden == ["size"])
    }

    @Test func variantsAreNamed() throws {
        let variants = try experiment(
            "images: [leaves]\nvariants: {plain: {}, averaged: {ema: 0.99}}\n",
            overrides: ["variants=averaged"])
        let settings = variants.settings(of: variants.runs[0])
        #expect(settings.values == ["variant": "averaged"] && settings.overridden == ["variant"])
    }

    @Test func tasksHaveWords() throws {
        func words(_ task: String) throws -> String { try onlyRun("images: [leaves]\ntask: \(task)\n").taskWords }
        #expect(
            try words("denoise") == "denoise sigma 25"
                && words("{inpaint: {bernoulli: 0.5}}") == "inpaint bernoulli 0.5")
        #expect(try words("{super-resolve: {factor: 4}}") == "super-resolve factor 4, kernel lanczos2")
        #expect(try words("{inpaint: {mask: a/b/scratches.png}}") == "inpaint mask scratches.png")
    }
}
