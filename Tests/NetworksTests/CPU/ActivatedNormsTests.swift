import Testing
@testable import Networks

/// Which activations the norm before them does.
@Suite struct ActivatedNormsTests {
    private static func find(_ network: Network, enabled: Bool = true, fused: Bool = false) -> (
        norms: [Int], activations: [Int]
    ) {
        let operations = network.nodes.indices.map { BoundOperation($0, of: network, method: .winograd) }
        let found = ActivatedNorms(
            network, operations: operations,
            fusion: FusionPlan(network, operations: operations, enabled: enabled && fused), enabled: enabled)
        return (
            network.nodes.indices.filter { found.slope(ofNorm: $0) != nil },
            network.nodes.indices.filter(found.contains)
        )
    }

    /// All 14 units of three scales, two of them with a skip branch; the norms behind concatenations have no activation.
    @Test func everyUnitOfASkipNetwork() throws {
        let network = try TrainedNetworks.skip()
        let found = Self.find(network)
        #expect(found.norms.count == 14)
        #expect(found.activations == found.norms.map { $0 + 1 })
        #expect(Self.find(network, enabled: false).norms.isEmpty)
    }

    /// A norm that its reader applies takes its activation along.
    @Test func notWhatIsFused() throws {
        let network = try TrainedNetworks.skip()
        let all = Self.find(network).norms, rest = Self.find(network, fused: true).norms
        #expect(!rest.isEmpty && rest.count < all.count)
    }

    @Test func notTheDecodersNormsNorOtherActivations() throws {
        #expect(Self.find(try TrainedNetworks.decoder()).norms.isEmpty)
        #expect(Self.find(try TrainedNetworks.named("skip by lanczos, swish")).norms.isEmpty)
    }

    /// The deep decoder's norms come behind the activation.
    @Test func theOrderMatters() throws {
        #expect(Self.find(try TrainedNetworks.named("deep-decoder")).norms.isEmpty)
    }

    @Test func aNormThatSomethingElseReadsKeepsItsMap() throws {
        var build = NetworkBuilder(input: Shape(channels: 4, height: 5, width: 5))
        let value = build.apply(build.normalization("norm", .batch, channels: 4), to: build.input)
        let active = build.activate(.relu, value)
        #expect(Self.find(build.network()).activations == [2])
        _ = build.concatenate(active, value)
        #expect(Self.find(build.network()).activations.isEmpty)
    }

    /// A merged activation writes where the norm does, so the plan must have given both one place.
    @Test func bothHaveOnePlace() throws {
        for name in ["skip"] {
            let network = try TrainedNetworks.named(name)
            let operations = network.nodes.indices.map { BoundOperation($0, of: network, method: .winograd) }
            let plan = BufferPlan(
                network, needs: operations.map(\.needs),
                fusion: FusionPlan(network, operations: operations, enabled: true))
            let found = Self.find(network, fused: true)
            #expect(!found.norms.isEmpty)
            for (norm, activation) in zip(found.norms, found.activations) {
                #expect(
                    plan.values[norm] == plan.values[activation] && plan.gradients[norm] == plan.gradients[activation])
            }
        }
    }
}
