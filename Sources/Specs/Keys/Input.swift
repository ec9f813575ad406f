import Restoration

/// The key `input`: a name, or a name with options such as `{noise: {scale: 0.1}}` (METHOD section 3).
enum InputKeys {
    typealias Name = NetworkInput.Name

    static let choice = Choice<NetworkInput> {
        Alternative(Name.fourier, .fourier, "Sines and cosines of uniform angles, half the channels each.", method: "3")
        Alternative(
            Name.noise, "Uniform noise in 0...scale.", example: "{scale: 1}", method: "3", isShort: true,
            noise("The largest value.")
        ) { options, _ in
            .uniformNoise(scale: options.scale)
        } from: {
            if case .uniformNoise(let scale) = $0 { Noise(scale: scale) } else { nil }
        }
        Alternative(
            Name.gaussianNoise, "Normal noise.", example: "{scale: 0.1}", method: "3",
            noise("The standard deviation.")
        ) { options, _ in
            .gaussianNoise(scale: options.scale)
        } from: {
            if case .gaussianNoise(let scale) = $0 { Noise(scale: scale) } else { nil }
        }
        Alternative(Name.meshgrid, .meshgrid, "Two channels, x / (width - 1) and y / (height - 1).", method: "3")
        Alternative(
            Name.bandLimited,
            "Uniform noise without high frequencies: components above `cutoff` times Nyquist, measured as distance in "
                + "normalised frequency, are set to 0.", example: "{cutoff: 0.5}", method: "3", isNeeded: true,
            bandLimited
        ) { options, site in
            guard let cutoff = options.cutoff else {
                throw site.needs(
                    "band-limited", "its cutoff, a fraction of Nyquist, such as {band-limited: {cutoff: 0.5}}")
            }
            return .bandLimited(cutoff: cutoff, scale: options.scale)
        } from: {
            if case .bandLimited(let cutoff, let scale) = $0 { BandLimited(cutoff: cutoff, scale: scale) } else { nil }
        }
    }

    private static let scales = Form<Double>.number(.above(0).atMost(100))

    private struct Noise { var scale = NetworkInput.standardScale }

    private static func noise(_ meaning: String) -> Block<Noise> {
        Block(Noise()) { Key("scale", \.scale, scales, meaning, example: "1", method: "3") }
    }

    private struct BandLimited {
        var cutoff: Double?
        var scale = NetworkInput.standardScale
    }

    private static let bandLimited = Block(BandLimited()) {
        // The corners of the spectrum, up to sqrt 2, cannot be reached.
        Key(
            "cutoff", \.cutoff, Form<Double>.number(.above(0).atMost(1)).optional,
            "The highest frequency that is kept.",
            unit: "of Nyquist",
            example: "0.5", method: "3")
        Key("scale", \.scale, scales, "The largest value before filtering.", example: "1", method: "3")
    }
}
