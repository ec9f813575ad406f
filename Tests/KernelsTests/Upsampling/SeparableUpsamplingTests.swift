import TestSupport
import Testing

@testable import Kernels

/// Doubling a map with every filter: against the definitions, and the backward pass as the adjoint of the forward one.
@Suite struct SeparableUpsamplingTests {
    static let filters: [InterpolationFilter] = [
        .nearest, .bilinear, .bicubic, .mitchell, .lanczos, .gaussian(sigma: 0, gain: 1),
        .gaussian(sigma: 0.1, gain: 1), .gaussian(sigma: 0.5, gain: 2), .lowPass(taps: [0.5, 0.5]),
        .lowPass(taps: [0.25, 0.5, 0.25]),
        .lowPass(taps: InterpolationFilter.windowedSinc(taps: 7, cutoff: 0.5, attenuation: 20)),
        .lowPass(taps: InterpolationFilter.windowedSinc(taps: 9, cutoff: 0.4, attenuation: 30)),
        .lowPass(taps: InterpolationFilter.windowedSinc(taps: 17, cutoff: 0.5, attenuation: 60)),
    ]

    @Test(arguments: filters)
    func matchesItsDefinition(_ filter: InterpolationFilter) {
        for (channels, height, width) in [(1, 1, 1), (3, 2, 2), (8, 3, 5), (17, 6, 1), (5, 1, 9)] {
            _ = compare(
                SeparableUpsampling(filter, height: height, width: width, channels: channels),
                channels: channels, height: height, width: width
            ) { NaiveLayers.upsample($0, filter) }
        }
    }
}
