import Imaging
import Networks
import Testing
@testable import Restoration

@Suite struct AutoencodingSessionTests {
    private func options(every: Int = 2, weight: Double = 1, renewal: AutoencodingOptions.Renewal? = nil)
        -> AutoencodingOptions
    {
        var options = AutoencodingOptions()
        (options.every, options.weight, options.renewal) = (every, weight, renewal)
        return options
    }

    /// z is y at first, so that both terms are one.
    @Test func theFirstLossIsTwiceTheError() throws {
        let (session, problem, _, _) = try MethodFit.session(MethodFit.configuration(.autoencoding(options())))
        let loss = try session.step()
        #expect(abs(loss - 2 * session.dataLoss) < 1e-12)
        var output = [Float](repeating: 0, count: problem.degraded.pixels.count)
        try session.readOutput(into: &output)
        #expect(abs(session.dataLoss - meanSquare(doubles(output), doubles(problem.degraded.pixels))) < 1e-9)
    }

    /// Without the term and before the input changes it is a plain fit whose input is the degraded image.
    @Test func withoutTheTermItIsAPlainFit() throws {
        let configuration = MethodFit.configuration(.autoencoding(options(every: 100, weight: 0)))
        let (session, problem, initial, _) = try MethodFit.session(configuration)
        let network = try #require(try configuration.network(channels: 3, height: 32, width: 36))
        let plain = try CPUSession(
            network, objective: problem.objective, input: problem.degraded.pixels, parameters: initial,
            learningRate: configuration.learningRate, threads: 1)
        for step in 0..<6 {
            let (loss, wanted) = try (session.step(), plain.step())
            #expect(abs(loss / wanted - 1) < 1e-6, "step \(step)")
        }
        let parameters = zip(session.parameters.read().joined(), plain.readParameters().joined())
        #expect(parameters.allSatisfy { abs($0 - $1) < 1e-5 })
    }

    @Test(arguments: AutoencodingOptions.Renewal.allCases)
    func theInputBecomesTheOutput(renewal: AutoencodingOptions.Renewal) throws {
        let (session, problem, _, _) = try MethodFit.session(
            MethodFit.configuration(.autoencoding(options(every: 3, renewal: renewal))))
        for _ in 0..<2 { _ = try session.step() }
        #expect(session.images == problem.degraded.pixels)
        _ = try session.step()
        let last = session.output
        #expect(session.images != problem.degraded.pixels)
        #expect((session.images == last) == (renewal == .output))
        let z = session.images
        _ = try session.step()
        #expect(session.images == z)
    }

    /// What is missing begins grey, and the program for inpainting takes a fresh output.
    @Test func inpaintingFillsTheInput() throws {
        let (session, problem, _, _) = try MethodFit.session(
            MethodFit.configuration(.autoencoding(options(every: 1)), task: .inpaint(keep: 0.5)))
        let mask = try #require(problem.mask).pixels, known = problem.degraded.pixels
        #expect(zip(session.images, zip(known, mask)).allSatisfy { abs($0 - ($1.0 + 0.4 * (1 - $1.1))) < 1e-6 })
        _ = try session.step()
        #expect(session.images != session.output)
    }
}
