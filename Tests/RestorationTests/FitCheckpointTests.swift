import Architectures
import BinaryCoding
import Imaging
import Restoration
import Testing

/// A fit that goes on from the bytes of another one.
@Suite struct FitCheckpointTests {
    /// One configuration for each kind of state that a fit keeps.
    static let configurations: [String: FitConfiguration] = {
        var noisy = SmallFit.configuration(iterations: 9)
        (noisy.inputNoise, noisy.ema, noisy.recordEvery) = (0.03, 0.9, 2)
        var backtracking = SmallFit.configuration(lipschitz: nil, iterations: 9)
        (backtracking.backtrack, backtracking.learningRate) = (0.02, 0.2)
        var lowest = SmallFit.configuration(iterations: 9)
        // Steps so large that the loss does not fall from first to last.
        (lowest.architecture, lowest.input, lowest.recordEvery, lowest.learningRate) = (
            .deepDecoder(.init(width: 8)), .noise, 4, 1
        )
        var padded = SmallFit.configuration(iterations: 9)
        padded.padsImage = true
        // The windows are full after four iterations, and patience ends one of the rules.
        var watched = SmallFit.configuration(iterations: 12)
        watched.monitors = [
            .ratio(window: 2, threshold: 1e-9), .ratio(window: 2, windows: .equal, threshold: 1e9),
            .windowedVariance(window: 3, patience: 50),
            .exponentialVariance(patience: 2, start: 1), .lossTarget(sigma: 60), .oracle, .fixed(iteration: 3),
        ]
        (watched.stop, watched.recordEvery, watched.learningRate) = (.fixed(iteration: 10), 4, 0.1)
        var sampling = SmallFit.configuration(iterations: 12)
        (sampling.langevin, sampling.totalVariation) = (Langevin(burnIn: 3, every: 2), 0.01)
        return [
            "stopping rules": watched, "Langevin dynamics": sampling, "noise and average": noisy,
            "backtracking": backtracking, "lowest loss": lowest, "frame": padded,
            "super-resolution": SmallFit.configuration(
                task: .superResolve(.init(factor: 4, kernel: .lanczos2)), iterations: 9),
        ]
    }()

    private func clean(_ name: String) -> Image {
        name == "frame" ? Image.textured(channels: 3, height: 50, width: 70, seed: 4) : SmallFit.clean
    }

    private func fit(_ name: String, threads: Int = 1) throws -> Fit {
        let configuration = Self.configurations[name]!
        return try Fit(
            configuration, problem: try Problem(task: configuration.task, clean: clean(name), seed: configuration.seed),
            threads: threads)
    }

    private func state(_ fit: Fit) throws -> [UInt8] {
        var writer = ByteWriter()
        try fit.encodeState(to: &writer)
        return writer.bytes
    }

    /// Another process shows the output without the network.
    @Test(arguments: configurations.keys.sorted())
    func theOutputIsReadFromTheState(_ name: String) throws {
        let fit = try fit(name)
        for _ in 0..<5 { _ = try fit.step() }
        let bytes = try state(fit)
        let pictures = try #require(CheckpointPictures(state: bytes, iteration: 5))
        let clean = clean(name)
        #expect(pictures.output.width >= clean.width && pictures.output.channels == 3)
        #expect((pictures.averaged != nil) == (name == "noise and average"))
        #expect(pictures.output.pixels.contains { $0 != 0 })
        #expect(CheckpointPictures(state: bytes, iteration: 6) == nil)
        #expect(CheckpointPictures(state: Array(bytes.prefix(1000)), iteration: 5) == nil)
    }

    private func restored(_ name: String, from bytes: [UInt8], threads: Int) throws -> Fit {
        let fit = try fit(name, threads: threads)
        var reader = ByteReader(bytes)
        try fit.restoreState(from: &reader)
        return fit
    }

    /// The rows without their seconds.
    private func rows(_ fit: Fit, until last: Int = .max) throws -> [[Double?]] {
        var rows: [[Double?]] = []
        while !fit.isDone, fit.iteration < last {
            if let row = try fit.step() { rows.append([Double(row.iteration)] + row.values.dropLast()) }
        }
        return rows
    }

    private func expectSame(_ result: FitResult, _ expected: FitResult) {
        #expect(
            result.output == expected.output && result.averaged == expected.averaged
                && result.posteriorMean == expected.posteriorMean && result.best == expected.best)
        #expect(result.finalPSNR == expected.finalPSNR && result.lowestLoss == expected.lowestLoss)
        #expect(result.stops == expected.stops)
        #expect(result.parameterCount == expected.parameterCount && result.secondsPerIteration > 0)
    }

    @Test(arguments: configurations.keys.sorted(), [0, 1, 5, 8])
    func goesOnBitForBit(_ name: String, after iterations: Int) throws {
        let whole = try fit(name)
        let expected = try rows(whole)
        let first = try fit(name, threads: 2)
        var all = try rows(first, until: iterations)
        let second = try restored(name, from: state(first), threads: 3)
        #expect(second.iteration == iterations)
        all += try rows(second)
        #expect(all == expected)
        expectSame(second.result, whole.result)
        // The bytes hold everything: those of the restored fit are the same at the end, but for the seconds, a Double.
        let bytes = try (state(second), state(whole))
        let differing = zip(bytes.0, bytes.1).enumerated().filter { $1.0 != $1.1 }.map(\.offset)
        #expect(bytes.0.count == bytes.1.count)
        #expect(differing.isEmpty || differing.last! - differing[0] < 8, "\(differing)")
    }

    /// Backtracking has something to take back in this test, so that its state matters.
    @Test func theAcceptedParametersAreNeeded() throws {
        var backtracking = Self.configurations["backtracking"]!
        let with = try SmallFit.run(backtracking)
        backtracking.backtrack = nil
        let without = try SmallFit.run(backtracking)
        #expect(with.curves != without.curves)
    }

    /// The lowest loss comes before the last place where this fit is taken up, so that it has to be handed over.
    @Test func theLowestLossIsNotTheLast() throws {
        let kept = try #require(try SmallFit.run(Self.configurations["lowest loss"]!).result.lowestLoss)
        #expect(kept.iteration < 8)
    }

    @Test func theStateOfAFinishedFitIsFinished() throws {
        for name in ["stopping rules", "noise and average"] {
            let whole = try fit(name)
            _ = try rows(whole)
            let second = try restored(name, from: state(whole), threads: 1)
            #expect(second.isDone && second.iteration == (name == "stopping rules" ? 11 : 9))
            expectSame(second.result, whole.result)
        }
    }

    @Test func theSecondsGoOn() throws {
        let first = try fit("frame")
        _ = try rows(first, until: 4)
        let before = first.result.secondsPerIteration * 4
        let second = try restored("frame", from: state(first), threads: 1)
        #expect(abs(second.result.secondsPerIteration * 4 - before) < 1e-12)
    }

    @Test(arguments: configurations.keys.sorted())
    func whatIsCutOffIsRefusedAndChangesNothing(_ name: String) throws {
        let source = try fit(name)
        _ = try rows(source, until: 5)
        let bytes = try state(source)
        let target = try fit(name)
        let untouched = try state(target)
        let ends =
            Array(0..<64) + stride(from: 64, to: bytes.count, by: bytes.count / 60)
            + Array((bytes.count - 40)..<bytes.count)
        for end in ends {
            var reader = ByteReader(bytes, 0..<end)
            #expect(throws: BinaryError.self, "\(end) of \(bytes.count) bytes") {
                try target.restoreState(from: &reader)
            }
        }
        var longer = ByteReader(bytes + [0])
        #expect(throws: BinaryError.surplus(1)) { try target.restoreState(from: &longer) }
        #expect(try state(target) == untouched)
        let whole = try fit(name)
        #expect(try rows(target) == rows(whole))
    }

    @Test func theStateOfAnotherFitIsRefused() throws {
        let target = try fit("noise and average")
        var wider = Self.configurations["noise and average"]!
        wider.architecture = .decoder(.init(width: 9, inputChannels: 8))
        let problem = try Problem(task: wider.task, clean: SmallFit.clean, seed: wider.seed)
        var reader = ByteReader(try state(Fit(wider, problem: problem, threads: 1)))
        let error = #expect(throws: BinaryError.self) { try target.restoreState(from: &reader) }
        #expect(error.map { "\($0)" }?.contains("parameters where the network has") == true)

        let same = Self.configurations["noise and average"]!
        let larger = try Problem(
            task: same.task, clean: .textured(channels: 3, height: 64, width: 96, seed: 4), seed: same.seed)
        var other = ByteReader(try state(Fit(same, problem: larger, threads: 1)))
        #expect(throws: BinaryError.invalid("an image of 3 x 64 x 96 where outputs are 3 x 64 x 64")) {
            try target.restoreState(from: &other)
        }
    }
}
