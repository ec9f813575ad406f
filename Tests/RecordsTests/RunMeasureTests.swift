import Records
import Testing

@Suite struct RunMeasureTests {
    @Test func whatIsComparedWithPapersIsBetterWhenLarger() {
        for measure in RunMeasure.allCases where measure.publishedMetric != nil {
            #expect(measure.largerIsBetter == true, "\(measure.rawValue)")
        }
        #expect(
            RunMeasure.psnrBest.publishedMetric == "psnr" && RunMeasure.psnrLuma.publishedMetric == "psnr_y"
                && RunMeasure.stopSSIM.publishedMetric == "ssim" && RunMeasure.drop.publishedMetric == nil)
    }

    @Test func directions() {
        #expect(RunMeasure.drop.largerIsBetter == false && RunMeasure.stopGap.largerIsBetter == false)
        #expect(RunMeasure.iterationBest.largerIsBetter == nil && RunMeasure.fbc.largerIsBetter == nil)
        // The best iteration is known from the clean image alone.
        #expect(
            !RunMeasure.psnrBest.isAttainable && !RunMeasure.psnrInput.isAttainable && RunMeasure.stopPSNR.isAttainable)
    }
}
