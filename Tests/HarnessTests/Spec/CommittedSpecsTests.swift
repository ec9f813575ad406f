import Architectures
import Foundation
import Networks
import Testing
@testable import Harness

/// The specs in `Experiments/figures`, at every scale.
@Suite struct CommittedSpecsTests {
    private static let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().deletingLastPathComponent().appendingPathComponent("Experiments").path
    private static let datasets = Datasets(manifestFolders: [folder + "/datasets"], root: DataRoot("/data"))

    private func read(_ name: String, _ scale: Scale?) throws -> Experiment {
        try Experiment(contentsOf: "\(Self.folder)/figures/\(name).yaml", scale: scale, datasets: Self.datasets)
    }

    @Test func lipschitz() throws {
        for scale in [nil, Scale.quick, .small, .paper] {
            let experiment = try read("lipschitz", scale)
            let lambdas = experiment.runs.map { run -> Double? in
                if case .decoder(let options) = run.spec.fit.architecture { options.lipschitz } else { nil }
            }
            #expect(lambdas == [1, 2, 3])
            #expect(experiment.figure?.series == "network.lipschitz" && experiment.figure?.label(for: "2") == "λ = 2")
        }
        let paper = try read("lipschitz", .paper)
        #expect(paper.runs.map(\.spec) == (try read("lipschitz", nil)).runs.map(\.spec))
        #expect(paper.runs[0].spec.fit.iterations == 10_000 && paper.runs[0].spec.crop == .published)
        #expect(paper.runs[0].spec.source.path == "/data/set9/image_Peppers512rgb.png")
    }

    @Test func gaussian() throws {
        for scale in [nil, Scale.quick, .small, .paper] {
            let experiment = try read("gaussian", scale)
            #expect(experiment.runs.map(\.label) == [0, 0.5, 1].map { "network.upsampler.gaussian.sigma=\(CanonicalText.number($0))" })
            for run in experiment.runs {
                guard case .decoder(let options) = run.spec.fit.architecture else { Issue.record("not a decoder"); continue }
                #expect(options.lipschitz == 1.8 && options.upsamplers.allSatisfy { $0.name == .gaussian })
            }
        }
    }

    @Test func quickNeedsNoData() throws {
        for name in ["lipschitz", "gaussian"] {
            #expect(try read(name, .quick).runs.allSatisfy { $0.spec.source.path == nil })
        }
    }
}
