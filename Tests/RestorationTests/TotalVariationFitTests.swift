import Imaging
import Networks
import TestSupport
import Testing

@testable import Restoration

/// The total variation term in fits of every kind of objective.
@Suite struct TotalVariationFitTests {
    private func variation(_ image: Image) -> Double {
        NaiveLayers.totalVariation(
            NaiveMap(
                channels: image.channels, height: image.height, width: image.width,
                values: image.pixels.map { Double($0) }))
    }

    @Test(arguments: [RestorationTask.denoise(sigma: 25), .inpaint(keep: 0.5), .superResolve(.init(factor: 4))])
    func theLossIsTheDataLossAndTheTerm(_ task: RestorationTask) throws {
        var configuration = SmallFit.configuration(task: task, iterations: 3)
        let plain = try SmallFit.run(configuration)
        configuration.totalVariation = 0.25
        let outcome = try SmallFit.run(configuration)
        #expect(
            outcome.columns.starts(with: ["iteration", "loss", "data_loss", "psnr"])
                && !plain.columns.contains("data_loss"))
        let loss = try #require(outcome.values("loss").last!), data = try #require(outcome.values("data_loss").last!)
        #expect(abs((loss - data) / (0.25 * variation(outcome.result.output)) - 1) < 1e-5)
        #expect(outcome.values("data_loss")[0] == plain.values("loss")[0])
        #expect(outcome.values("data_loss")[2] != plain.values("loss")[2])
    }

    /// Of a padded image only the image's own samples count.
    @Test func theFrameHasNoVariation() throws {
        var configuration = SmallFit.configuration(iterations: 2)
        configuration.padsImage = true
        configuration.totalVariation = 0.5
        let outcome = try SmallFit.run(configuration, clean: .textured(channels: 3, height: 70, width: 93, seed: 4))
        let loss = try #require(outcome.values("loss").last!), data = try #require(outcome.values("data_loss").last!)
        #expect(abs((loss - data) / (0.5 * variation(outcome.result.output)) - 1) < 1e-5)
    }

    /// The discrepancy principle knows the noise in the data, not what else is in the loss.
    @Test func theLossTargetIsOfTheDataLoss() throws {
        var configuration = SmallFit.configuration(iterations: 3)
        configuration.totalVariation = 0.25
        let plain = try SmallFit.run(configuration)
        let loss = try #require(plain.values("loss")[0]), data = try #require(plain.values("data_loss")[0])
        configuration.monitors = [
            .lossTarget(sigma: 255 * ((loss + data) / 2).squareRoot()),
            .lossTarget(sigma: 255 * (0.9 * data).squareRoot()),
        ]
        let stops = try SmallFit.run(configuration).result.stops
        #expect(stops[0].decidedAt == 0 && stops[1].decidedAt != 0)
    }

    @Test func aHeavyTermMakesOutputsFlat() throws {
        var configuration = SmallFit.configuration(iterations: 40)
        let plain = variation(try SmallFit.run(configuration).result.output)
        configuration.totalVariation = 10
        #expect(try variation(SmallFit.run(configuration).result.output) < 0.2 * plain)
    }
}
