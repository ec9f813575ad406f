import Architectures
import BinaryCoding
import Imaging
import Networks
import Restoration
import Testing

/// A fit of more iterations that goes on from the end of a shorter one is what it would have been without.
@Suite struct LongerFitTests {
    /// Kinds of state, and methods; none of them is ended by a rule before its last iteration.
    static let cases: [String: (configuration: FitConfiguration, clean: Image)] = {
        var cases: [String: (configuration: FitConfiguration, clean: Image)] = [:]
        for (name, configuration) in FitCheckpointTests.configurations {
            var configuration = configuration
            configuration.stop = configuration.stop.map { _ in .fixed(iteration: 40) }
            // So that most last iterations have a row of their own.
            configuration.recordEvery = 4
            cases[name] = (configuration, SmallFit.clean)
        }
        cases["frame"]?.clean = Image.textured(channels: 3, height: 50, width: 70, seed: 4)
        for sample in MethodFitTests.cases where sample.method != .zeroShot {
            var configuration = MethodFit.configuration(sample.method, task: sample.task)
            configuration.recordEvery = 4
            cases["method \(sample.method.name.rawValue)"] = (configuration, MethodFit.clean)
        }
        for (name, schedule) in [
            "steps": LearningRateSchedule.steps(every: 3, factor: 0.1), "cosine": .cosine(updates: 7, end: 0.1),
            "exponential": .exponential(factor: 0.7),
        ] {
            var configuration = SmallFit.configuration()
            (configuration.schedule, configuration.recordEvery) = (schedule, 4)
            cases["schedule \(name)"] = (configuration, SmallFit.clean)
        }
        return cases
    }()

    private func fit(_ configuration: FitConfiguration, _ clean: Image, iterations: Int, threads: Int = 1) throws -> Fit
    {
        var configuration = configuration
        configuration.iterations = iterations
        let problem = try Problem(task: configuration.task, clean: clean, seed: configuration.seed)
        return try Fit(configuration, problem: problem, threads: threads)
    }

    /// All rows of a fit without their seconds.
    private func rows(_ fit: Fit) throws -> [[Double?]] {
        var rows: [[Double?]] = []
        while !fit.isDone {
            if let row = try fit.step() { rows.append([Double(row.iteration)] + row.values.dropLast()) }
        }
        return rows
    }

    /// What the end state gives to the next, longer fit.
    private func longer(_ fit: Fit, _ configuration: FitConfiguration, _ clean: Image, iterations: Int) throws -> Fit {
        var writer = ByteWriter()
        try fit.encodeEndState(to: &writer)
        let next = try self.fit(configuration, clean, iterations: iterations, threads: 2)
        var reader = ByteReader(writer.bytes)
        try next.restoreState(from: &reader)
        return next
    }

    @Test(arguments: cases.keys.sorted())
    func isTheSameBitForBit(_ name: String) throws {
        let (configuration, clean) = try #require(Self.cases[name])
        #expect(configuration.isPartOfLongerFits)
        let whole = try fit(configuration, clean, iterations: 15)
        let expected = try rows(whole)
        // In two steps: the first ends at an iteration with a row of its own, the second at one that is recorded anyway.
        var all: [[Double?]] = []
        var part = try fit(configuration, clean, iterations: 6)
        all += try rows(part).filter { $0[0]! != 5 }
        part = try longer(part, configuration, clean, iterations: 9)
        #expect(part.iteration == 6)
        all += try rows(part)
        part = try longer(part, configuration, clean, iterations: 15)
        all += try rows(part)
        #expect(all == expected)
        let (result, reference) = (part.result, whole.result)
        #expect(result.output == reference.output && result.averaged == reference.averaged)
        #expect(result.best == reference.best && result.finalPSNR == reference.finalPSNR)
        #expect(result.posteriorMean == reference.posteriorMean && result.lowestLoss == reference.lowestLoss)
        #expect(result.stops == reference.stops)
    }

    /// The row of the last iteration may hold the best output of a short fit, which the longer one does not record.
    @Test func theExtraRowIsForgotten() throws {
        var configuration = SmallFit.configuration()
        configuration.recordEvery = 4
        let short = try fit(configuration, SmallFit.clean, iterations: 7)
        _ = try rows(short)
        #expect(short.result.best?.iteration == 6)
        let next = try longer(short, configuration, SmallFit.clean, iterations: 8)
        #expect(next.result.best?.iteration == 4 && next.result.finalPSNR != short.result.finalPSNR)
        // The fit itself stays as it was.
        #expect(short.result.best?.iteration == 6)
    }

    /// Where the first iterations depend on the number of all, nothing goes on from them.
    @Test func whatDependsOnTheLengthIsNoPart() throws {
        var cosine = SmallFit.configuration()
        cosine.schedule = .cosine(updates: nil, end: 0)
        #expect(!cosine.isPartOfLongerFits)
        let short = try rows(fit(cosine, SmallFit.clean, iterations: 6))
        let long = try rows(fit(cosine, SmallFit.clean, iterations: 12))
        #expect(long.prefix(6) != short.prefix(6))

        let zeroShot = MethodFit.configuration(.zeroShot)
        #expect(!zeroShot.isPartOfLongerFits)
        let last = try rows(fit(zeroShot, MethodFit.clean, iterations: 6))
        let next = try rows(fit(zeroShot, MethodFit.clean, iterations: 7))
        #expect(next.prefix(5) == last.prefix(5) && next[5] != last[5])
        #expect(!MethodFit.configuration(.blockMatching(.init(), sigma: nil)).isPartOfLongerFits)
    }
}
