import Foundation
import Imaging
import Spectra
import Testing
@testable import Restoration

/// What a fit records, and when.
@Suite struct FitTests {
    @Test(arguments: [
        (10, 4, [0, 4, 8, 9]), (10, 3, [0, 3, 6, 9]), (9, 4, [0, 4, 8]), (5, 20, [0, 4]), (1, 1, [0]),
        (3, 1, [0, 1, 2]),
    ])
    func rowsComeEveryNthAndAtTheEnd(iterations: Int, every: Int, expected: [Int]) throws {
        var configuration = SmallFit.configuration(iterations: iterations)
        configuration.recordEvery = every
        let outcome = try SmallFit.run(configuration)
        #expect(outcome.rows.map(\.iteration) == expected)
        #expect(outcome.progress == Array(1...iterations))
    }

    @Test func recordingLessOftenChangesNothing() throws {
        var configuration = SmallFit.configuration(iterations: 7)
        let all = try SmallFit.run(configuration)
        configuration.recordEvery = 3
        let some = try SmallFit.run(configuration)
        #expect(some.curves == [0, 3, 6].map { all.curves[$0] })
        #expect(some.result.output == all.result.output)
    }

    @Test func columnsNameTheValues() throws {
        var configuration = SmallFit.configuration(iterations: 2)
        let measures = ["iteration", "loss", "psnr", "psnr_degraded", "ssim", "gmsd"],
            last = ["blur", "sharpness", "ratio", "seconds"]
        let plain = try SmallFit.run(configuration)
        #expect(plain.columns == measures + ["fbc_1", "fbc_2", "fbc_3", "fbc_4", "fbc_5"] + last)
        configuration.ema = 0.9
        configuration.bandCount = 3
        let averaged = try SmallFit.run(configuration)
        #expect(averaged.columns == measures + ["psnr_ema", "fbc_1", "fbc_2", "fbc_3"] + last)
        for outcome in [plain, averaged] {
            for row in outcome.rows {
                #expect(row.values.count == outcome.columns.count - 1)
                #expect(row.values.allSatisfy { $0?.isFinite ?? true })
            }
        }
        #expect(plain.values("psnr") == averaged.values("psnr"))
    }

    @Test func valuesAreThoseOfTheOutput() throws {
        var configuration = SmallFit.configuration(iterations: 3)
        configuration.bandReference = .clean
        configuration.bandGeometry = .isotropic
        let outcome = try SmallFit.run(configuration)
        let output = outcome.result.output, clean = SmallFit.clean
        let degraded = try Problem(task: configuration.task, clean: clean, seed: configuration.seed).degraded
        let bands = try Bands(count: 5, geometry: .isotropic, width: 64, height: 64)
        let expected = MetricSet(clean: clean, degraded: degraded, reference: clean, bands: bands).measure(output)
        #expect(outcome.values("psnr").last == expected.psnr)
        #expect(outcome.values("psnr_degraded").last == expected.psnrDegraded)
        #expect(outcome.values("ssim").last == expected.ssim)
        #expect(outcome.values("gmsd").last == expected.gmsd)
        #expect((1...5).map { outcome.values("fbc_\($0)").last! } == expected.fbc)
        #expect(outcome.values("ratio").last == expected.ratio)
        let loss = try #require(outcome.values("loss").last!)
        #expect(abs(loss / ImageMetrics.meanSquaredError(output, degraded) - 1) < 1e-6)
        #expect(outcome.result.finalPSNR == expected.psnr)
        #expect(outcome.result.parameterCount == 8 * 8 * 9 + 8 + 8 + 11 * (8 * 8 * 9 + 8 + 8) + 8 * 3 + 3)
    }

    @Test func bandsReferToTheDegradedImageUnlessToldOtherwise() throws {
        var configuration = SmallFit.configuration(iterations: 1)
        let degraded = try SmallFit.run(configuration)
        configuration.bandReference = .clean
        let clean = try SmallFit.run(configuration)
        #expect(degraded.values("fbc_3") != clean.values("fbc_3"))
        #expect(degraded.values("psnr") == clean.values("psnr"))
    }

    @Test func theLossOfInpaintingCountsKnownSamplesOverAll() throws {
        let configuration = SmallFit.configuration(task: .inpaint(keep: 0.4), iterations: 3)
        let outcome = try SmallFit.run(configuration)
        let problem = try Problem(task: configuration.task, clean: SmallFit.clean, seed: configuration.seed)
        let mask = try #require(problem.mask)
        let sum = outcome.result.output.pixels.indices.reduce(0.0) { sum, i in
            let difference =
                Double(mask.pixels[i]) * Double(outcome.result.output.pixels[i]) - Double(problem.degraded.pixels[i])
            return sum + difference * difference
        }
        let loss = try #require(outcome.values("loss").last!)
        #expect(abs(loss * Double(mask.pixels.count) / sum - 1) < 1e-6)
    }

    @Test func theBestRecordedOutputIsKept() throws {
        var configuration = SmallFit.configuration(iterations: 12)
        // Nothing but the input changes, so that PSNR goes up and down.
        configuration.learningRate = 0
        configuration.inputNoise = 0.5
        let outcome = try SmallFit.run(configuration)
        let psnr = outcome.values("psnr").map { $0! }
        let best = psnr.max()!
        #expect(outcome.result.best?.psnr == best)
        #expect(outcome.result.best?.iteration == psnr.firstIndex(of: best))
        #expect(ImageMetrics.psnr(try #require(outcome.result.best).image, SmallFit.clean) == best)
        #expect(outcome.result.finalPSNR == psnr.last)
        #expect(ImageMetrics.psnr(outcome.result.output, SmallFit.clean) == psnr.last)
        #expect((1..<11).contains(try #require(outcome.result.best).iteration))
    }

    @Test func timeGrows() throws {
        let outcome = try SmallFit.run(SmallFit.configuration(iterations: 5))
        let seconds = outcome.values("seconds").map { $0! }
        #expect(seconds == seconds.sorted() && seconds[0] > 0)
        #expect(abs(outcome.result.secondsPerIteration * 5 / seconds[4] - 1) < 1e-9)
    }

    private static func fit(_ configuration: FitConfiguration) throws -> Fit {
        let problem = try Problem(task: configuration.task, clean: SmallFit.clean, seed: configuration.seed)
        return try Fit(configuration, problem: problem, threads: 1)
    }

    @Test func processorTimeIsThatOfTheIterationsSinceTheFitWasMade() throws {
        let (fit, before) = (try Self.fit(SmallFit.configuration(iterations: 3)), ProcessorTime.now)
        #expect(fit.result.processorSecondsPerIteration == nil)
        while !fit.isDone { _ = try fit.step() }
        let seconds = try #require(fit.result.processorSecondsPerIteration)
        #expect(seconds > 0 && seconds * 3 <= ProcessorTime.now - before)
    }

    @Test func processorTimeCountsProgramsThatWereRun() {
        // What other tests compute meanwhile is this process's own.
        func ofPrograms() -> Double {
            var own = timespec()
            clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &own)
            return ProcessorTime.now - Double(own.tv_sec) - Double(own.tv_nsec) * 1e-9
        }
        let before = ofPrograms()
        #expect(system("i=0; while [ $i -lt 200000 ]; do i=$((i+1)); done") == 0)
        #expect(ofPrograms() - before > 0.02)
    }

    @Test func curvesDoNotDependOnThreads() throws {
        let configuration = SmallFit.configuration(iterations: 4)
        let reference = try SmallFit.run(configuration)
        for threads in 2...3 { #expect(try SmallFit.run(configuration, threads: threads).curves == reference.curves) }
    }

    @Test func seedsDecide() throws {
        var configuration = SmallFit.configuration(iterations: 2)
        let first = try SmallFit.run(configuration)
        #expect(try SmallFit.run(configuration).curves == first.curves)
        configuration.seed += 1
        #expect(try SmallFit.run(configuration).curves != first.curves)
    }
}
