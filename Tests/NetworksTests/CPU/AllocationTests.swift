import Kernels
import MallocCount
import Networks
import Testing

/// A compiled network has all its memory: a training step asks for none.
@Suite(
    .enabled(
        if: malloc_count() >= 0,
        "requests for memory can be counted with glibc only, and not under the address sanitizer"))
struct AllocationTests {
    @Test(arguments: TrainedNetworks.names, [nil, Downsampling(factor: 4)])
    func aStepAllocatesNothing(_ name: String, downsampling: Downsampling?) throws {
        let network = try TrainedNetworks.named(name)
        let session = try makeSession(network, downsampling: downsampling)
        var output = [Float](repeating: 0, count: network.output.count)
        _ = session.step()
        session.readOutput(into: &output)
        let before = malloc_count()
        for _ in 0..<5 {
            _ = session.step()
            session.readOutput(into: &output)
        }
        let requests = malloc_count() - before
        #expect(requests == 0)
    }

    @Test func norDoNoiseAndTotalVariation() throws {
        let network = try TrainedNetworks.skip()
        let session = try makeSession(
            network, weightDecay: 0.1, noise: .init(deviation: 0.01, seed: 1), totalVariation: 0.1)
        _ = session.step()
        let before = malloc_count()
        for _ in 0..<5 { _ = session.step() }
        let requests = malloc_count() - before
        #expect(requests == 0)
    }

    /// The count itself works.
    @Test func anAllocationIsCounted() {
        let before = malloc_count()
        let block = UnsafeMutablePointer<Float>.allocate(capacity: 1000)
        block.initialize(repeating: 0, count: 1000)
        #expect(malloc_count() > before)
        block.deallocate()
    }
}
