import Imaging
import Testing
@testable import Photographs

@Suite struct SettledAverageTests {
    private let bench: PhotoBench

    init() throws { bench = try PhotoBench(SyntheticImage.harbour.image(width: 64, height: 64)) }

    private func settings(_ task: PhotoTask, change: @escaping (inout PhotoRequest) -> Void = { _ in }) throws
        -> PhotoSettings
    {
        try bench.plan("photo.png", task, change: change).settings
    }

    /// The iteration whose average is kept, of averages that tell theirs.
    private func kept(_ losses: [Double]) throws -> Int? {
        var settled = try #require(SettledAverage(try settings(.superResolve)))
        for (iteration, loss) in losses.enumerated() {
            settled.follow(loss: loss, averaged: Image(channels: 1, height: 1, width: 1, repeating: Float(iteration)))
        }
        return settled.image.map { Int($0.pixels[0]) }
    }

    @Test func theLastIsKeptWhileTheLossFalls() throws {
        #expect(try kept([]) == nil)
        #expect(try kept((0..<50).map { 1 / Double($0 + 1) }) == 49)
    }

    @Test func aCollapseIsLeftOut() throws {
        let calm = [Double](repeating: 1e-4, count: 100), collapsed = [Double](repeating: 0.03, count: 10)
        #expect(try kept(calm + collapsed) == 99)
        #expect(try kept(calm + collapsed + calm) == 99)
        // Lower than ever, but the average takes 405 iterations to forget the collapse.
        let better = [Double](repeating: 5e-5, count: 500)
        #expect(try kept(calm + collapsed + better.prefix(404)) == 99)
        #expect(try kept(calm + collapsed + better) == 609)
    }

    @Test func onlyAnAverageThatNoRuleEndsNeedsIt() throws {
        #expect(SettledAverage(try settings(.denoise) { $0.sigma = 25 }) == nil)
        #expect(SettledAverage(try settings(.enhance)) == nil)
        #expect(SettledAverage(try settings(.denoise) { $0.stop = .never }) != nil)
    }
}
