import Networks
import OperationCases
import Testing

/// What is planned is what a session takes.
@Suite struct PlannedMemoryTests {
    @Test(arguments: TrainedNetworks.names, EngineVariant.all)
    func isWhatASessionTakes(_ name: String, _ engine: EngineVariant) throws {
        let network = try TrainedNetworks.named(name)
        for threads in [1, 3] {
            let planned = PlannedMemory(
                network, threads: threads, method: engine.method, fusesLayers: engine.fusesLayers)
            // Builds with the address sanitizer keep buffers apart.
            guard !CPUSession.guardsByDefault else { continue }
            let session = try makeSession(
                network, threads: threads, method: engine.method, fusesLayers: engine.fusesLayers)
            #expect(planned.total == session.memoryBytes)
        }
    }

    @Test func partsAreWhatTheySay() throws {
        let network = try TrainedNetworks.resnet()
        let one = PlannedMemory(network, threads: 1), two = PlannedMemory(network, threads: 2)
        #expect(two.workers == 2 * one.workers && two.maps == one.maps && two.parameters == one.parameters)
        #expect(one.parameters >= 4 * 4 * network.parameterCount)
        #expect(one.objective >= 4 * network.output.count)
        #expect(one.maps >= 4 * network.nodes.map(\.shape.count).max()!)
    }
}
