import BinaryCoding
import Networks
import Randomness
import TestSupport
import Testing

@testable import Restoration

/// Input noise by the stream that a configuration names.
@Suite struct InputNoiseTests {
    private func configuration(_ stream: InputNoiseStream) -> FitConfiguration {
        var configuration = SmallFit.configuration()
        configuration.inputNoise = 0.1
        configuration.inputNoiseStream = stream
        return configuration
    }

    @Test func streamsDiffer() throws {
        let pytorch = try SmallFit.run(configuration(.pytorch)), threefry = try SmallFit.run(configuration(.threefry))
        #expect(pytorch.curves != threefry.curves)
        #expect(try SmallFit.run(configuration(.threefry), threads: 3).curves == threefry.curves)
        var other = configuration(.threefry)
        other.seed += 1
        #expect(try SmallFit.run(other).curves != threefry.curves)
    }

    /// Noise is a function of the iteration, so that a fit that goes on draws what it would have drawn.
    @Test func goesOnBitForBit() throws {
        let configuration = configuration(.threefry)
        let problem = try Problem(task: configuration.task, clean: SmallFit.clean, seed: configuration.seed)
        let whole = try Fit(configuration, problem: problem, threads: 1)
        for _ in 0..<2 { _ = try whole.step() }
        let continued = try Fit(configuration, problem: problem, threads: 2)
        try continued.restore(whole.state)
        while !whole.isDone { _ = try whole.step() }
        while !continued.isDone { _ = try continued.step() }
        #expect(continued.result.output == whole.result.output)
    }
}
