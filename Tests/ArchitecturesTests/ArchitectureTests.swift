import Architectures
import Networks
import Testing

/// What all architectures answer alike.
@Suite struct ArchitectureTests {
    static let all: [Architecture] = [
        .decoder(.init(upsamplers: [.nearest, .bilinear, .lanczos], width: 8, inputChannels: 6)),
        .skip(.init(downChannels: [8, 8], upChannels: [8, 8], skipChannels: [2, 2], inputChannels: 5)),
        .deepDecoder(.init(upsamplers: [.bilinear, .nearest], width: 8, inputChannels: 3)),
        .convDecoder(.init(upsamplers: [.bilinear], width: 8)),
        .convNet(.init(layers: 2, width: 8, inputChannels: 4)),
        .unet(.init(width: 4, depth: 2, moreScales: 1, inputChannels: 7)),
        .resnet(.init(blocks: 1, width: 8, inputChannels: 9)),
    ]

    @Test func everyNameHasAnArchitecture() {
        #expect(Set(Self.all.map(\.name)) == Set(Architecture.Name.allCases))
        #expect(
            Architecture.Name.allCases.map(\.rawValue) == [
                "decoder", "skip", "deep-decoder", "conv-decoder", "convnet", "unet", "resnet",
            ])
        #expect(Architecture.Name.allCases.allSatisfy { $0.standard.name == $0 })
    }

    @Test(arguments: all)
    func sizesOfInputAndOutput(_ architecture: Architecture) throws {
        let network = try architecture.network(channels: 3, height: 48, width: 80)
        #expect(network.output == Shape(channels: 3, height: 48, width: 80))
        #expect(
            network.input
                == Shape(
                    channels: architecture.inputChannels, height: 48 / architecture.inputReduction,
                    width: 80 / architecture.inputReduction))
        #expect(network.nodes.last?.operation == .activation(.sigmoid))
    }

    @Test func inputsAreReducedByTheDepthOfDecoders() {
        #expect(Self.all.map(\.inputReduction) == [8, 1, 4, 2, 1, 1, 1])
        #expect(Self.all.map(\.inputChannels) == [6, 5, 3, 8, 4, 7, 9])
    }

    @Test(arguments: all)
    func parametersHaveDistinctNames(_ architecture: Architecture) throws {
        let names = try architecture.network(channels: 3, height: 48, width: 80).parameters.map(\.name)
        #expect(Set(names).count == names.count)
    }
}
