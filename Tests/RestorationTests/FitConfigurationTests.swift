import Architectures
import Networks
import Restoration
import Spectra
import Testing

/// Fits that cannot start or cannot go on.
@Suite struct FitErrorTests {
    @Test(arguments: [nil, 1.4])
    func divergence(lipschitz: Double?) throws {
        var configuration = SmallFit.configuration(lipschitz: lipschitz, iterations: 10)
        configuration.learningRate = 1e30
        let fit = try Fit(
            configuration, problem: Problem(task: configuration.task, clean: SmallFit.clean, seed: 3), threads: 1)
        var rows: [Int] = [], progress: [Int] = []
        let error = #expect(throws: FitError.self) {
            while !fit.isDone {
                if let row = try fit.step() { rows.append(row.iteration) }
                progress.append(fit.iteration)
            }
        }
        guard case .diverged(1, let operation)? = error else {
            return #expect(Bool(false), "\(String(describing: error))")
        }
        #expect(
            error?.description == "the loss stopped being a finite number at iteration 1; "
                + "the first value that is not finite came from: \(operation)")
        #expect(operation == "conv3 forward")
        #expect(rows == [0] && progress == [1])
    }

    /// z of a decoder of depth 5 and two channels at 64 x 64 has 8 samples.
    @Test func noiseOnATinyInput() throws {
        var configuration = SmallFit.configuration()
        configuration.architecture = .decoder(.init(width: 8, inputChannels: 2))
        (configuration.input, configuration.inputNoise) = (.noise, 0.03)
        let error = FitError.unsuitableInput(
            "input noise needs a network input of at least 16 samples, not 8; with the stream 'threefry' any input will do"
        )
        #expect(throws: error) { _ = try configuration.network(channels: 3, height: 64, width: 64) }
        configuration.inputNoiseStream = .threefry
        #expect(try configuration.network(channels: 3, height: 64, width: 64)?.input.count == 8)
    }

    @Test func oddFourierInputs() throws {
        var configuration = SmallFit.configuration()
        configuration.architecture = .decoder(.init(width: 8, inputChannels: 7))
        let problem = try Problem(task: configuration.task, clean: SmallFit.clean, seed: 0)
        let error = FitError.unsuitableInput(
            "the number of input channels must be even with input 'fourier', half for sines and half for cosines, not 7"
        )
        #expect(throws: error) { _ = try Fit(configuration, problem: problem, threads: 1) }
        #expect(
            error.description
                == "the number of input channels must be even with input 'fourier', half for sines and half for cosines, not 7"
        )
        configuration.input = .meshgrid
        #expect(
            throws: FitError.unsuitableInput(
                "the number of input channels must be 2 with input 'meshgrid', one for x and one for y, not 7")
        ) {
            _ = try Fit(configuration, problem: problem, threads: 1)
        }
        // The input is 2 x 2, whose only frequency besides 0 is Nyquist.
        configuration.input = .bandLimited(cutoff: 0.99, scale: 0.1)
        #expect(
            throws: FitError.unsuitableInput(
                "a band-limited input of 2 x 2 with cutoff 0.99 contains only its mean: its lowest "
                    + "frequency is 1.0 times Nyquist")
        ) { _ = try Fit(configuration, problem: problem, threads: 1) }
        configuration.input = .noise
        #expect(throws: Never.self) { _ = try Fit(configuration, problem: problem, threads: 1) }
    }

    @Test func unsuitableSizesAndBands() throws {
        var configuration = SmallFit.configuration()
        let odd = try Problem(task: configuration.task, clean: .init(channels: 3, height: 64, width: 60), seed: 0)
        #expect(throws: NetworkError.self) { _ = try Fit(configuration, problem: odd, threads: 1) }
        configuration.bandCount = 1000
        let problem = try Problem(task: configuration.task, clean: SmallFit.clean, seed: 0)
        #expect(throws: BandsError.self) { _ = try Fit(configuration, problem: problem, threads: 1) }
    }
}
