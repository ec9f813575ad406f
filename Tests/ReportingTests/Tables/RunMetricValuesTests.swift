import Records
import Testing

@testable import Reporting

@Suite struct RunMetricValuesTests {
    private let folder: PlotFolder
    private let directory: String

    /// PSNR 0, 1, ... 10 at iterations 0, 10, ... 100, but 20 at iteration 50; SSIM a tenth of it; half a second an iteration, but for a pause.
    init() throws {
        folder = try PlotFolder()
        directory = folder.path + "/run"
        try Folder.create(directory)
        let writer = try CurveWriter(
            path: directory + "/curves.csv", columns: ["iteration", "psnr", "ssim", "fbc_1", "fbc_2", "seconds"])
        for row in 0...10 {
            try writer.append([
                Double(10 * row), row == 5 ? 20 : Double(row), row == 5 ? 0.75 : Double(row) / 10,
                0.125 * Double(min(row, 6)), [0.9, 0.8, 0.1, 0.2, 0.6][min(row, 4)],
                Double(5 * row) + (row > 7 ? 1000 : 0),
            ])
        }
        try writer.close()
    }

    private func value(
        _ quantity: MetricQuery, summary: [String: Double] = ["psnr": 10, "psnr_best": 20, "fbc_2": 0.5, "ssim": 1]
    ) throws -> Double? {
        try RunMetricValues(directory: directory, record: record(summary: summary)).value(quantity)?.number
    }

    @Test(
        arguments: [
            (.psnr, 10), (.psnrBest, 20), (.drop, 10), (.psnrLast, 9.5), (.dropLast, 10.5), (.ssimLast, 0.95),
            (.ssimBest, 0.75),
            (.secondsPerIteration, 0.25), (.coreSecondsPerIteration, 1), (.seconds, 25), (.coreSeconds, 100),
            (.psnrAnswer, 10), (.parameters, 1234),
            (.iterations, 100), (.peakMemory, 98), (.psnrAveraged, nil), (.psnrInput, nil),
        ] as [(RunMetric, Double?)])
    func measures(_ measure: RunMetric, _ expected: Double?) throws {
        #expect(try value(MetricQuery(measure)) == expected)
    }

    /// A rule ended the run after a quarter of its iterations.
    @Test func aRunThatEndedEarlyTookLess() throws {
        try AtomicFile.write("iteration,psnr,seconds\n0,1,0\n10,2,5\n24,3,12\n", to: directory + "/curves.csv")
        for (measure, expected) in [(RunMetric.seconds, 6.25), (.coreSeconds, 25), (.iterations, 25)] {
            #expect(try value(MetricQuery(measure)) == expected)
        }
        try AtomicFile.write(
            "rule,parameters,iteration,known_at,psnr,ssim,gap\nwmv,,,,,,\n", to: directory + "/stops.csv")
        #expect(try value(MetricQuery(.stopIteration, rule: "wmv")) == 25)
        #expect(try value(MetricQuery(.decidedAt, rule: "wmv")) == 25)
    }

    /// Both gaps of a table are to the best of all iterations, of which not all are recorded.
    @Test func aRuleThatNeverFiredHasTheSameBest() throws {
        try AtomicFile.write(
            "rule,parameters,iteration,known_at,psnr,ssim,gap\nwmv,,,,,,\nratio,,60,80,18,,2.5\noracle,,47,,20.5,,0\n",
            to: directory + "/stops.csv")
        #expect(try value(MetricQuery(.stopGap, rule: "wmv")) == 10.5)
        #expect(try value(MetricQuery(.stopGap, rule: "ratio")) == 2.5)
    }

    /// Its one output is no peak that a curve falls from.
    @Test func aMethodWithOneOutputHasNoDrop() throws {
        try AtomicFile.write("iteration,psnr,seconds\n0,30,2\n", to: directory + "/curves.csv")
        let summary: [String: Double] = ["psnr": 30, "psnr_best": 30, "iteration_best": 0]
        let numbers = RunMetricValues(directory: directory, record: record(iterations: 1, summary: summary))
        #expect(try numbers.value(MetricQuery(.psnrLast))?.number == 30)
        #expect(try numbers.value(MetricQuery(.dropLast)) == nil && numbers.value(MetricQuery(.drop)) == nil)
    }

    /// Where the record has processor time, it is what core-seconds are; never on a device.
    @Test func coreSecondsAreProcessorTime() throws {
        func value(_ measure: RunMetric, device: String? = nil) throws -> Double? {
            var record = record(processorSeconds: 0.375)
            record.provenance.device = device.map {
                Provenance.Device(driver: "cuda", name: $0, driverVersion: "1", compiler: "nvrtc", arithmetic: 1)
            }
            return try RunMetricValues(directory: directory, record: record).value(MetricQuery(measure))?.number
        }
        #expect(try value(.coreSecondsPerIteration) == 0.375 && value(.coreSeconds) == 37.5)
        #expect(try value(.seconds) == 25)
        #expect(try value(.coreSecondsPerIteration, device: "a card") == nil)
        #expect(try value(.coreSeconds, device: "a card") == nil)
    }

    /// A mean or an average of outputs is the answer where the method has one.
    @Test func theAnswerIsTheMethods() throws {
        func answer(_ further: [String: Double]) throws -> Double? {
            try value(MetricQuery(.psnrAnswer), summary: ["psnr": 10].merging(further) { $1 })
        }
        #expect(try answer(["psnr_ema": 12]) == 12)
        #expect(try answer(["psnr_ema": 12, "psnr_sgld": 11]) == 11)
        #expect(try answer(["psnr_lowest_loss": 9]) == 9)
    }

    @Test func measuresWithOptions() throws {
        #expect(try value(MetricQuery(.fbc, band: 2)) == 0.5)
        #expect(try value(MetricQuery(.fbc, band: 3)) == nil)
        #expect(try value(MetricQuery(.fbcBest, band: 1)) == 0.625)
        #expect(try value(MetricQuery(.fbcBest, band: 3)) == nil)
        #expect(try value(MetricQuery(.fbcReached, band: 1, level: 0.5)) == 40)
        #expect(try value(MetricQuery(.fbcReached, band: 1, level: 0.51)) == 50)
        #expect(try value(MetricQuery(.fbcReached, band: 1, level: 0.8)) == nil)
        // What begins above the level has not risen to it.
        #expect(try value(MetricQuery(.fbcReached, band: 2, level: 0.5)) == 40)
        #expect(try value(MetricQuery(.psnrAt, iteration: 50)) == 20)
        #expect(try value(MetricQuery(.psnrAt, iteration: 55)) == nil)
        #expect(try value(MetricQuery(.drop), summary: ["psnr": 10]) == nil)
    }

    @Test func whatARuleChose() throws {
        try AtomicFile.write(
            "rule,parameters,iteration,known_at,psnr,ssim,gap\nratio,a,60,80,18,0.5,2\nratio,b c=1,70,70,17,,3\nwmv,,,,,,\n",
            to: directory + "/stops.csv")
        #expect(try value(MetricQuery(.stopPSNR, rule: "ratio", parameters: "a")) == 18)
        #expect(try value(MetricQuery(.stopIteration, rule: "ratio", parameters: "b")) == 70)
        #expect(
            try value(MetricQuery(.stopSaved, rule: "ratio", parameters: "a")).map { ($0 * 1000).rounded() } == 19_000)
        #expect(try value(MetricQuery(.decidedAt, rule: "ratio", parameters: "a")) == 80)
        #expect(try value(MetricQuery(.stopSSIM, rule: "ratio", parameters: "b")) == nil)
        #expect(try value(MetricQuery(.stopPSNR, rule: "fixed")) == nil)
        // The first of the name.
        #expect(try value(MetricQuery(.stopGap, rule: "ratio")) == 2)
    }

    /// Then the run goes on to its end.
    @Test func aRuleThatNeverFiredLeavesTheEnd() throws {
        try AtomicFile.write(
            "rule,parameters,iteration,known_at,psnr,ssim,gap\nwmv,,,,,,\n", to: directory + "/stops.csv")
        let numbers = RunMetricValues(
            directory: directory, record: record(summary: ["psnr": 10, "psnr_best": 20, "ssim": 0.5]))
        for (measure, expected) in [
            (RunMetric.stopPSNR, 10.0), (.stopSSIM, 0.5), (.stopIteration, 100), (.stopGap, 10), (.stopSaved, 0),
            (.decidedAt, 100),
        ] {
            #expect(
                try numbers.value(MetricQuery(measure, rule: "wmv"))
                    == RunMetricValues.Value(number: expected, isOfTheEnd: true))
        }
    }
}
