import Architectures
import Networks
import Testing

@testable import DeviceSessions

/// What is decided about a session without a device.
@Suite struct SessionPlanTests {
    /// All that an objective may have is planned, as where a run is checked for room.
    private static func memory(_ options: some ArchitectureOptions) throws -> DeviceMemory {
        DeviceMemory(
            try options.network(channels: 3, height: 512, width: 512), isMasked: true,
            totalVariation: TotalVariationTerm(weight: 1))
    }

    @Test func skipTakesLessThanItMayAt512() throws {
        #expect(try Self.memory(SkipOptions()).total < 1_500_000_000)
    }

    @Test func decoderTakesHalfOfThat() throws {
        #expect(try Self.memory(DecoderOptions(lipschitz: 1.4)).total < 850_000_000)
    }

    /// What a backward pass reads no more makes room for gradients: the map before a convolution once the weights have
    /// their gradient, that of an activation which the norm does.
    @Test func gradientsTakeTheRoomOfWhatIsRead() throws {
        var build = NetworkBuilder(input: Shape(channels: 16, height: 32, width: 32))
        var value = build.input
        for index in 0..<3 {
            let convolution = build.convolution("\(index)", from: 16, to: 16, kernel: 3)
            let norm = build.normalization("\(index).norm", .batch, channels: 16)
            value = build.apply(norm, to: try build.apply(convolution, to: value))
            value = build.activate(.leakyReLU(slope: 0.2), value)
        }
        _ = try build.apply(build.convolution("end", from: 16, to: 1, kernel: 1), to: value)
        let network = build.network()
        func maps(_ variant: DeviceVariant) -> Int {
            let plan = SessionPlan(network, isMasked: false, downsampling: nil, totalVariation: nil, variant: variant)
            let scratch = plan.convolutions.values.map { max($0.forwardScratchCount, $0.backwardScratchCount) }.max()!
            return (plan.buffers.memory.total - scratch) / network.input.count
        }
        // The input, and of each unit the convolution's map and the activation's; a gradient besides where it has no room of its own.
        #expect(maps(DeviceVariant()) == 7)
        #expect(maps(DeviceVariant(fusesLayers: false)) == 8)
    }

    /// An upsampled map lies where it is joined with another.
    @Test func upsampledMapsAreWrittenWhereTheyAreJoined() throws {
        let network = try SkipOptions(
            downChannels: [16, 16], upChannels: [16, 16], skipChannels: [4, 0], inputChannels: 8
        ).network(channels: 3, height: 64, width: 64)
        func buffers(_ variant: DeviceVariant) -> BufferPlan {
            SessionPlan(network, isMasked: false, downsampling: nil, totalVariation: nil, variant: variant).buffers
        }
        let joining = buffers(DeviceVariant()), copying = buffers(DeviceVariant(fusesLayers: false))
        var joins = 0
        for (index, node) in network.nodes.enumerated() where node.operation == .concatenation {
            joins += 1
            let part = node.inputs[1]
            #expect(joining.values[part] == joining.values[index])
            #expect(joining.gradients[part] == joining.gradients[index])
            #expect(joining.joined[part]?.offset == 4 && joining.joined[part]?.step == 20)
            #expect(copying.values[part] != copying.values[index] && copying.joined.isEmpty)
        }
        #expect(joins == 1 && joining.joined.count == 1)
    }
}
