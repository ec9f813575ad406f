import Foundation
import Networks
import Testing

@Suite struct LearningRateScheduleTests {
    @Test func ratesAreThoseOfTheFormulas() {
        let steps = LearningRateSchedule.steps(every: 1000, factor: 0.5)
        for (done, rate) in [(0, 0.8), (999, 0.8), (1000, 0.4), (1999, 0.4), (2000, 0.2)] {
            #expect(abs(steps.rate(0.8, after: done) - rate) < 1e-15)
        }
        let cosine = LearningRateSchedule.cosine(updates: nil, end: 0.1).over(300)
        for (done, rate) in [(0, 1.0), (150, 0.55), (100, 0.775), (300, 0.1), (400, 0.1)] {
            #expect(abs(cosine.rate(1, after: done) - rate) < 1e-12)
        }
        #expect(LearningRateSchedule.cosine(updates: 7, end: 0).over(300) == .cosine(updates: 7, end: 0))
        #expect(abs(LearningRateSchedule.exponential(factor: 0.9).rate(2, after: 3) - 2 * 0.729) < 1e-12)
        #expect(LearningRateSchedule.constant.rate(0.3, after: 12345) == 0.3)
    }
}
