import Imaging
import Restoration
import Spectra

/// The keys that describe a run, in the order of the canonical text.
enum RunKeys {
    static let block: Block<ExperimentSpec> = Block(ExperimentSpec.standard) {
        SourceKeys.keys
        Key(
            "crop", \.crop, CropKeys.form,
            "The part of the image that is restored: the side of a centred square; left, top, right and bottom; or the "
                + "largest centred part whose sides are multiples of a number.", unit: "pixels",
            default: "`{multiple: 32}`; with `size: pad` the whole image",
            example: "64", method: "1")
        Key(
            "task", \.fit.task, TaskKeys.choice.form, "The restoration task: how the image is degraded.",
            example: "{inpaint: {bernoulli: 0.5}}", method: "5")
        Key(
            "seed", \.fit.seed, .integer(seeds),
            "Seed of the degradation (numpy's generator) and of network input and weights (PyTorch's).", example: "7",
            method: "8")
        Key(
            elsewhere: SpecKey(
                "seeds", "Repeats every case with each of these seeds, as a sweep of `seed`; not together with `seed`.",
                .list(.integer(seeds), 1...Int.max), example: "[0, 1, 2]", method: "8"))
        Key(
            "method", \.fit.chosenMethod, MethodKeys.choice.form,
            "How the image is restored. Settings that a method does not have make no difference.",
            example: "cbm3d", method: "9", isWritten: { $0.fit.method != .network })
        Key(
            "iterations", \.fit.iterations, iterations, "Training steps.",
            default: "3000, or the preset's or method's; 20000 with `sgld`",
            example: "10000", method: "5", isWritten: hasCurve)
        Key(
            "record_every", \.fit.recordEvery, .integer(1...Int.max),
            "Measures are recorded at iterations 0, n, 2n, ... and at the last.",
            unit: "iterations", example: "5", method: "6", isWritten: hasCurve)
        Key(
            "network", \.fit.architecture, NetworkKeys.form(.fourier), "The network that is trained.", default: "",
            example: "{architecture: decoder, lipschitz: 1.4}", method: "2",
            dependingOn: { _, options, given in
                NetworkKeys.form(given.wrong.contains("input") ? nil : options.fit.input)
            }, isWritten: { !$0.fit.method.hasOwnNetwork })
        Key(
            "input", \.fit.input, InputKeys.choice.form, "The network input, drawn with the run's seed and then fixed.",
            default: "`fourier` for `decoder`, the preset's for `skip`, else `noise`", example: "{noise: {scale: 0.1}}",
            method: "3", isWritten: { !$0.fit.method.hasOwnInput || $0.fit.method.name == .randomProjector })
        Key(
            "input_noise", \.fit.inputNoise, .number(.atLeast(0)),
            "Standard deviation of the normal noise that is drawn at each iteration and added to the network input.",
            default: "0, or the preset's",
            example: "0.0333", method: "2.2", isWritten: { !$0.fit.method.hasOwnInput })
        Key(
            "input_noise_stream", \.fit.inputNoiseStream, .name,
            "The source of that noise: PyTorch's stream of the run's seed, or Threefry, which a graphics processor "
                + "draws by itself.",
            example: "threefry", method: "8", isWritten: { $0.fit.inputNoiseStream != .pytorch })
        Key(
            "optimizer", \.fit.training, OptimizerKeys.choice.form, "How the weights are trained.", default: "`adam`",
            example: "{adam: {learning_rate: 0.01}}", method: "5", isWritten: hasCurve)
        Key(
            "regularization", \.fit.totalVariation, RegularizationKeys.choice.form,
            "A term that is added to the loss. `loss` is then recorded with it, `data_loss` without.",
            example: "{total-variation: {weight: 0.1}}",
            method: "5", isWritten: { $0.fit.totalVariation != nil })
        Key(
            "ema", \.fit.ema, Form<Double>.number(.atLeast(0).below(1)).orZero,
            "Decay of a moving average of the outputs, recorded as `psnr_ema` and kept as `averaged.png`; 0 for none.",
            default: "0, or the preset's or method's", example: "0.99", method: "2.2", isWritten: hasCurve)
        Key(
            "backtrack", \.fit.backtrack, Form<Double>.number(.atLeast(0)).orZero,
            "Takes a step back after which PSNR to the observed samples (those of the "
                + "loss) has fallen by more than this; 0 for never.", unit: "dB", example: "5", method: "5",
            isWritten: hasCurve)
        Key(
            "fbc", \.fit, bands.form, "How the frequency-band correspondence is measured.", default: "",
            example: "{definition: isotropic, bands: 7}",
            method: "6")
        Key(
            "monitors", \.fit.monitors, StoppingKeys.monitors(.denoise(sigma: 25)),
            "Stopping rules that monitor the run without ending it, in the form of `stop`, or `oracle`. What each "
                + "would have chosen is written to `stops.csv`.",
            example: "[ratio, {es-wmv: {window: 50}}, oracle]",
            method: "7", dependingOn: { _, options, _ in StoppingKeys.monitors(options.fit.task) },
            isWritten: { !$0.fit.monitors.isEmpty })
        Key(
            "stop", \.fit.stop, StoppingKeys.stop(.denoise(sigma: 25)),
            "The stopping rule that ends the run; the output it chooses is kept as `stopped.png`.",
            example: "ratio", method: "7", dependingOn: { _, options, _ in StoppingKeys.stop(options.fit.task) },
            isWritten: { $0.fit.stop != nil })
    }

    @Sendable private static func hasCurve(_ spec: ExperimentSpec) -> Bool { !spec.fit.method.givesOneOutput }

    static let seeds = 0...Int(UInt32.max)
    /// Also those that a method's options give.
    static let iterations = Form<Int>.integer(1...1_000_000_000)

    private static let bands = Block(ExperimentSpec.standard.fit) {
        Key(
            "definition", \.bandGeometry, .name, "Rings of the spectrum in pixels, or in normalised frequency.",
            example: "isotropic", method: "6")
        Key("bands", \.bandCount, .integer(1...32), "Number of bands.", example: "7", method: "6")
        Key(
            "reference", \.bandReference, .name, "The image that the bands are compared with.", example: "clean",
            method: "6")
    }
}

/// The key `crop`: a centred square, `[left, top, right, bottom]`, or the largest part whose sides are a multiple.
private enum CropKeys {
    static let form = Form<Crop>(
        .either([side.allowed, .list(place.allowed, 4...4), .mapping]), below: multiple.entries
    ) { node, key, _ in
        if node.entries != nil {
            guard let multiple = try multiple.form.read(node, key, nil).multiple else {
                throw node.mismatch(key, words)
            }
            return .multipleOf(multiple)
        }
        guard let items = node.items else {
            guard let text = node.scalarText, Int(text) != nil else { throw node.mismatch(key, words) }
            return .centred(try side.read(node, key, nil))
        }
        guard items.count == 4 else { throw node.mismatch(key, words) }
        let sides = try place.list().read(node, key, nil)
        guard sides[0] < sides[2], sides[1] < sides[3] else {
            throw SpecError(
                node.place,
                "'\(key)' must be [left, top, right, bottom] with left < right and top < bottom, not \(sides)")
        }
        return .rectangle(left: sides[0], top: sides[1], right: sides[2], bottom: sides[3])
    } text: { crop in
        switch crop {
        case .multipleOf(let multiple): "{multiple: \(multiple)}"
        case .centred(let side): "\(side)"
        case .rectangle(let left, let top, let right, let bottom): "[\(left), \(top), \(right), \(bottom)]"
        }
    }

    private static let side = Form<Int>.integer(1...Int.max)
    private static let place = Form<Int>.integer(0...Int.max)
    private static let words = "a number of pixels, [left, top, right, bottom] or {multiple: 32}"

    private struct Multiple { var multiple: Int? }

    private static let multiple = Block(Multiple()) {
        Key(
            "multiple", \.multiple, Form<Int>.integer(1...4096).optional,
            "The sides of the centred part are multiples of this.", unit: "pixels",
            default: "32", example: "64", method: "1")
    }
}
