import Architectures
import Imaging
import Kernels
import Networks
import Restoration
import Spectra

/// The table of all keys of a spec, from which its documentation and its schema are made: an entry for every path of `Vocabulary`, in
/// the order of the canonical text. A new key gets its entry in the part of its section; a test names what is missing.
enum SpecReference {
    static let all = naming + images + tasks + course + network + input + optimisation + measures + stopping + experiment + table

    /// The entries directly below a path; those at the top for an empty one.
    static func below(_ parent: String) -> [SpecKey] { all.filter { $0.parent == parent } }

    private static let naming = [
        SpecKey("name", "The experiment's name, part of each run's folder.", .text, defaultWords: "the file's name", example: "lipschitz"),
        SpecKey("title", "What the experiment is called in figures and on the terminal.", .text, defaultWords: "the name",
                example: "\"Lipschitz-controlled spectral bias\""),
    ]

    private static let images = [
        SpecKey("dataset", "The set of clean images: the name of a manifest, `synthetic` for scenes drawn by the program, or image files.",
                .either([.text, .mapping]), default: "synthetic", example: "set9"),
        SpecKey("dataset.files", "Image files, relative to the spec's folder.", .list(.text, 1...Int.max), example: "[photo.png]"),
        SpecKey("images", "The images of the set that are restored, each in a run of its own.", .either([.text, .list(.text, 1...Int.max)]),
                defaultWords: "all", example: "[leaves, fabric]"),
        SpecKey("size", "Of synthetic images the side, or width and height. Of other images `pad`: all of the image is restored, the network's output being "
                + "larger and cut to the image, so that only the image's own pixels are compared and measured.",
                .either([.integer(SourceForm.sides), .list(.integer(SourceForm.sides), 2...2), .names(["pad"])]), unit: "pixels",
                defaultWords: "128 for synthetic images", example: "[128, 96]", section: "1"),
        SpecKey("crop", "The part of the image that is restored: a centred square, left, top, right and bottom, or the largest centred part whose sides are "
                + "multiples of a number.",
                .either([.integer(1...Int.max), .list(.integer(0...Int.max), 4...4), .mapping]), unit: "pixels",
                defaultWords: "`{multiple: 32}`; with `size: pad` the whole image", example: "64", section: "1"),
        SpecKey("crop.multiple", "What the sides of the centred part are multiples of.", .integer(1...4096), unit: "pixels", default: "32", example: "64",
                section: "1"),
    ]

    /// Degradations.
    private static let tasks = [
        SpecKey("task", "What the image is restored from.", .choice, default: "{denoise: {sigma: 25}}", example: "{inpaint: {bernoulli: 0.5}}", section: "5"),
        SpecKey("task.denoise", "Additive Gaussian noise.", .options(alone: true), example: "{sigma: 15}", section: "5"),
        SpecKey("task.denoise.sigma", "Standard deviation of the noise.", .number(.above(0).atMost(255)), unit: "of 255", default: "25", example: "50",
                section: "5"),
        SpecKey("task.poisson", "Shot noise.", .options(alone: true), example: "{peak: 10}", section: "5"),
        SpecKey("task.poisson.peak", "Photons expected where the image is white.", .number(.above(0).atMost(1e6)), default: "30", example: "10", section: "5"),
        SpecKey("task.impulse", "Salt and pepper.", .options(alone: true), example: "{fraction: 0.2}", section: "5"),
        SpecKey("task.impulse.fraction", "The share of the samples that is replaced.", .number(.above(0).below(1)), default: "0.1", example: "0.2",
                section: "5"),
        SpecKey("task.deblock", "Storage as a baseline JPEG.", .options(alone: true), example: "{quality: 20}", section: "5"),
        SpecKey("task.deblock.quality", "Quality of the JPEG, as libjpeg counts it.", .integer(JPEGFile.qualities), default: "10", example: "20", section: "5"),
        SpecKey("task.inpaint", "Samples that are missing.", .options(alone: true), example: "{bernoulli: 0.5}", section: "5"),
        SpecKey("task.inpaint.bernoulli", "The share of the samples that is kept, drawn by the run's seed.", .number(.above(0).below(1)), default: "0.5",
                example: "0.25", section: "5"),
        SpecKey("task.inpaint.mask", "An image whose black regions are missing, relative to the spec's folder; instead of `bernoulli`.", .text, example: "hole.png",
                section: "5"),
        SpecKey("task.super-resolve", "An image that was made smaller.", .options(alone: true), example: "{factor: 8}", section: "5"),
        SpecKey("task.super-resolve.factor", "How many times smaller its sides are.", .numbers([2, 4, 8]), default: "4", example: "8", section: "5"),
        SpecKey("task.super-resolve.kernel", "The filter that makes it smaller.", .names(DownsamplingKernel.allCases.map(\.rawValue)), default: "lanczos2",
                example: "lanczos3", section: "5"),
        SpecKey("task.enhance", "Nothing: what the network has not fitted yet is detail, which is added.", .options(alone: true), example: "{detail: signed}",
                section: "5"),
        SpecKey("task.enhance.detail", "The part of the detail that is added.", .names(DetailEnhancement.allCases.map(\.rawValue)), default: "published",
                example: "signed", section: "5"),
        SpecKey("task.reconstruct", "Nothing: how fast a target is fitted.", .options(alone: true), example: "{target: shuffled}", section: "5"),
        SpecKey("task.reconstruct.target", "What is fitted.", .names(ReconstructionTarget.Name.allCases.map(\.rawValue)), default: "image", example: "shuffled",
                section: "5"),
        SpecKey("task.reconstruct.sigma", "Standard deviation of the noise of target `noisy`.", .number(.above(0).atMost(255)), unit: "of 255",
                defaultWords: "25", example: "50", section: "5"),
    ]

    private static let course = [
        SpecKey("seed", "Seeds degradation (numpy's generator), network input and weights (PyTorch's).", .integer(SeedsForm.seeds), default: "0", example: "7",
                section: "8"),
        SpecKey("seeds", "Repeats every case with each of these seeds, as a sweep of `seed`; not together with `seed`.",
                .list(.integer(SeedsForm.seeds), 1...Int.max), example: "[0, 1, 2]", section: "8"),
        SpecKey("iterations", "Training steps.", .integer(1...Int.max), defaultWords: "3000, or the preset's; 20000 with `sgld`", example: "10000", section: "5"),
        SpecKey("record_every", "Measures are recorded at iterations 0, n, 2n, ... and at the last.", .integer(1...Int.max), unit: "iterations",
                default: "10", example: "5", section: "6"),
    ]

    private static let decayMeaning = "This times a parameter is added to its gradient"

    private static let optimisation = [
        SpecKey("input_noise", "Standard deviation of normal noise that is added to the network input anew at each iteration.", .number(.atLeast(0)),
                defaultWords: "0, or the preset's", example: "0.0333", section: "2.2"),
        SpecKey("optimizer", "How the weights are trained.", .choice, defaultWords: "`adam`", example: "{adam: {learning_rate: 0.01}}", section: "5"),
        SpecKey("optimizer.adam", "Adam with beta 0.9 and 0.999, eps 1e-8.", .options(alone: true), example: "{learning_rate: 0.01}", section: "5"),
        SpecKey("optimizer.adam.learning_rate", "Learning rate.", .number(.above(0).atMost(1)), defaultWords: "0.001 for `decoder`, `unet` and `resnet`, else 0.01",
                example: "0.01", section: "5"),
        SpecKey("optimizer.adam.weight_decay", decayMeaning + ".", .number(.atLeast(0).atMost(1)), default: "0", example: "5e-8", section: "5"),
        SpecKey("optimizer.sgld", "Stochastic gradient Langevin dynamics (Cheng et al. 2019): Adam whose every update adds normal noise to the weights of "
                + "convolutions, and the mean of sampled outputs, recorded as `psnr_sgld` and kept as `sgld.png`.",
                .options(alone: true), example: "{burn_in: 7000, every: 50}", section: "5"),
        SpecKey("optimizer.sgld.learning_rate", "Learning rate.", .number(.above(0).atMost(1)), defaultWords: "that of `adam`", example: "0.01", section: "5"),
        SpecKey("optimizer.sgld.weight_decay", decayMeaning + "; 5e-8 in the program of Cheng et al.", .number(.atLeast(0).atMost(1)), default: "0",
                example: "5e-8", section: "5"),
        SpecKey("optimizer.sgld.noise", "Standard deviation of the noise.", .number(.above(0).atMost(1000)), unit: "learning rates", default: "2", example: "1",
                section: "5"),
        SpecKey("optimizer.sgld.burn_in", "Only outputs of later iterations are sampled.", .integer(0...Int.max), unit: "iterations", default: "7000",
                example: "5000", section: "5"),
        SpecKey("optimizer.sgld.every", "Outputs are sampled at multiples of this.", .integer(1...Int.max), unit: "iterations", default: "50", example: "10",
                section: "5"),
        SpecKey("regularization", "A term that is added to the loss. `loss` is then recorded with it, `data_loss` without.", .choice, default: "none",
                example: "{total-variation: {weight: 0.1}}", section: "5"),
        SpecKey("regularization.none", "None.", .name, example: "none", section: "5"),
        SpecKey("regularization.total-variation", "Anisotropic total variation of the output (Liu et al. 2019): the mean over its samples of the magnitudes of "
                + "the differences to the right neighbour and to the one below.", .options(alone: false), example: "{weight: 0.1}", section: "5"),
        SpecKey("regularization.total-variation.weight", "What the mean is multiplied by, beside the mean squared error.", .number(.above(0).atMost(1000)),
                example: "0.1", section: "5"),
        SpecKey("ema", "Decay of a moving average of the outputs, recorded as `psnr_ema` and kept as `averaged.png`; 0 for none.",
                .number(.atLeast(0).below(1)), defaultWords: "0, or the preset's", example: "0.99", section: "2.2"),
        SpecKey("backtrack", "Takes a step back after which PSNR to the observed samples (those of the loss) has fallen by more than this; 0 for never.", .number(.atLeast(0)),
                unit: "dB", default: "0", example: "5", section: "5"),
    ]

    private static let measures = [
        SpecKey("fbc", "How the frequency-band correspondence is measured.", .mapping, example: "{definition: isotropic, bands: 7}", section: "6"),
        SpecKey("fbc.definition", "Rings of the spectrum in pixels, or of normalised frequency.", .names(BandGeometry.allCases.map(\.rawValue)),
                default: "published", example: "isotropic", section: "6"),
        SpecKey("fbc.bands", "Number of bands.", .integer(1...32), default: "5", example: "7", section: "6"),
        SpecKey("fbc.reference", "The image that the bands are compared with.", .names(BandReference.allCases.map(\.rawValue)), default: "degraded",
                example: "clean", section: "6"),
    ]

    private static let experiment = [
        SpecKey("variants", "Cases that are compared by name: each lays its settings over the others, a `network` that names its `architecture` in place of "
                + "the whole network. A run for each, as the first axis of the sweep, called `variant`. In a block of a scale, and in an argument "
                + "`variants=a,b`, a list of names picks some; a mapping in a block of a scale adds to those of the same name.",
                .either([.variants, .list(.text, 1...Int.max)]), example: "{plain: {}, averaged: {ema: 0.99}}"),
        SpecKey("scale", "Settings that `--scale` lays over the others.", .mapping, example: "{quick: {dataset: synthetic, size: 64}}"),
    ] + Scale.allCases.map { scale in
        SpecKey("scale.\(scale.rawValue)", "Settings of the scale `\(scale.rawValue)`.", .settings, example: "{size: 64, iterations: 100}")
    } + [
        SpecKey("sweep", "Settings that vary: a run for every combination of their values, the last key fastest.", .axes,
                example: "{network.lipschitz: [1, 2, 3]}"),
        SpecKey("figure", "The figure that the records are drawn as, or a list of figures with names.", .either([.mapping, .list(.mapping, 1...Int.max)]),
                example: "{series: network.lipschitz}"),
        SpecKey("figure.name", "Part of the names of the figure's files, where there are several.", .text, example: "bands"),
        SpecKey("figure.kind", "The kind of figure.", .names(FigureBlock.Kind.allCases.map(\.rawValue)), default: "bands", example: "bands"),
        SpecKey("figure.series", "The swept key whose values are the curves, or the restored images of a strip; `variant` for `variants`.", .text, example: "network.lipschitz"),
        SpecKey("figure.label", "The name of a curve, with {} in place of the value.", .text, defaultWords: "`KEY = {}`; the name of a variant", example: "\"λ = {}\""),
        SpecKey("figure.published", "The figure's name in the table of values that were read off the paper.", .text, example: "lipschitz"),
        SpecKey("figure.inset", "The part of the images that a strip shows enlarged: left, top, width, height; where none is above 1, they are shares of the image.",
                .list(.number(.atLeast(0)), 4...4), unit: "pixels", example: "[0.4, 0.3, 0.25, 0.25]"),
        SpecKey("figure.title", "The figure's title.", .text, defaultWords: "the experiment's", example: "\"Three ceilings\""),
    ]
}
