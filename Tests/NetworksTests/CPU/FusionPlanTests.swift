import Testing

@testable import Networks

/// Which parts of a network are computed as one.
@Suite struct FusionPlanTests {
    private static func plan(_ network: Network, enabled: Bool = true) -> FusionPlan {
        FusionPlan(
            network, operations: network.nodes.indices.map { BoundOperation($0, of: network, method: .winograd) },
            enabled: enabled)
    }

    /// Maps of 16 x 16, 32 x 32 and 64 x 64 are large enough: two units each, all read by one convolution, upsampling or the 1 x 1 end.
    @Test func theDecodersLargeUnitsAreFused() throws {
        let network = try TrainedNetworks.decoder()
        let plan = Self.plan(network)
        #expect(plan.chains.count == 6)
        for chain in plan.chains {
            #expect([chain.producer + 1, chain.norm! + 1, chain.last + 1] == [chain.norm, chain.after, chain.reader])
            #expect(network.nodes[chain.producer].shape.pixels >= 256)
            #expect(
                chain.kind == .meanOnly && chain.slopeAfter == 0.01 && chain.forwardSumRows > 0
                    && chain.backwardSumRows > 0)
        }
        // Upsampling from 16 x 16 and 32 x 32; the one from 8 x 8 reads a map that is stored.
        #expect(plan.unwritten.map { network.nodes[$0].shape.height }.sorted() == [32, 64])
        #expect(plan.recomputed.isEmpty)
    }

    /// A filter of more than two taps writes its map, and again for the backward pass.
    @Test func longFiltersWriteTheirMap() throws {
        let plan = Self.plan(try TrainedNetworks.decoder(.bicubic))
        #expect(plan.unwritten.isEmpty)
        #expect(plan.recomputed.count == 2)
    }

    @Test func nothingIsFusedWhereItIsNotAskedFor() throws {
        #expect(Self.plan(try TrainedNetworks.decoder(), enabled: false).chains.isEmpty)
    }

    /// The skip network's batch norms, but for those that two branches read, those of its narrow branches, and those before convolutions
    /// of maps that are too small for Winograd.
    @Test func batchNormsAreAppliedByTheirReaders() throws {
        let network = try TrainedNetworks.skip()
        let plan = Self.plan(network)
        #expect(
            !plan.chains.isEmpty && plan.chains.allSatisfy { $0.kind == .batch && $0.before == nil && $0.channels >= 8 }
        )
        // Joined maps are normed without an activation.
        let joined = plan.chains.filter { network.nodes[$0.producer].operation == .concatenation }
        #expect(
            !joined.isEmpty
                && joined.allSatisfy { $0.after == nil && $0.slopeAfter == 1 && !$0.producerDefers.takesSums })
        // A strided or pointwise convolution takes its norm's sums itself.
        #expect(
            plan.chains.contains {
                $0.after != nil && $0.slopeAfter == 0.2 && $0.producerDefers.takesSums
                    && $0.producerDefers.readsGradient
            })
        for chain in plan.chains { #expect(network.consumers(of: chain.last) == [chain.reader]) }
    }

    /// The deep decoder's activation comes before its norm, and an upsampling before both.
    @Test func anActivationBeforeTheNormIsAppliedWithIt() throws {
        let network = try TrainedNetworks.named("deep-decoder")
        let chains = Self.plan(network).chains
        #expect(!chains.isEmpty)
        for chain in chains {
            #expect(
                chain.before == chain.norm! - 1 && chain.after == nil && chain.slopeBefore == 0 && chain.slopeAfter == 1
            )
            #expect(chain.producerDefers.readsGradient)
        }
    }

    /// Without a norm, an activation is left to the convolution that reads it: of one of no border or of zeros, as what is folded back from
    /// another border would be summed in another order.
    @Test func anActivationBehindAConvolutionIsAppliedByItsReader() throws {
        func chains(_ padding: Padding, kernel: Int = 3, twice: Bool = false) throws -> [FusedChain] {
            var build = NetworkBuilder(input: Shape(channels: 16, height: 24, width: 24))
            let first = build.convolution("first", from: 16, to: 16, kernel: 3),
                second = build.convolution("second", from: 16, to: 16, kernel: kernel, padding: padding)
            let active = build.activate(.leakyReLU(slope: 0.2), try build.apply(first, to: build.input))
            let read = try build.apply(second, to: active)
            if twice { _ = build.add(read, active) }
            return Self.plan(build.network()).chains
        }
        let fused = try chains(.zero)
        #expect(fused.count == 1 && fused[0].kind == .activation && fused[0].norm == nil && fused[0].slopeAfter == 0.2)
        #expect([fused[0].producer, fused[0].after, fused[0].reader] == [1, 2, 3])
        #expect(try chains(.reflect, kernel: 1).count == 1)
        #expect(try chains(.reflect).isEmpty && chains(.zero, twice: true).isEmpty)
    }

    /// A map that two operations read is stored.
    @Test func aSecondReaderKeepsTheMap() throws {
        var build = NetworkBuilder(input: Shape(channels: 32, height: 24, width: 24))
        let first = build.convolution("first", from: 32, to: 32, kernel: 3),
            norm = build.normalization("norm", .meanOnly, channels: 32)
        let left = build.convolution("left", from: 32, to: 3, kernel: 1),
            right = build.convolution("right", from: 32, to: 2, kernel: 1)
        let unit = build.activate(
            .leakyReLU(slope: 0.1), build.apply(norm, to: try build.apply(first, to: build.input)))
        let one = try build.apply(left, to: unit)
        #expect(Self.plan(build.network()).chains.count == 1)
        _ = build.concatenate(one, try build.apply(right, to: unit))
        #expect(Self.plan(build.network()).chains.isEmpty)
    }

    @Test func fusionSavesMemory() throws {
        let network = try TrainedNetworks.decoder()
        let operations = network.nodes.indices.map { BoundOperation($0, of: network, method: .winograd) }
        let totals = [true, false].map {
            BufferPlan(network, needs: operations.map(\.needs), fusion: Self.plan(network, enabled: $0)).memory.total
        }
        #expect(totals[0] < totals[1])
    }
}

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
