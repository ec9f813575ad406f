import Foundation
import Testing

/// Figures of means over seeds and images, and figures for print.
@Suite struct MeanFigureTests {
    private let folder: TestFolder

    init() throws { folder = try TestFolder() }

    /// Two ceilings, two images, two seeds.
    private func plot(_ figure: String) async throws -> DipProgram.Output {
        try folder.write(
            "title: Two at 64 x 64\n" + TinySpec.settings.replacing("[leaves]", with: "[leaves, fabric]")
                + TinySpec.sweep + "seeds: [0, 1]\nfigure: " + figure, to: "tiny.yaml")
        _ = try await DipProgram.run("run", "tiny.yaml", in: folder)
        return try await DipProgram.run("plot", "tiny.yaml", in: folder)
    }

    @Test func oneFigureForEachSeedBecomesOneForAll() async throws {
        let output = try await plot("{series: network.lipschitz, over: [seed, image]}\n")
        #expect(output.status == 0 && output.error == "")
        #expect(folder.pictures() == ["tiny/tiny.svg"])
        let script = try folder.text("Plots/tiny/tiny.gp"), picture = try folder.text("Plots/tiny/tiny.svg")
        #expect(script.components(separatedBy: "with filledcurves").count == 3)
        #expect(picture.contains("Means over 2 seeds and 2 images; shaded: one standard deviation."))
        // The size is said once, with its sign.
        #expect(script.contains("title 'Two at 64 × 64' font"))
        // Of four runs.
        let means = try folder.text("Plots/tiny/tiny-1.csv").split(separator: "\n").map { $0.split(separator: ",") }
        let values = try folder.runs().filter {
            try folder.text("\($0)/spec.yaml").contains("lipschitz: 1\n")
        }.map { run in
            let rows = try folder.text("\(run)/curves.csv").split(separator: "\n").map { $0.split(separator: ",") }
            return try #require(rows[0].firstIndex(of: "psnr").flatMap { Double(rows[1][$0]) })
        }
        #expect(values.count == 4)
        let mean = try #require(Double(means[1][1]))
        #expect(abs(mean - values.reduce(0, +) / 4) < 1e-3)
    }

    @Test func overTheSeedsThereIsOneForEachImage() async throws {
        let output = try await plot("{kind: losses, series: network.lipschitz, over: seed, width: 84mm}\n")
        #expect(output.status == 0 && output.error == "")
        #expect(folder.pictures() == ["tiny/fabric.svg", "tiny/leaves.svg"])
        let picture = try folder.text("Plots/tiny/leaves.svg")
        #expect(picture.contains("width=\"317\"") && picture.contains("Means over 2 seeds;"))
        // For print without a title, which the picture has as its name.
        #expect(!picture.contains("Two at 64") && picture.contains("<title>Two_at_64_64_leaves</title>"))
    }

    @Test func aTitleCanBeLeftOut() async throws {
        let output = try await plot("{series: network.lipschitz, over: [seed, image], title: none}\n")
        #expect(output.status == 0)
        #expect(try !folder.text("Plots/tiny/tiny.svg").contains(">Two at"))
        #expect(try !folder.text("Plots/tiny/tiny.svg").contains(">none"))
    }
}
