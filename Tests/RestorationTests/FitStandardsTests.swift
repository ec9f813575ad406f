import Architectures
import Restoration
import Testing

/// The table of METHOD section 2.2, its columns about the fit.
@Suite struct FitStandardsTests {
    private static let denoise = RestorationTask.denoise(sigma: 25)

    @Test(
        arguments: [
            (SkipPreset.denoise, NetworkInput.noise, 1.0 / 30, 0.01, 3000, 0.99),
            (.deblock, .noise, 1.0 / 30, 0.01, 2400, 0.99),
            (.inpaint, .noise, 0.03, 0.01, 6001, nil), (.inpaintVase, .meshgrid, 0.03, 0.01, 5001, nil),
            (.inpaintLibrary, .noise, 0, 0.01, 3001, nil), (.superResolveX4, .noise, 0.03, 0.01, 2000, nil),
            (.superResolveX8, .noise, 0.05, 0.01, 4000, nil), (.restore, .noise, 0.03, 0.001, 11000, nil),
        ] as [(SkipPreset, NetworkInput, Double, Double, Int, Double?)])
    func presets(
        _ preset: SkipPreset, _ input: NetworkInput, _ noise: Double, _ rate: Double, _ iterations: Int, _ ema: Double?
    ) {
        let standards = FitStandards(preset, task: Self.denoise)
        #expect(standards.input == input && standards.inputNoise == noise && standards.learningRate == rate)
        #expect(standards.iterations == iterations && standards.ema == ema)
    }

    @Test func strongNoiseTakesMoreInputNoise() {
        let more: Double = 1.0 / 20, usual: Double = 1.0 / 30
        #expect(FitStandards(.denoise, task: .denoise(sigma: 50)).inputNoise == more)
        #expect(FitStandards(.denoise, task: .denoise(sigma: 49)).inputNoise == usual)
        #expect(FitStandards(.denoise, task: .inpaint(keep: 0.5)).inputNoise == usual)
    }

    @Test func architecturesWithoutAPreset() {
        for name in Architecture.Name.allCases {
            let standards = FitStandards(name)
            #expect(standards.input == (name == .decoder ? .fourier : .noise))
            #expect(standards.learningRate == ([.decoder, .unet, .resnet].contains(name) ? 0.001 : 0.01))
            #expect(standards.inputNoise == 0 && standards.iterations == 3000 && standards.ema == nil)
        }
    }
}
