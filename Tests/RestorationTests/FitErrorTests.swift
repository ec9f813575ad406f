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
        var fit = try Fit(configuration, problem: Problem(task: configuration.task, clean: SmallFit.clean, seed: 3), threads: 1)
        var rows: [Int] = [], progress: [Int] = []
        let error = #expect(throws: FitError.self) {
            _ = try fit.run(onRow: { rows.append($0.iteration) }, onProgress: { progress.append($0) })
        }
        guard case .diverged(1, let operation)? = error else { return #expect(Bool(false), "\(String(describing: error))") }
        #expect(error?.description == "the loss stopped being a finite number at iteration 1; "
            + "the first value that is not finite came from: \(operation)")
        #expect(operation == "conv3 forward")
        #expect(rows == [0] && progress == [1])
    }

    @Test func oddFourierInputs() throws {
        var configuration = SmallFit.configuration()
        configuration.architecture = .decoder(.init(width: 8, inputChannels: 7))
        let problem = Problem(task: configuration.task, clean: SmallFit.clean, seed: 0)
        let error = FitError.unsuitableInput("a fourier input needs an even number of channels, not 7")
        #expect(throws: error) { _ = try Fit(configuration, problem: problem, threads: 1) }
        #expect(error.description == "a fourier input needs an even number of channels, not 7")
        configuration.input = .noise
        #expect(throws: Never.self) { _ = try Fit(configuration, problem: problem, threads: 1) }
    }

    @Test func meshgridsOfOtherThanTwoChannels() throws {
        var configuration = SmallFit.configuration()
        configuration.input = .meshgrid
        let problem = Problem(task: configuration.task, clean: SmallFit.clean, seed: 0)
        #expect(throws: FitError.self) { _ = try Fit(configuration, problem: problem, threads: 1) }
        configuration.architecture = .decoder(.init(width: 8, inputChannels: 2))
        #expect(throws: Never.self) { _ = try Fit(configuration, problem: problem, threads: 1) }
    }

    @Test func unsuitableSizesAndBands() {
        var configuration = SmallFit.configuration()
        let odd = Problem(task: configuration.task, clean: .init(channels: 3, height: 64, width: 60), seed: 0)
        #expect(throws: NetworkError.self) { _ = try Fit(configuration, problem: odd, threads: 1) }
        configuration.bandCount = 1000
        let problem = Problem(task: configuration.task, clean: SmallFit.clean, seed: 0)
        #expect(throws: BandsError.self) { _ = try Fit(configuration, problem: problem, threads: 1) }
    }

    @Test func whatTheCallerThrowsEndsTheFit() throws {
        struct Stop: Error {}
        let configuration = SmallFit.configuration(iterations: 5)
        let problem = Problem(task: configuration.task, clean: SmallFit.clean, seed: 0)
        var fit = try Fit(configuration, problem: problem, threads: 1)
        var rows = 0
        #expect(throws: Stop.self) {
            _ = try fit.run(onRow: { row in
                rows += 1
                if row.iteration == 2 { throw Stop() }
            }, onProgress: { _ in })
        }
        #expect(rows == 3)
        var other = try Fit(configuration, problem: problem, threads: 1)
        #expect(throws: Stop.self) { _ = try other.run(onRow: { _ in }, onProgress: { _ in throw Stop() }) }
    }
}
