import Architectures
import Networks
import Testing

/// What all architectures answer alike.
@Suite struct ArchitectureTests {
    static let all: [Architecture] = [
        .decoder(.init(upsamplers: [.nearest, .bilinear, .lanczos], width: 8, inputChannels: 6)),
        .skip(.init(downChannels: [8, 8], upChannels: [8, 8], skipChannels: [2, 2], inputChannels: 5)),
    ]

    @Test func everyNameHasAnArchitecture() {
        #expect(Set(Self.all.map(\.name)) == Set(Architecture.Name.allCases))
        #expect(Architecture.Name.allCases.map(\.rawValue) == ["decoder", "skip"])
    }

    @Test(arguments: all)
    func sizesOfInputAndOutput(_ architecture: Architecture) throws {
        let network = try architecture.network(channels: 3, height: 48, width: 80)
        #expect(network.output == Shape(channels: 3, height: 48, width: 80))
        #expect(network.input == Shape(channels: architecture.inputChannels, height: 48 / architecture.inputReduction,
                                       width: 80 / architecture.inputReduction))
        #expect(network.nodes.last?.operation == .activation(.sigmoid))
    }

    @Test func inputsAreReducedByTheDecodersDepth() {
        #expect(Self.all.map(\.inputReduction) == [8, 1])
        #expect(Self.all.map(\.inputChannels) == [6, 5])
    }

    @Test(arguments: all)
    func parametersHaveDistinctNames(_ architecture: Architecture) throws {
        let names = try architecture.network(channels: 3, height: 48, width: 80).parameters.map(\.name)
        #expect(Set(names).count == names.count)
    }
}
