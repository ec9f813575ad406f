import Foundation
import Imaging
import Kernels
import Records
import Restoration
import SpecFixtures
import Testing

@testable import Specs

/// Every form of the key `task`: what it means, its canonical text, and how a wrong one is refused.
@Suite struct TaskTests {
    @Test(
        arguments: [
            ("denoise", .denoise(sigma: 25), "{denoise: {sigma: 25}}"),
            ("{denoise: {sigma: 12.5}}", .denoise(sigma: 12.5), "{denoise: {sigma: 12.5}}"),
            ("poisson", .poisson(peak: 30), "{poisson: {peak: 30}}"),
            ("{poisson: {peak: 0.5}}", .poisson(peak: 0.5), "{poisson: {peak: 0.5}}"),
            ("impulse", .impulse(fraction: 0.1), "{impulse: {fraction: 0.1}}"),
            ("{impulse: {fraction: 0.25}}", .impulse(fraction: 0.25), "{impulse: {fraction: 0.25}}"),
            ("deblock", .deblock(quality: 10), "{deblock: {quality: 10}}"),
            ("{deblock: {quality: 30}}", .deblock(quality: 30), "{deblock: {quality: 30}}"),
            ("inpaint", .inpaint(keep: 0.5), "{inpaint: {bernoulli: 0.5}}"),
            (
                "{inpaint: {mask: /a/hole.png}}", .inpaintRegion(mask: "/a/hole.png"),
                "{inpaint: {mask: \"/a/hole.png\"}}"
            ),
            ("super-resolve", .superResolve(Downsampling(factor: 4)), "{super-resolve: {factor: 4, kernel: lanczos2}}"),
            (
                "{super-resolve: {factor: 8, kernel: lanczos3}}",
                .superResolve(Downsampling(factor: 8, kernel: .lanczos3)),
                "{super-resolve: {factor: 8, kernel: lanczos3}}"
            ),
            (
                "{super-resolve: {factor: 2}}", .superResolve(Downsampling(factor: 2)),
                "{super-resolve: {factor: 2, kernel: lanczos2}}"
            ),
            ("{enhance: {}}", .enhance(.published), "{enhance: {detail: published}}"),
            ("{enhance: {detail: signed}}", .enhance(.signed), "{enhance: {detail: signed}}"),
            ("reconstruct", .reconstruct(.image), "{reconstruct: {target: image}}"),
            (
                "{reconstruct: {target: noisy}}", .reconstruct(.noisy(sigma: 25)),
                "{reconstruct: {target: noisy, sigma: 25}}"
            ),
            (
                "{reconstruct: {target: noisy, sigma: 50}}", .reconstruct(.noisy(sigma: 50)),
                "{reconstruct: {target: noisy, sigma: 50}}"
            ),
            ("{reconstruct: {target: shuffled}}", .reconstruct(.shuffled), "{reconstruct: {target: shuffled}}"),
            ("{reconstruct: {target: white-noise}}", .reconstruct(.whiteNoise), "{reconstruct: {target: white-noise}}"),
        ] as [(String, RestorationTask, String)])
    func forms(_ text: String, _ task: RestorationTask, _ canonical: String) throws {
        let spec = try onlyRun("task: \(text)")
        #expect(spec.fit.task == task)
        #expect(spec.resolved.contains("\ntask: \(canonical)\n"))
        #expect(try onlyRun(spec.resolved) == spec)
    }

    @Test(arguments: [
        ("{poisson: {peak: 0}}", "1:24: 'peak' must be a number above 0 and at most 1000000, not '0'"),
        ("{poisson: {peak: 1e7}}", "1:24: 'peak' must be a number above 0 and at most 1000000, not '1e7'"),
        ("{poisson: {sigma: 25}}", "1:18: unknown key 'sigma'; allowed: peak"),
        ("{impulse: {fraction: 1}}", "1:28: 'fraction' must be a number above 0 and below 1, not '1'"),
        ("{impulse: {fraction: many}}", "1:28: 'fraction' must be a number above 0 and below 1, not 'many'"),
        ("{deblock: {quality: 0}}", "1:27: 'quality' must be a whole number from 1 to 100, not '0'"),
        ("{deblock: {quality: 10.5}}", "1:27: 'quality' must be a whole number from 1 to 100, not '10.5'"),
        ("{deblock: {quality: 101}}", "1:27: 'quality' must be a whole number from 1 to 100, not '101'"),
        ("{inpaint: {bernoulli: 0.5, mask: a.png}}", "1:40: 'inpaint' takes either 'bernoulli' or 'mask', not both"),
        ("{inpaint: {mask: [a.png]}}", "1:24: 'mask' must be text, not a list"),
        ("{super-resolve: {factor: 3}}", "1:32: 'factor' must be 2, 4 or 8, not '3'"),
        ("{super-resolve: {factor: '4'}}", "1:32: 'factor' must be 2, 4 or 8, not the text '4'"),
        (
            "{super-resolve: {kernel: lanczos}}",
            "1:32: 'kernel' cannot be 'lanczos'; did you mean 'lanczos2'? allowed: lanczos2, lanczos3"
        ),
        ("{enhance: {detail: dark}}", "1:26: 'detail' cannot be 'dark'; allowed: published, signed"),
        (
            "{reconstruct: {target: noise}}",
            "1:30: 'target' cannot be 'noise'; did you mean 'noisy'? allowed: image, noisy, shuffled, white-noise"
        ),
        (
            "{reconstruct: {target: shuffled, sigma: 25}}",
            "1:47: 'sigma' is for target 'noisy' only, not for 'shuffled'"
        ),
        ("{reconstruct: {target: noisy, sigma: 0}}", "1:44: 'sigma' must be a number above 0 and at most 255, not '0'"),
        ("{impulse: 0.1}", "1:17: 'impulse' must be a mapping with keys among fraction, not '0.1'"),
    ])
    func refusals(_ text: String, _ sentence: String) {
        #expect(refusal("task: \(text)") == "spec.yaml:\(sentence)")
    }

    @Test func optionsAreSweptByDottedKeys() throws {
        let runs = try experiment(
            "images: [leaves]\ntask: {poisson: {peak: 30}}\nsweep: {task.poisson.peak: [10, 100]}"
        ).runs
        #expect(runs.map(\.spec.fit.task) == [.poisson(peak: 10), .poisson(peak: 100)])
    }
}
