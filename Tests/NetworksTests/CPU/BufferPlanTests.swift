import Testing
@testable import Networks

/// Which maps of a network share memory.
@Suite struct BufferPlanTests {
    private static func plan(_ network: Network, fused: Bool = false) -> BufferPlan {
        let operations = network.nodes.indices.map { BoundOperation($0, of: network, method: .winograd) }
        return BufferPlan(
            network, needs: operations.map(\.needs), fusion: FusionPlan(network, operations: operations, enabled: fused)
        )
    }

    @Test func chainsOfTheDecoderWorkInPlace() throws {
        let network = try TrainedNetworks.decoder()
        let plan = Self.plan(network)
        var norms = 0
        for (index, node) in network.nodes.enumerated() {
            switch node.operation {
            case .normalization:
                norms += 1
                #expect(plan.values[index] == plan.values[index - 1])
                #expect(plan.gradients[index] == plan.gradients[index - 1])
            case .activation:
                #expect(plan.values[index] == plan.values[index - 1])
                #expect(plan.gradients[index] == plan.gradients[index - 1])
            case .convolution, .interpolation:
                #expect(plan.values[index] != plan.values[index - 1])
            default:
                break
            }
        }
        #expect(norms == 12)
        #expect(plan.gradients[0] == nil)
        #expect(plan.gradientTerm == nil)
    }

    @Test func mapsThatAreReadAgainAreNotOverwritten() throws {
        let network = try TrainedNetworks.skip()
        let plan = Self.plan(network)
        #expect(plan.gradientTerm != nil)
        for (index, node) in network.nodes.enumerated() {
            if case .normalization = node.operation { #expect(plan.values[index] != plan.values[node.inputs[0]]) }
            let consumers = network.consumers(of: index)
            if consumers.count > 1 { #expect(consumers.allSatisfy { plan.values[$0] != plan.values[index] }) }
        }
    }

    /// One map in memory: where, and from its first writing to its last reading.
    private struct Life {
        let name: String
        let buffer: Int
        let places: Range<Int>
        let times: ClosedRange<Int>
    }

    /// Lifetimes found from the operations alone: forward pass of node i at time i, backward pass at 2n - i.
    private static func lives(_ network: Network, _ plan: BufferPlan) -> [Life] {
        let count = network.nodes.count
        return network.nodes.indices.flatMap { index -> [Life] in
            let consumers = network.consumers(of: index)
            var reads = [index] + consumers
            for consumer in consumers {
                switch network.nodes[consumer].operation {
                case .convolution, .transposedConvolution, .maxPooling, .activation(.swish):
                    reads.append(2 * count - consumer)
                case .normalization(let layer) where layer.kind != .meanOnly: reads.append(2 * count - consumer)
                default: break
                }
            }
            if case .activation(let kind) = network.nodes[index].operation, kind != .swish {
                reads.append(2 * count - index)
            }
            if index == 0 || index == count - 1 { reads.append(2 * count) }
            func life(_ name: String, _ buffer: Int, _ times: ClosedRange<Int>) -> Life {
                let start = plan.memory.offsets[buffer], end = start + network.nodes[index].shape.count
                return Life(name: "\(name) \(index)", buffer: buffer, places: start..<end, times: times)
            }
            let value = life("map", plan.values[index], index...reads.max()!)
            guard let gradient = plan.gradients[index] else { return [value] }
            let written = consumers.max().map { 2 * count - $0 } ?? count
            return [value, life("gradient", gradient, written...(2 * count - index))]
        }
    }

    @Test(arguments: CaseTrial.operations + CaseTrial.chains + CaseTrial.networks)
    func livingMapsHaveTheirOwnMemory(_ trial: CaseTrial) throws {
        let network = try trial.network()
        let lives = Self.lives(network, Self.plan(network))
        for (place, a) in lives.enumerated() {
            for b in lives[..<place] where a.buffer != b.buffer && a.times.overlaps(b.times) {
                #expect(!a.places.overlaps(b.places), "\(a.name) and \(b.name)")
            }
        }
    }

    @Test func sharingSavesMemory() throws {
        for network in [try TrainedNetworks.decoder(), try TrainedNetworks.skip()] {
            let plan = Self.plan(network)
            let separate = network.nodes.indices.reduce(0) {
                $0 + network.nodes[$1].shape.count * (plan.gradients[$1] == nil ? 1 : 2)
            }
            #expect(plan.memory.total < separate * 2 / 3)
        }
    }
}
