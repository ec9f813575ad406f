import Architectures
import Datasets
import Foundation
import Networks
import Records
import Specs
import TestTools
import Testing

@testable import Runs

/// The specs in `Experiments`, at every scale.
@Suite struct CommittedSpecsTests {
    private static let folder = repository.appendingPathComponent("Experiments").path
    private static let datasets = DatasetCatalogue(manifestFolders: [folder + "/datasets"], root: DataRoot("/data"))

    private func read(_ name: String, _ scale: Scale?) throws -> Experiment {
        try Experiment(contentsOf: "\(Self.folder)/figures/\(name).yaml", scale: scale, datasets: Self.datasets)
    }

    @Test func lipschitz() throws {
        for scale in [nil, Scale.quick, .crop128, .published] {
            let experiment = try read("lipschitz", scale)
            let lambdas = experiment.runs.map { run -> Double? in
                if case .decoder(let options) = run.spec.fit.architecture { options.lipschitz } else { nil }
            }
            #expect(lambdas == (scale == .quick ? [1, 1.4, 2] : [1, 2, 3]))
            #expect(
                experiment.figures.first?.series == "network.lipschitz"
                    && experiment.figures.first?.label(for: "2") == "λ = 2")
        }
        let published = try read("lipschitz", .published)
        #expect(published.runs.map(\.spec) == (try read("lipschitz", nil)).runs.map(\.spec))
        #expect(published.runs[0].spec.fit.iterations == 10_000 && published.runs[0].spec.crop == .published)
        #expect(published.runs[0].spec.source.path == "/data/set9/image_Peppers512rgb.png")
    }

    @Test func gaussian() throws {
        for scale in [nil, Scale.quick, .crop128, .published] {
            let experiment = try read("gaussian", scale)
            #expect(
                experiment.runs.map(\.label)
                    == [0, 0.5, 1].map { "network.upsampler.gaussian.sigma=\(CanonicalText.number($0))" })
            for run in experiment.runs {
                guard case .decoder(let options) = run.spec.fit.architecture else {
                    Issue.record("not a decoder"); continue
                }
                #expect(options.lipschitz == 1.8 && options.upsamplers.allSatisfy { $0.name == .gaussian })
            }
        }
    }

    @Test func baselines() throws {
        for scale in [nil, Scale.quick, .crop128, .published] {
            let runs = try read("../ablations/baselines", scale).runs
            let names = [
                "DIP", "SGLD", "DIP-TV", "backtracking", "deep decoder", "controlled", "CBM3D", "ZS-N2N", "aSeqDIP",
                "Self-Guided DIP", "Deep Random Projector", "DIP-SURE",
            ]
            #expect(Array(runs.map { $0.axes.first { $0.key == "variant" }?.value }.prefix(names.count)) == names)
            let fits = runs.map(\.spec.fit)
            #expect(
                fits[6...].prefix(6).map(\.method.name)
                    == [.cbm3d, .zeroShot, .autoencoding, .selfGuided, .randomProjector, .unbiasedRisk])
            #expect(fits[11].stop == .zeroCrossing)
            #expect(
                fits[0].ema == 0.99 && fits[1].langevin != nil && fits[2].totalVariation != nil
                    && fits[3].backtrack == 5)
            #expect(fits[0].inputNoise == 1.0 / 30 && fits[4].architecture.name == .deepDecoder)
        }
        // What the authors of each published.
        #expect(
            try read("../ablations/baselines", nil).runs.prefix(12).map(\.spec.fit.iterations) == [
                3000, 20_000, 3000, 3000, 3000, 10_000, 1, 3000, 4000, 4000, 5001, 3000,
            ])
    }

    /// Each variant is the plain one with one remedy.
    @Test func collapse() throws {
        let all = try read("../ablations/collapse", nil).runs
        let runs = all.filter { $0.spec.source.image == "house" }, fits = runs.map(\.spec.fit)
        #expect(all.count == 2 * runs.count && all.allSatisfy { $0.spec.crop == .centred(96) })
        #expect(
            runs.map(\.axes[0].value) == [
                "plain", "cosine rate", "epsilon 1e-6", "epsilon 1e-4", "clip 1", "amsgrad", "backtrack",
            ])
        try #require(fits.count == 7)
        #expect(fits[1].schedule == .cosine(updates: nil, end: 0))
        #expect(fits[2].epsilon == 1e-6 && fits[3].epsilon == 1e-4 && fits[4].largestNorm == 1)
        #expect(fits[5].rule == .amsgrad && fits[6].backtrack == 5)
        let quick = try read("../ablations/collapse", .quick).runs.map(\.spec.fit)
        #expect(quick.map(\.learningRate) == [0.003, 0.003] && quick.map(\.rule) == [.adam, .amsgrad])
    }

    private func names() throws -> [String] {
        try ["figures", "tables", "ablations"].flatMap { part in
            try FileManager.default.contentsOfDirectory(atPath: "\(Self.folder)/\(part)").filter {
                $0.hasSuffix(".yaml")
            }
            .map { "../\(part)/\($0.dropLast(5))" }
        }
    }

    /// A scale that names a size has images of that size.
    @Test func scalesAreWhatTheyAreCalled() throws {
        for name in try names() {
            let path = "\(Self.folder)/figures/\(name).yaml"
            let text = try String(contentsOfFile: path, encoding: .utf8)
            #expect(!text.contains(#/(?m)^  (?:small|paper):/#), "\(name)")
            for scale in try Experiment.scales(of: path) {
                for run in try read(name, scale).runs {
                    switch scale {
                    case .crop128, .crop512:
                        let side = scale == .crop128 ? 128 : 512
                        #expect(run.spec.crop == .centred(side), "\(name)")
                    case .whole256:
                        #expect(run.spec.crop == .published && run.spec.source.image.contains("256"), "\(name)")
                    case .quick: #expect(run.spec.source.path == nil, "\(name)")
                    case .published, .small, .paper: break
                    }
                }
            }
        }
    }

    /// Figures of curves tell eight apart, which shows only once all runs are there.
    @Test func figuresCanBeDrawn() throws {
        for name in try names() {
            for scale in [nil, Scale.quick] {
                let experiment = try read(name, scale)
                for figure in experiment.figures where [.bands, .losses].contains(figure.kind) {
                    let series = experiment.runs.compactMap { run in run.axes.first { $0.key == figure.series }?.value
                    }
                    #expect(Set(series).count <= 8, "\(name), \(scale?.rawValue ?? "no scale")")
                }
            }
        }
    }

    @Test func quickNeedsNoData() throws {
        let names = try names()
        #expect(names.count > 20)
        for name in names {
            #expect(try read(name, .quick).runs.allSatisfy { $0.spec.source.path == nil }, "\(name)")
        }
    }

    /// The first result is quick because specs share runs: the first run of the first figure is one of each of these.
    @Test func quickSharesItsRuns() throws {
        func keys(_ name: String) throws -> [String] {
            try ExperimentPlan(read(name, .quick), store: RunStore(root: "/nowhere"), estimates: false).runs.map(\.key)
        }
        let first = try keys("lipschitz")[0]
        for name in [
            "applications", "tasks", "auto-stop", "full-size", "lipschitz-256", "lipschitz-512", "../tables/denoising",
            "../ablations/stopping",
        ] {
            #expect(try keys(name).contains(first), "\(name)")
        }
        for (part, whole) in [("gaussian", "gaussian-256"), ("../tables/inpainting-256", "../tables/inpainting")] {
            #expect(try Set(keys(part)).isSubset(of: keys(whole)), "\(part)")
        }
        let tasks = try keys("tasks")
        for name in ["deblocking", "inpainting", "super-resolution"] {
            #expect(try !Set(keys("../tables/\(name)")).isDisjoint(with: tasks), "\(name)")
        }
    }
}
