import Imaging
import Testing
@testable import Restoration

@Suite struct StopMonitorsTests {
    /// Outputs of one grey level each, watched by some rules.
    private static func follow(
        _ rules: [StoppingRule], stop: StoppingRule? = nil, levels: [Float], psnr: [Double], loss: [Double] = [],
        objective: [Double] = []
    ) -> StopMonitors {
        var configuration = SmallFit.configuration()
        configuration.monitors = rules
        configuration.stop = stop
        var monitors = StopMonitors(configuration, outputLike: Image(channels: 1, height: 12, width: 12))
        for i in levels.indices where !monitors.haveEnded {
            monitors.observe(
                StopObservation(
                    iteration: i, loss: loss.isEmpty ? 1 : loss[i], objective: objective.isEmpty ? 1 : objective[i],
                    psnr: psnr[i], ratio: nil),
                image: Image(channels: 1, height: 12, width: 12, repeating: levels[i]))
        }
        return monitors
    }

    private static let levels: [Float] = [0.1, 0.5, 0.6, 0.61, 0.62, 0.9, 0.2, 0.7, 0.1, 0.8]
    private static let psnr: [Double] = [10, 12, 15, 17, 16, 14, 13, 12, 11, 10]

    @Test func eachRuleChooses() throws {
        let rules: [StoppingRule] = [
            .windowedVariance(window: 3, patience: 3), .exponentialVariance(decay: 0.9, patience: 100, start: 0),
            .lossTarget(sigma: 25.5), .oracle, .fixed(iteration: 7), .fixed(iteration: 70), .ratio(),
        ]
        let loss = [1, 0.5, 0.2, 0.1, 0.05, 0.02, 0.01, 0.009, 0.008, 0.007]
        let outcomes = Self.follow(rules, levels: Self.levels, psnr: Self.psnr, loss: loss).outcomes(
            clean: Image(channels: 1, height: 12, width: 12, repeating: 0.6))
        #expect(outcomes.map(\.rule) == rules)
        // The outputs 2, 3 and 4 lie closest together, which is known three iterations later.
        #expect(outcomes.map { $0.chosen?.iteration } == [4, nil, 6, 3, 7, nil, nil])
        #expect(outcomes.map(\.decidedAt) == [7, nil, 6, nil, 7, nil, nil])
        #expect(outcomes.map { $0.chosen?.psnr } == [16, nil, 13, 17, 12, nil, nil])
        #expect(outcomes.map(\.gap) == [1, nil, 4, 0, 5, nil, nil])
        #expect(outcomes[0].chosen?.image.pixels[0] == 0.62)
        #expect(outcomes[1].candidate?.iteration == 4, "the best of a rule that never fired")
        #expect(outcomes[5].candidate == nil && outcomes[6].candidate == nil)
        let ssim = outcomes.map(\.ssim)
        #expect(ssim[0] != nil && ssim[3] != nil && ssim[1] == nil && ssim[5] == nil)
        #expect(outcomes.allSatisfy { !$0.endsFit })
    }

    /// ES-EMV chooses the average of outputs, and tells how good the output of its iteration is, too.
    @Test func anAverageIsChosen() throws {
        let rules: [StoppingRule] = [
            .exponentialVariance(decay: 0.9, patience: 3, start: 0),
            .exponentialVariance(decay: 0.9, patience: 3, start: 5),
            .exponentialVariance(decay: 0.9, patience: 3), .windowedVariance(window: 3, patience: 2, start: 5),
        ]
        let clean = Image(channels: 1, height: 12, width: 12, repeating: 0.6)
        let outcomes = Self.follow(rules, levels: Self.levels, psnr: Self.psnr).outcomes(clean: clean)
        // The differences from the average are least at 4, and from 5 on at 5.
        #expect(
            outcomes.map { $0.chosen?.iteration } == [4, 5, nil, 5] && outcomes.map(\.decidedAt) == [7, 8, nil, 7])
        let chosen = try #require(outcomes[0].chosen)
        #expect(abs(chosen.image.pixels[0] - 0.61876) < 1e-5 && chosen.outputPSNR == 16)
        let psnr = try #require(chosen.psnr)
        #expect(psnr == ImageMetrics.psnr(chosen.image, clean) && abs(psnr - 34.54) < 0.01)
        #expect(outcomes[0].gap == 17 - psnr && outcomes[3].chosen?.outputPSNR == outcomes[3].chosen?.psnr)
        #expect(outcomes[0].ssim.map { abs($0 - 1) < 0.01 } == true)
        let unknown = Self.follow(rules, levels: Self.levels, psnr: Self.psnr).outcomes(clean: nil)
        #expect(unknown[0].chosen?.psnr == nil && unknown[0].chosen?.image == chosen.image)
    }

    /// ZCSC looks at the whole loss, not at the error in it, and zero is not below zero.
    @Test func theLossCrossesZero() {
        let objective = [0.3, 0.1, 0.02, 0, -0.001, 0.2, -1, 0.1, 0.1, 0.1]
        let outcome = Self.follow(
            [.zeroCrossing, .lossTarget(sigma: 25.5)], stop: .zeroCrossing, levels: Self.levels, psnr: Self.psnr,
            objective: objective
        ).outcomes(clean: nil)
        #expect(outcome.map(\.decidedAt) == [4, nil])
        #expect(outcome[0].endsFit && outcome[0].chosen?.iteration == 4 && outcome[0].chosen?.psnr == 16)
        let above = Self.follow(
            [.zeroCrossing], levels: Self.levels, psnr: Self.psnr, loss: objective, objective: objective.map(abs))
        #expect(above.outcomes(clean: nil)[0].chosen == nil)
    }

    @Test func theEndingRuleIsFollowedOnce() {
        let both = Self.follow(
            [.oracle, .fixed(iteration: 4)], stop: .fixed(iteration: 4), levels: Self.levels, psnr: Self.psnr)
        #expect(both.haveEnded && both.monitors.count == 2)
        #expect(both.outcomes(clean: nil).map(\.endsFit) == [false, true])
        #expect(both.outcomes(clean: nil).map { $0.chosen?.iteration } == [3, 4])
        let alone = Self.follow([], stop: .fixed(iteration: 2), levels: Self.levels, psnr: Self.psnr)
        #expect(alone.haveEnded && alone.bestPSNR == 15)
        let never = Self.follow([], stop: .fixed(iteration: 40), levels: Self.levels, psnr: Self.psnr)
        #expect(!never.haveEnded && !never.isEmpty)
    }

    @Test func ratiosAreAskedForWhileTheyMatter() {
        #expect(Self.follow([.ratio()], levels: [0], psnr: [0]).needsRatio)
        #expect(!Self.follow([.oracle], levels: [0], psnr: [0]).needsRatio)
    }
}
