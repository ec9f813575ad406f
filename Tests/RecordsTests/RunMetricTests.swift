import Records
import Testing

@Suite struct RunMetricTests {
    @Test func whatIsComparedWithPapersIsBetterWhenLarger() {
        for measure in RunMetric.allCases where measure.publishedMetric != nil {
            #expect(measure.largerIsBetter == true, "\(measure.rawValue)")
        }
        #expect(
            RunMetric.psnrBest.publishedMetric == "psnr" && RunMetric.psnrLuma.publishedMetric == "psnr_y"
                && RunMetric.stopSSIM.publishedMetric == "ssim" && RunMetric.drop.publishedMetric == nil)
    }

    @Test func directions() {
        #expect(RunMetric.drop.largerIsBetter == false && RunMetric.stopGap.largerIsBetter == false)
        #expect(RunMetric.iterationBest.largerIsBetter == nil && RunMetric.fbc.largerIsBetter == nil)
        // The best iteration is known from the clean image alone.
        #expect(
            !RunMetric.psnrBest.isRanked && !RunMetric.psnrInput.isRanked && !RunMetric.coreSeconds.isRanked
                && RunMetric.stopPSNR.isRanked)
    }
}
