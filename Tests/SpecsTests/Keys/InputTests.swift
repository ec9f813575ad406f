import Architectures
import Restoration
import SpecFixtures
import Testing

@testable import Specs

@Suite struct InputTests {
    @Test(arguments: [
        ("fourier", NetworkInput.fourier, "fourier"), ("noise", .noise, "noise"),
        ("{noise: {scale: 0.1}}", .noise, "noise"),
        ("{noise: {scale: 1}}", .uniformNoise(scale: 1), "{noise: {scale: 1}}"),
        ("gaussian-noise", .gaussianNoise(scale: 0.1), "{gaussian-noise: {scale: 0.1}}"),
        ("{gaussian-noise: {scale: 0.5}}", .gaussianNoise(scale: 0.5), "{gaussian-noise: {scale: 0.5}}"),
        ("meshgrid", .meshgrid, "meshgrid"),
        (
            "{band-limited: {cutoff: 0.25}}", .bandLimited(cutoff: 0.25, scale: 0.1),
            "{band-limited: {cutoff: 0.25, scale: 0.1}}"
        ),
        (
            "{band-limited: {cutoff: 1, scale: 2}}", .bandLimited(cutoff: 1, scale: 2),
            "{band-limited: {cutoff: 1, scale: 2}}"
        ),
    ])
    func forms(_ text: String, _ input: NetworkInput, _ canonical: String) throws {
        let spec = try onlyRun("images: [leaves]\ninput: \(text)")
        #expect(spec.fit.input == input)
        #expect(spec.resolved.contains("\ninput: \(canonical)\n"))
        #expect(try onlyRun(spec.resolved) == spec)
    }

    @Test func aMeshgridHasTwoChannelsUnlessRefused() throws {
        for architecture in ["decoder", "skip"] {
            let spec = try onlyRun("images: [leaves]\nnetwork: {architecture: \(architecture)}\ninput: meshgrid")
            #expect(spec.fit.architecture.inputChannels == 2)
        }
        #expect(
            try onlyRun("images: [leaves]\nnetwork: {input_channels: 2}\ninput: meshgrid").fit.architecture
                .inputChannels == 2)
    }

    @Test func optionsCanBeSweptAndOverridden() throws {
        let runs = try experiment("images: [leaves]\ninput: noise\nsweep: {input.noise.scale: [0.2, 0.4]}").runs
        #expect(runs.map(\.spec.fit.input) == [.uniformNoise(scale: 0.2), .uniformNoise(scale: 0.4)])
        #expect(refusal("input: fourier", overrides: ["input.noise.scale=1"])?.contains("'input' is 'fourier'") == true)
    }
}
