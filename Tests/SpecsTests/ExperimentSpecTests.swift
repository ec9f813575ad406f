import Foundation
import SpecFixtures
import Testing

@testable import Specs

@Suite struct ExperimentSpecTests {
    @Test func canonicalText() throws {
        let spec = try onlyRun("title: 'λ: one'\nnetwork: {lipschitz: 1.40}\nimages: [harbour]\nsize: [96, 64]")
        #expect(
            spec.resolved == """
                name: spec
                title: "λ: one"
                dataset: synthetic
                images: [harbour]
                size: [96, 64]
                crop: {multiple: 32}
                task: {denoise: {sigma: 25}}
                seed: 0
                iterations: 3000
                record_every: 10
                network:
                  architecture: decoder
                  upsampler: bilinear
                  lipschitz: 1.4
                  norm: mean-only
                  padding: reflect
                  width: 128
                  input_channels: 32
                  depth: 5
                  slope: 0.01
                input: fourier
                input_noise: 0
                optimizer: {adam: {learning_rate: 0.001}}
                ema: 0
                backtrack: 0
                fbc: {definition: published, bands: 5, reference: degraded}

                """)
    }

    @Test(arguments: [
        "{}",
        "name: n\ntitle: \"a \\\"b\\\": c\"\nimages: [fabric]\nsize: 64\ncrop: [0, 0, 64, 64]\nseed: 4294967295\nema: 0.99\nbacktrack: 5",
        "task: {inpaint: {bernoulli: 0.25}}\ncrop: 96\nnetwork: {upsampler: gaussian}\nfbc: {definition: isotropic, bands: 7, reference: clean}",
        "network: {upsampler: [nearest, {gaussian: {sigma: 0.3, gain: unit}}, {low-pass: {filter: lpf1}}, deconv]}\ninput: noise\ninput_noise: 0.03",
        "network: {upsampler: {low-pass: {taps: 17, cutoff: 0.45, attenuation: 80}}, depth: 3, lipschitz: 1e-3}",
        "network: {architecture: skip, down: [8, 16], skip: [0, 4], need1x1_up: false, slope: 0.1}\noptimizer: {adam: {learning_rate: 0.0123456789}}",
        "network: {architecture: skip, activation: swish, downsample: lanczos2, norm: instance}",
        "network: {architecture: skip, preset: deblock}\ntask: {denoise: {sigma: 50}}",
        "network: {architecture: skip, preset: inpaint-vase}",
        "network: {architecture: skip, preset: inpaint-library, down_kernel: 3}",
        "network: {architecture: skip, preset: restore}\nema: 0.9\niterations: 5",
        "network: {architecture: deep-decoder, width: 64, upsampler: [nearest, bilinear]}",
        "network: {architecture: conv-decoder, norm: none}",
        "network: {architecture: convnet, layers: 3, padding: reflect}",
        "network: {architecture: unet, width: 4, depth: 2, more_scales: 0, upsampler: nearest}",
        "network: {architecture: resnet, blocks: 0, activation: elu}", "network: {architecture: resnet, slope: 0.1}",
        "dataset: {files: [\"odd name, really.png\"]}",
    ])
    func roundTrip(_ text: String) throws {
        for run in try experiment(text).runs {
            let again = try experiment(run.spec.resolved).runs
            #expect(again.map(\.spec) == [run.spec])
            #expect(again[0].spec.resolved == run.spec.resolved)
        }
    }

    @Test func sweepsAreResolvedOneDocumentARun() throws {
        let text = try experiment("images: [leaves]\nsweep: {seed: [1, 2]}").resolved
        #expect(text.components(separatedBy: "---\n").count == 2)
    }

    @Test func filesAreRelativeToTheSpecAndHashedByName() throws {
        let folder = try SpecFolder()
        let path = try folder.write("dataset: {files: [photos/a.png]}")
        let spec = try Experiment(contentsOf: path, scale: nil, sets: NoSets()).runs[0].spec
        #expect(spec.source == .file(path: "\(folder.path)/photos/a.png"))
        #expect(spec.source.image == "a")
        #expect(spec.hashedText.hasPrefix("dataset: {files: [a.png]}\n"))
        #expect(!spec.hashedText.contains("name:"))
    }

    @Test(arguments: ["x*.png", "x[12].png", "s?/x*.png"])
    func onlyTheNamesOfFilesArePatterns(pattern: String) throws {
        let outer = try SpecFolder(), folder = outer.path + "/a[1] *?\\b"
        try FileManager.default.createDirectory(atPath: folder + "/s1", withIntermediateDirectories: true)
        for name in ["x1.png", "x2.png", "y1.png", "s1/x1.png", "s1/x2.png"] {
            try Data().write(to: URL(fileURLWithPath: "\(folder)/\(name)"))
        }
        let path = folder + "/spec.yaml"
        try Data("dataset: {files: ['\(pattern)']}\n".utf8).write(to: URL(fileURLWithPath: path))
        let runs = try Experiment(contentsOf: path, scale: nil, sets: NoSets()).runs
        let place = pattern.hasPrefix("s") ? folder + "/s1" : folder
        #expect(runs.map(\.spec.source) == ["x1", "x2"].map { ImageSource.file(path: "\(place)/\($0).png") })
    }
}
