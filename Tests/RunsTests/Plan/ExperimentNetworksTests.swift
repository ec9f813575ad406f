import Networks
import SpecFixtures
import Specs
import Testing
@testable import Runs

/// The networks that a spec trains.
@Suite struct ExperimentNetworksTests {
    @Test func eachIsNamedOnce() throws {
        let spec = try experiment("images: [leaves, fabric]\nsize: 64\nsweep: {network.width: [8, 16], seed: [1, 2]}")
        let networks = try spec.networks()
        #expect(
            networks.map(\.label) == ["image=leaves network.width=8 seed=1", "image=leaves network.width=16 seed=1"])
        #expect(networks.map(\.network.output) == Array(repeating: Shape(channels: 3, height: 64, width: 64), count: 2))
        #expect(networks[0].network.parameterCount < networks[1].network.parameterCount)
    }

    @Test func aGivenSizeNeedsNoImage() throws {
        let spec = try experiment("dataset: {files: [nowhere.png]}")
        #expect(throws: (any Error).self) { try spec.networks() }
        let networks = try spec.networks(image: (channels: 1, width: 96, height: 64))
        #expect(networks.map(\.network.output) == [Shape(channels: 1, height: 64, width: 96)])
        #expect(networks[0].architecture == .decoder(.init()))
    }

    /// A padded image has a frame, and some methods feed the network with an image.
    @Test func itIsTheOneThatIsTrained() throws {
        let padded = try experiment("dataset: {files: [a.png]}\nsize: pad").networks(
            image: (channels: 3, width: 150, height: 100))
        #expect(padded.map(\.network.output) == [Shape(channels: 3, height: 128, width: 160)])
        let guided = try experiment(
            "images: [leaves]\nsize: 64\nnetwork: {architecture: skip}\ninput: noise\n"
                + "variants:\n  plain: {}\n  again: {ema: 0.9}\n  guided: {method: self-guided}\n")
        let networks = try guided.networks()
        #expect(networks.map(\.label) == ["variant=plain", "variant=guided"])
        #expect(networks.map(\.network.input.channels) == [32, 3])
    }

    @Test func aSizeThatDoesNotSuitIsRefused() throws {
        let spec = try experiment("images: [leaves]")
        let error = #expect(throws: SpecError.self) { try spec.networks(image: (channels: 3, width: 100, height: 64)) }
        #expect(
            error?.message
                == "an image of 100 x 64 does not suit a decoder of depth 5: both sides must be multiples of 32")
    }
}
