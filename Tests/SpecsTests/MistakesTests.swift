import SpecFixtures
import Testing
@testable import Specs

/// All mistakes of a spec are reported at once, and each alone.
@Suite struct MistakesTests {
    private func places(_ text: String, scale: Scale? = nil, overrides: [String] = []) -> [String] {
        (refusal(text, scale: scale, overrides: overrides) ?? "").split(separator: "\n").map { line in
            String(line.split(separator: ": ", maxSplits: 1)[0].trimmingPrefix("spec.yaml:"))
        }
    }

    /// A first spec, written from an example only.
    @Test func aFirstSpec() {
        let text = """
            name: my-photo
            title: My photo
            dataset: photo.jpg
            size: 64
            task: {denoise: {sigma: 25}}
            seeds: [0, 1]
            iterations: 200
            sweep:
              network.upsampler: [nearest, bilinear]
              lambda: [1, 2]
            figure: {kind: bands}
            table: {columns: [psnr_bets, psnr_last]}
            """
        #expect(places(text) == ["3:10", "4:7", "10:3", "11:9", "12:19"])
    }

    @Test func eachKeepsItsSentence() {
        let text =
            "crop: 64\niteration: 100\nnetwork: {upsamplr: bilinear, width: 0}\ntask: {denoise: {sigma: -5}}\nema: 2"
        #expect(
            refusal(text)?.split(separator: "\n").map { String($0.prefix { $0 != ";" }) } == [
                "spec.yaml:2:1: unknown key 'iteration'", "spec.yaml:3:11: unknown key 'upsamplr'",
                "spec.yaml:3:38: 'width' must be a whole number from 1 to 4096, not '0'",
                "spec.yaml:4:25: 'sigma' must be a number above 0 and at most 255, not '-5'",
                "spec.yaml:5:6: 'ema' must be a number of at least 0 and below 1, not '2'",
            ])
    }

    @Test func everySectionIsRead() {
        let text = """
            name: a/b
            images: [leavs, leaves, leaves]
            crop: [1, 2]
            seeds: [0, 0, -1]
            network:
              lipschitz: -1
              upsampler: [nearest, nearst]
              depth: 9
            input: {noise: {scale: 0, cutoff: 1}}
            optimizer: {adam: {learning_rate: 2, weight_decay: -1}}
            regularization: {total-variation: {}}
            fbc: {bands: 0, reference: dirty}
            monitors: [rati, {es-wmv: {window: 1, patience: 0}}]
            stop: oracle
            variants: {a: {emma: 1, ema: 3}, b: 3}
            scale: {quick: {nam: x, seed: 1}, medium: {}}
            sweep: {iterations: [0, 5], images: [a], network.norm: 3}
            figure: [{kind: bar}, {kind: strip, inset: [1, 2, 0]}]
            table: {rows: width, label: x, columns: [{measure: fbc}, {measure: psnr, rule: a, digits: 9}]}
            """
        let shown = SpecErrors.shown
        let lines = places(text)
        #expect(lines.count == shown + 1 && lines.last?.hasSuffix("more mistakes") == true)
        #expect(throws: SpecErrors.self) { try experiment(text) }
        do { _ = try experiment(text) } catch let errors as SpecErrors {
            let found = errors.all.map { "\($0.place)".split(separator: ":").suffix(2).joined(separator: ":") }
            #expect(
                found == [
                    "1:7", "2:10", "2:25", "3:7", "4:12", "4:15", "6:14", "7:24", "8:10", "9:24", "9:27", "10:35",
                    "10:52", "11:17", "12:14", "12:28",
                    "13:12", "13:36", "13:49", "14:7", "15:16", "15:30", "15:37", "16:17", "16:35", "17:22", "17:29",
                    "17:56", "18:17", "18:51",
                    "19:15", "19:29", "19:42", "19:80", "19:91",
                ])
        } catch {}
    }

    /// What several runs have in common is one mistake, and so is what is read twice.
    @Test func aMistakeIsReportedOnce() {
        #expect(
            places(
                "seeds: [0, 1, 2]\nsweep: {network.slope: [0.1, 0.2]}\nema: 2\nnetwork: {architecture: skip, preset: "
                    + "none}"
            ) == ["3:6", "4:39"])
    }

    @Test func argumentsComeLast() {
        let found = places("ema: 2\nseed: -1", overrides: ["backtrack=-1", "iteration=3"])
        #expect(found == ["1:6", "2:7", "argument 'backtrack=-1'", "argument 'iteration=3'"])
    }

    /// One mistake, and nothing that only follows from it.
    @Test(arguments: [
        "network: {architecure: skip, preset: denoise, down: 8}", "network: {architecture: skp, preset: denoise}",
        "variants: {a: {network: {architecure: skip, preset: denoise}}}",
        "scale: {quick: {network.architectur: skip, network: {preset: denoise}}}",
        "task: denoize\nsweep: {task.denoise.sigma: [15, 25]}", "task: denoize\nstop: loss-target",
        "input: fourrier\nnetwork: {input_channels: 3}",
        "images: [leaves]\nsweep: {network.lipschit: [1, 2]}\nfigure: {series: network.lipschitz}",
        "images: [leaves]\nsweep: {network.lipschitz: 1}\nfigure: {series: network.lipschitz}\ntable: {rows: "
            + "network.lipschitz}",
        "images: [leaves]\nvariants: {a: {emma: 1}, b: {}}\nfigure: {series: variant}\ntable: {columns: [{variant: a, "
            + "measure: psnr}]}",
        "images: [leaves]\nseeds: [0, -1]\ntable: {rows: seed, over: image}", "iterations: 0\noptimizer: sgld",
        "iterations: 30\noptimizer: {sgld: {every: 0}}",
        "dataset: syntetic\nsize: 64\nimages: [leaves]", "dataset: {file: [a.png]}",
        "network: {depth: 9, upsampler: [nearest, nearest]}",
        "network: {architecture: skip, down: [8, 8, 8, 8, 8, 8, 8, 8, 8], upsampler: [nearest]}",
        "network: {architecture: skip, activation: sswish, slope: 0.1}",
        "images: [leaves]\nsweep: {seed: [0, 1]}\nfigure: {kind: strp, inset: [0, 0, 1, 1]}",
        "images: [leaves]\nsweep: {seed: [0, 1]}\nfigure: {serie: seed}",
        "table: {columns: [{measur: psnr}]}", "table: {columns: [{measure: fbc, bandd: 1}]}",
        "table: {published: {tsk: t, dataset: d}, columns: [{published: DIP}]}", "stop: {fixed: {iteratio: 3}}",
        "sweep: {seed: [1, 1]}\nema: 2",
        "regularization: {total-variation: {wight: 1}}", "monitors: [{ratio: {windw: 3}}, ratio]", "crop: {multipl: 3}",
        "size: 8\nimages: [leaves]",
        "network: {upsampler: {low-pass: {tap: 7, cutoff: 0.5, attenuation: 40}}}",
        "images: [leaves]\nsweep: {iterations: [10, 10.5]}\nvariants: {a: {}, b: {ema: 0.5}}",
    ])
    func nothingFollows(_ text: String) {
        #expect(places(text).count == 1, "\(refusal(text) ?? "accepted")")
    }

    @Test func aMisspeltScaleIsNotMissing() {
        #expect(places("scale: {quik: {seed: 1}}", scale: .quick) == ["1:9"])
    }

    @Test func manyAreCounted() {
        let keys = (1...25).map { "k\($0)\($0)\($0): 1" }
        let lines = refusal(keys.joined(separator: "\n"))?.split(separator: "\n") ?? []
        #expect(
            lines.count == 21 && lines.last == "and 5 more mistakes"
                && lines[19].hasPrefix("spec.yaml:20:1: unknown key"))
        #expect(refusal(keys.prefix(21).joined(separator: "\n"))?.hasSuffix("\nand 1 more mistake") == true)
    }
}
