import BinaryCoding
import BlockMatching
import Imaging
import Testing
@testable import Restoration

/// Every method as a fit: repeatable on any number of threads, resumed bit for bit.
@Suite struct MethodFitTests {
    struct Case: Sendable, CustomTestStringConvertible {
        let method: RestorationMethod
        var task = RestorationTask.denoise(sigma: 25)
        var testDescription: String { method.name.rawValue }
    }

    static let cases: [Case] = {
        var projector = RandomProjectorOptions()
        projector.width = 6
        return [
            Case(method: .zeroShot), Case(method: .autoencoding(.init())), Case(method: .selfGuided(.init())),
            Case(method: .randomProjector(projector)),
            Case(method: .doubleOverparametrized(.init()), task: .impulse(fraction: 0.5)),
            Case(method: .unbiasedRisk(.init())),
        ]
    }()

    private func fit(_ configuration: FitConfiguration, threads: Int = 1) throws -> Fit {
        try Fit(
            configuration,
            problem: Problem(task: configuration.task, clean: MethodFit.clean, seed: configuration.seed),
            threads: threads)
    }

    private func rows(_ fit: Fit, steps: Int) throws -> [[Double?]] {
        try (0..<steps).compactMap { _ in try fit.step().map { Array($0.values.dropLast()) } }
    }

    @Test(arguments: cases)
    func resultsAreTheSameOnAnyThreadsAndAfterAResume(_ sample: Case) throws {
        let configuration = MethodFit.configuration(sample.method, task: sample.task)
        let whole = try fit(configuration), reference = try rows(whole, steps: 6)
        #expect(whole.isDone && Set(reference.map { $0[0]! }).count == 6)
        let threaded = try fit(configuration, threads: 3)
        #expect(try rows(threaded, steps: 6) == reference)
        #expect(threaded.result.output == whole.result.output)

        let first = try fit(configuration)
        let begin = try rows(first, steps: 3)
        var writer = ByteWriter()
        try first.encodeState(to: &writer)
        let second = try fit(configuration)
        var reader = ByteReader(writer.bytes)
        try second.restoreState(from: &reader)
        #expect(try begin + rows(second, steps: 3) == reference)
        #expect(second.result.output == whole.result.output && second.result.averaged == whole.result.averaged)
    }

    /// The loss falls, and beside it the error is recorded where the loss has other terms.
    @Test(arguments: cases)
    func theLossFalls(_ sample: Case) throws {
        let fit = try fit(MethodFit.configuration(sample.method, task: sample.task, iterations: 40))
        let rows = try rows(fit, steps: 40)
        #expect(try #require(rows[39][0]) < #require(rows[0][0]))
        #expect(fit.columns.contains("data_loss") == (sample.method.name != .doubleOverparametrized))
    }

    /// The average of Self-Guided DIP begins at 0 and is divided by what its weights come to.
    @Test func theAverageIsCorrected() throws {
        let fit = try fit(MethodFit.configuration(.selfGuided(.init())))
        var outputs: [[Float]] = []
        for _ in 0..<4 {
            _ = try fit.step()
            outputs.append(fit.result.output.pixels)
        }
        let averaged = try #require(fit.result.averaged).pixels
        for i in stride(from: 0, to: averaged.count, by: 31) {
            let sum = outputs.reduce(0.0) { 0.99 * $0 + 0.01 * Double($1[i]) }
            #expect(abs(Double(averaged[i]) - sum / (1 - 0.96059601)) < 1e-5)
        }
    }

    @Test func networksMustHaveAnInputOfTheImagesSize() throws {
        var configuration = MethodFit.configuration(.selfGuided(.init()))
        configuration.architecture = .decoder(.init())
        #expect(
            throws: FitError.unsuitableInput(
                "method 'self-guided' needs a network whose input has the image's size, such as skip or unet, "
                    + "not decoder")
        ) { _ = try configuration.network(channels: 3, height: 64, width: 64) }
    }

    @Test func blockMatchingIsDoneAtOnce() throws {
        var configuration = MethodFit.configuration(.blockMatching(.init(), sigma: nil), iterations: 1)
        configuration.ema = nil
        let problem = try Problem(task: configuration.task, clean: MethodFit.clean, seed: 3)
        let run = try DirectRestoration(configuration, problem: problem, settings: .init(), sigma: 25, threads: 2)
        #expect(!run.isDone && run.columns.first == "iteration")
        let row = try #require(try run.step())
        #expect(run.isDone && row.iteration == 0 && row.values.count == run.columns.count - 1)
        #expect(row.values[0] == nil)
        let result = run.result, noisy = try #require(problem.scores["psnr_input"])
        #expect(try #require(result.finalPSNR) > noisy + 2 && result.best?.image == result.output)
        #expect(try #require(result.scores["psnr_basic"]) > noisy + 2)
        #expect(result.notes == ["method cbm3d gives one output: curves.csv has one row"])
        let small = try Problem(
            task: configuration.task, clean: Image(channels: 1, height: 9, width: 40, repeating: 0.5), seed: 0)
        #expect(throws: FitError.self) {
            _ = try DirectRestoration(configuration, problem: small, settings: .init(), sigma: 25, threads: 1)
        }
    }
}
