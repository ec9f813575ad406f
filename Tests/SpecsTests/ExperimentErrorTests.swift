import SpecFixtures
import Testing

@testable import Specs

/// Every kind of mistake, with the exact sentence.
@Suite struct ExperimentErrorTests {
    @Test(arguments: [
        (
            "seed: 1\niteration: 5",
            "spec.yaml:2:1: unknown key 'iteration'; did you mean 'iterations'? allowed: name, title, dataset, images, "
                + "size, crop, task, seed, seeds, method, iterations, record_every, network, input, input_noise, input_noise_stream, optimizer, regularization, ema, backtrack, fbc, monitors, stop, variants, scale, sweep, figure, table"
        ),
        (
            "network:\n  norm: batch\n  upsampel: nearest",
            "spec.yaml:3:3: unknown key 'upsampel'; did you mean 'upsampler'? allowed: architecture, "
                + "upsampler, lipschitz, norm, padding, width, input_channels, depth, slope"
        ),
        ("seed:", "spec.yaml:1:1: key 'seed' has no value"),
        (
            "- a",
            "spec.yaml:1:1: 'spec' must be a mapping with keys among name, title, dataset, images, size, crop, task, seed, seeds, method, iterations, "
                + "record_every, network, input, input_noise, input_noise_stream, optimizer, regularization, ema, backtrack, fbc, monitors, stop, variants, scale, sweep, figure, table, not a list"
        ),
        ("name: a/b", "spec.yaml:1:7: 'name' may contain only letters, digits, '-' and '_', not 'a/b'"),
        (
            "task: {denoise: {sigma: -25}}",
            "spec.yaml:1:25: 'sigma' must be a number above 0 and at most 255, not '-25'"
        ),
        (
            "task: {denoise: {sigma: .nan}}",
            "spec.yaml:1:25: 'sigma' must be a number above 0 and at most 255, not '.nan'"
        ),
        ("task: {denoise: {sigme: 25}}", "spec.yaml:1:18: unknown key 'sigme'; did you mean 'sigma'? allowed: sigma"),
        (
            "task: {inpaint: {bernoulli: 1}}",
            "spec.yaml:1:29: 'bernoulli' must be a number above 0 and below 1, not '1'"
        ),
        (
            "task: denoize",
            "spec.yaml:1:7: 'task' cannot be 'denoize'; did you mean 'denoise'? allowed: "
                + "denoise, poisson, impulse, deblock, inpaint, super-resolve, enhance, reconstruct"
        ),
        (
            "task: {denoise: {sigma: 25}, inpaint: {bernoulli: 0.5}}",
            "spec.yaml:1:7: 'task' must be one of denoise, poisson, impulse, deblock, inpaint, super-resolve, enhance, reconstruct, "
                + "alone or as {name: {option: value}}, not a mapping"
        ),
        (
            "dataset: {files: [\"a\\0.png\"]}",
            "spec.yaml:1:19: 'files' must be the path of a file, without control characters, not the text 'a\u{0}.png'"
        ),
        (
            "task: {inpaint: {mask: \"a\\n.png\"}}",
            "spec.yaml:1:24: 'mask' must be the path of a file, without control characters, not the text 'a\n.png'"
        ),
        ("seed: -1", "spec.yaml:1:7: 'seed' must be a whole number from 0 to 4294967295, not '-1'"),
        (
            "seeds: [1, 2]\nseed: 1",
            "spec.yaml:1:1: 'seed' and 'seeds' cannot be given together: 'seeds' repeats every case with each of its seeds"
        ),
        ("seeds: 3", "spec.yaml:1:8: 'seeds' must be a list with at least one value, such as [a, b], not '3'"),
        (
            "seeds: []",
            "spec.yaml:1:8: 'seeds' must be a list with at least one value, such as [a, b], not an empty list"
        ),
        ("seeds: [0, -1]", "spec.yaml:1:12: 'seeds' must be a whole number from 0 to 4294967295, not '-1'"),
        ("seeds: [0, 1, 0]", "spec.yaml:1:15: 'seeds' lists 0 twice"),
        ("seed: '1'", "spec.yaml:1:7: 'seed' must be a whole number from 0 to 4294967295, not the text '1'"),
        ("iterations: 0", "spec.yaml:1:13: 'iterations' must be a whole number from 1 to 1000000000, not '0'"),
        ("record_every: 1.5", "spec.yaml:1:15: 'record_every' must be a whole number of at least 1, not '1.5'"),
        ("ema: 1", "spec.yaml:1:6: 'ema' must be a number of at least 0 and below 1, not '1'"),
        ("backtrack: -5", "spec.yaml:1:12: 'backtrack' must be a number of at least 0, not '-5'"),
        ("input_noise: -1", "spec.yaml:1:14: 'input_noise' must be a number of at least 0, not '-1'"),
        (
            "input: fourrier",
            "spec.yaml:1:8: 'input' cannot be 'fourrier'; did you mean 'fourier'? allowed: fourier, noise, "
                + "gaussian-noise, meshgrid, band-limited"
        ),
        ("input: {fourier: {scale: 1}}", "spec.yaml:1:18: 'fourier' has no options"),
        ("input: {noise: {scale: 0}}", "spec.yaml:1:24: 'scale' must be a number above 0 and at most 100, not '0'"),
        ("input: {noise: {cutoff: 1}}", "spec.yaml:1:17: unknown key 'cutoff'; allowed: scale"),
        (
            "input: band-limited",
            "spec.yaml:1:8: 'band-limited' needs its cutoff, a fraction of Nyquist, such as {band-limited: {cutoff: 0.5}}"
        ),
        (
            "input: {band-limited: {cutoff: 1.5}}",
            "spec.yaml:1:32: 'cutoff' must be a number above 0 and at most 1, not '1.5'"
        ),
        (
            "optimizer: {adam: {learning_rate: 0}}",
            "spec.yaml:1:35: 'learning_rate' must be a number above 0 and at most 1, not '0'"
        ),
        (
            "optimizer: sgdl",
            "spec.yaml:1:12: 'optimizer' cannot be 'sgdl'; did you mean 'sgd'? allowed: adam, sgld, sgd"
        ),
        ("fbc: {bands: 33}", "spec.yaml:1:14: 'bands' must be a whole number from 1 to 32, not '33'"),
        ("fbc: {definition: round}", "spec.yaml:1:19: 'definition' cannot be 'round'; allowed: published, isotropic"),
    ])
    func values(_ text: String, _ sentence: String) {
        #expect(refusal(text) == sentence)
    }

    @Test(arguments: [
        ("crop: -5", "spec.yaml:1:7: 'crop' must be a whole number of at least 1, not '-5'"),
        (
            "crop: all",
            "spec.yaml:1:7: 'crop' must be a number of pixels, [left, top, right, bottom] or {multiple: 32}, not 'all'"
        ),
        (
            "crop: [1, 2]",
            "spec.yaml:1:7: 'crop' must be a number of pixels, [left, top, right, bottom] or {multiple: 32}, not a list"
        ),
        (
            "crop: [9, 0, 9, 64]",
            "spec.yaml:1:7: 'crop' must be [left, top, right, bottom] with left < right and top < bottom, not [9, 0, 9, 64]"
        ),
        ("size: pad", "spec.yaml:1:7: 'size' must be a whole number from 16 to 8192, not 'pad'"),
        ("size: 8", "spec.yaml:1:7: 'size' must be a whole number from 16 to 8192, not '8'"),
        (
            "dataset: {files: [a.png]}\nsize: 64",
            "spec.yaml:2:7: 'size' in pixels is for dataset 'synthetic' only; for image files use 'crop', or 'size: pad'"
        ),
        (
            "dataset: {files: [x/a.png, y/a.png]}",
            "spec.yaml:1:18: 'files' has two images called 'a'; their names must differ"
        ),
        ("dataset: {file: [a.png]}", "spec.yaml:1:11: unknown key 'file'; did you mean 'files'? allowed: files"),
        (
            "dataset: syntetic",
            "spec.yaml:1:10: 'dataset' cannot be 'syntetic'; did you mean 'synthetic'? allowed: synthetic"
        ),
        (
            "images: [leavs]",
            "spec.yaml:1:10: dataset 'synthetic' has no image 'leavs'; did you mean 'leaves'? allowed: leaves, pebbles, fabric, harbour"
        ),
        ("images: [leaves, leaves]", "spec.yaml:1:18: 'images' lists 'leaves' twice"),
        (
            "images: []",
            "spec.yaml:1:9: 'images' must be a list with at least one value, such as [a, b], not an empty list"
        ),
    ])
    func images(_ text: String, _ sentence: String) {
        #expect(refusal(text) == sentence)
    }

    @Test(arguments: [
        (
            "sweep: {network.lipschit: [1]}",
            "spec.yaml:1:9: unknown key 'network.lipschit'; did you mean 'network.lipschitz'? allowed: "
                + "network.architecture, network.upsampler, network.lipschitz, network.norm, network.padding, network.width, network.input_channels, "
                + "network.depth, network.slope, network.preset, network.down, network.up, network.skip, network.down_kernel, network.up_kernel, "
                + "network.need1x1_up, network.activation, network.downsample, network.layers, network.more_scales, network.blocks"
        ),
        ("sweep: {seed.x: [1]}", "spec.yaml:1:9: unknown key 'seed.x'; 'seed' has no keys below it"),
        (
            "sweep: {images: [leaves]}",
            "spec.yaml:1:9: 'images' cannot be swept; list several images under 'images'"
        ),
        ("sweep: {seeds: [[0, 1]]}", "spec.yaml:1:9: 'seeds' cannot be swept; it already is a sweep of 'seed'"),
        ("seeds: [0, 1]\nsweep: {seed: [2]}", "spec.yaml:1:1: 'seeds' cannot be given together with a sweep of 'seed'"),
        (
            "scale: {crop128: {seeds: [0, 1], seed: 1}}",
            "spec.yaml:1:19: 'seed' and 'seeds' cannot be given together: 'seeds' repeats every case with "
                + "each of its seeds"
        ),
        ("sweep: {seed: 1}", "spec.yaml:1:15: 'seed' must be a list with at least one value, such as [a, b], not '1'"),
        (
            "sweep: {seed: [1, ]}\nscale: {quick: {seed: 2, sweep: [1]}}",
            "spec.yaml:2:33: 'sweep' must be a mapping of dotted keys to lists of values, "
                + "such as {network.lipschitz: [1, 2]}, not a list"
        ),
        (
            "sweep: {seed: [1, 2, 1]}",
            "spec.yaml:1:22: the sweep gives the same run twice: image=leaves seed=1 and image=leaves seed=1"
        ),
        ("sweep: {network.lipschitz: [1, -1]}", "spec.yaml:1:32: 'lipschitz' must be a number of at least 0, not '-1'"),
        (
            "network: {upsampler: bilinear}\nsweep: {network.upsampler.gaussian.sigma: [0.5]}",
            "spec.yaml:2:44: 'network.upsampler.gaussian.sigma' cannot be set because 'network.upsampler' is 'bilinear' (spec.yaml:1:22)"
        ),
        (
            "sweep: {task.inpaint.bernoulli: [0.5]}\ntask: {denoise: {sigma: 25}}",
            "spec.yaml:1:34: 'task.inpaint.bernoulli' cannot be set because 'task' is 'denoise' (spec.yaml:2:7)"
        ),
        (
            "scale: {medium: {seed: 1}}",
            "spec.yaml:1:9: unknown key 'medium'; allowed: quick, crop128, whole256, crop512, published"
        ),
        (
            "scale: {quick: {nam: x}}",
            "spec.yaml:1:17: unknown key 'nam'; allowed: title, dataset, images, size, crop, task, seed, seeds, method, iterations, "
                + "record_every, network, input, input_noise, input_noise_stream, optimizer, regularization, ema, backtrack, fbc, monitors, stop, variants, sweep"
        ),
        (
            "scale: {quick: {network: {widht: 3}}}",
            "spec.yaml:1:27: unknown key 'network.widht'; did you mean 'network.width'? allowed: "
                + "network.architecture, network.upsampler, network.lipschitz, network.norm, network.padding, network.width, network.input_channels, "
                + "network.depth, network.slope, network.preset, network.down, network.up, network.skip, network.down_kernel, network.up_kernel, "
                + "network.need1x1_up, network.activation, network.downsample, network.layers, network.more_scales, network.blocks"
        ),
        ("scale: {quick: 3}", "spec.yaml:1:16: 'quick' must be a mapping of the settings that it overrides, not '3'"),
    ])
    func sweepsAndScales(_ text: String, _ sentence: String) {
        let found = refusal(text, scale: text.contains("quick: {seed") ? .quick : nil)
        // The folder of the temporary spec stands before its name inside of the sentence too.
        #expect(found?.replacing(/\(\/.*\/spec\.yaml/, with: "(spec.yaml") == sentence)
    }

    @Test func aScaleHasOneBlock() {
        #expect(
            refusal("scale: {crop128: {seed: 1}, small: {seed: 2}}")
                == "spec.yaml:1:29: the scale 'crop128' has two blocks, one of them under its former name")
    }

    @Test func missingScale() {
        #expect(
            refusal("scale: {crop128: {seed: 1}}", scale: .quick)
                == "spec.yaml: the spec has no scale 'quick'; it has: crop128, published")
    }

    @Test(arguments: [
        (
            "network.lipschit=2",
            "argument 'network.lipschit=2': unknown key 'network.lipschit'; did you mean 'network.lipschitz'?"
        ),
        ("lipschitz", "argument 'lipschitz': an override has the form key=value, such as network.lipschitz=2"),
        ("=2", "argument '=2': an override has the form key=value, such as network.lipschitz=2"),
        ("seed=", "argument 'seed=': key 'seed' has no value"),
        ("seed=1,,2", "argument 'seed=1,,2': key 'seed' has no value"),
        ("seed=[1", "argument 'seed=[1': this is not valid YAML: did not find expected ',' or ']'"),
        ("seed=x", "argument 'seed=x': 'seed' must be a whole number from 0 to 4294967295, not 'x'"),
        ("images=a,leaves", "argument 'images=a,leaves': dataset 'synthetic' has no image 'a'"),
        ("sweep={seed: [1]}", "argument 'sweep={seed: [1]}': unknown key 'sweep'"),
        (
            "network.upsampler.gaussian.sigma=1",
            "argument 'network.upsampler.gaussian.sigma=1': 'network.upsampler.gaussian.sigma' cannot be set because 'network.upsampler' is 'nearest'"
        ),
    ])
    func overrides(_ argument: String, _ start: String) throws {
        let sentence = try #require(refusal("network: {upsampler: nearest}", overrides: [argument]))
        #expect(sentence.hasPrefix(start))
    }
}
