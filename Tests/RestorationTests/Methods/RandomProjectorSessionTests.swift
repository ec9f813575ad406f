import Imaging
import Networks
import Testing
@testable import Restoration

@Suite struct RandomProjectorSessionTests {
    private func configuration(_ task: RestorationTask) -> FitConfiguration {
        var options = RandomProjectorOptions()
        options.width = 6
        return MethodFit.configuration(.randomProjector(options), task: task)
    }

    @Test func itHasThePublishedSizes() throws {
        func count(_ task: RestorationTask, channels: Int) throws -> (frozen: Int, trained: Int) {
            let configuration = MethodFit.configuration(.randomProjector(.init()), task: task)
            let network = try #require(try configuration.network(channels: channels, height: 64, width: 64))
            let norms = network.parameters.filter { $0.name.contains("norm") || $0.name.contains("join") }
            let trained = norms.reduce(0) { $0 + $1.count }
            return (network.parameterCount - trained, trained)
        }
        #expect(try count(.denoise(sigma: 25), channels: 3) == (82_323, 656 + 6))
        #expect(try count(.superResolve(.init(factor: 4)), channels: 3) == (317_963, 1_296 + 2))
        #expect(try count(.inpaint(keep: 0.5), channels: 1) == (462_081, 1_792 + 4))
    }

    @Test(arguments: [RestorationTask.denoise(sigma: 25), .inpaint(keep: 0.5), .superResolve(.init(factor: 2))])
    func onlyNormsAndInputAreLearned(task: RestorationTask) throws {
        let made = try MethodFit.session(configuration(task))
        let session = try #require(made.session as? RandomProjectorSession)
        let before = session.z
        for _ in 0..<3 { _ = session.step() }
        let network = session.passes[0].network
        for (index, parameter) in network.parameters.enumerated() {
            let isLearned = parameter.name.contains("norm") || parameter.name.contains("join")
            #expect((session.parameters.read()[index] != made.initial[index]) == isLearned, "\(parameter.name)")
        }
        #expect(zip(session.z, before).filter { $0 != $1 }.count > before.count * 9 / 10)
    }

    /// The first step of the input is Adam's of the gradient that differences of the loss give.
    @Test(arguments: [RestorationTask.denoise(sigma: 25), .superResolve(.init(factor: 2))])
    func theLossIsTheRootAndTheVariation(task: RestorationTask) throws {
        let clean = Image.textured(channels: 3, height: 12, width: 10, seed: 2)
        let configuration = configuration(task)
        let made = try MethodFit.session(configuration, clean: clean)
        let session = try #require(made.session as? RandomProjectorSession)
        let network = DoubleNetwork(session.passes[0].network, made.initial)
        let weight = task.measuresLuma ? 0.75 : 0.45
        let data = DataTerm(made.problem.objective, output: network.network.output)
        let z = doubles(session.z)
        func loss(_ z: [Double]) -> Double {
            let x = network(z)
            var variation = 0.0
            for i in x.indices {
                if (i + 1) % 10 != 0 { variation += abs(x[i + 1] - x[i]) }
                if i / 10 % 12 != 11 { variation += abs(x[i + 10] - x[i]) }
            }
            let seen = task.measuresLuma ? half(x) : x
            return meanSquare(seen, doubles(data.target)).squareRoot() + weight * variation / Double(x.count)
        }
        let value = session.step()
        #expect(abs(value / loss(z) - 1) < 1e-5)
        let output = network(z)
        let error = meanSquare(task.measuresLuma ? half(output) : output, doubles(data.target))
        #expect(abs(session.dataLoss - error) < 1e-6)
        let moved = doubles(session.z), rate = configuration.learningRate
        let places = Array(stride(from: 0, to: z.count, by: 7)), slopes = places.map { slope(z, $0, of: loss) }
        // Adam's first step is a sign, which rounding decides where the slope is small.
        let largest = slopes.map(abs).max()!
        var agree = 0
        for (place, slope) in zip(places, slopes) where abs(slope) > 0.1 * largest {
            #expect(abs(moved[place] - z[place] + (slope > 0 ? rate : -rate)) < 0.05 * rate)
            agree += 1
        }
        #expect(agree > 5)
    }

    private func half(_ x: [Double]) -> [Double] {
        let reduction = SeparableReduction(.init(factor: 2), channels: 3, height: 12, width: 10)
        // Linear, so that small differences survive the engine's single precision only as a sum of two parts.
        let coarse = x.map { Float($0) }, fine = zip(x, coarse).map { Float(($0 - Double($1)) * 0x1p20) }
        return zip(reduction.apply(coarse), reduction.apply(fine)).map { Double($0) + Double($1) * 0x1p-20 }
    }
}
