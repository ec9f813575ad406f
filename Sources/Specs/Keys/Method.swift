import BlockMatching
import Restoration

/// The key `method`: a name, or a name with options such as `{zs-n2n: {...}}` (METHOD section 9).
enum MethodKeys {
    typealias Name = RestorationMethod.Name

    static let choice = Choice<ChosenMethod> {
        trained(
            Name.network, "A network is fitted to the degraded image.", example: "{iterations: 5000}", method: "9",
            iterations: "3000, or the preset's; 20000 with `sgld`"
        ) {
            .network
        } from: {
            $0 == .network
        }
        Alternative(
            Name.bm3d,
            "Block matching and 3-D filtering (Dabov et al. 2007), each channel by itself. There is one output and no "
                + "curve.", example: "{profile: lc}", method: "9.6", isShort: true, blockMatching
        ) { options, _ in
            ChosenMethod(options.method(.separate))
        } from: {
            Blocks($0.method, .separate)
        }
        Alternative(
            Name.cbm3d,
            "The same of colour images, matched on the luminance (C-BM3D); of grey ones `bm3d`.",
            example: "{profile: lc}", method: "9.6", isShort: true, blockMatching
        ) { options, _ in
            ChosenMethod(options.method(.opponent))
        } from: {
            Blocks($0.method, .opponent)
        }
        trained(
            Name.zeroShot,
            "ZS-N2N (Mansour & Heckel 2023): a small network predicts the noise of two half-size copies from each "
                + "other. It has a network of its own; its learning rate is halved every 1000 iterations.",
            example: "{iterations: 2000}", method: "9.5", iterations: "3000"
        ) {
            .zeroShot
        } from: {
            $0 == .zeroShot
        }
        trained(
            Name.autoencoding,
            "aSeqDIP (Alkhouri et al. 2024): the network input is the degraded image at first, then the output, anew "
                + "every few iterations.", example: "{every: 5}", method: "9.2",
            iterations: "4000; 400 for inpainting", autoencoding
        ) {
            .autoencoding($0)
        } from: {
            if case .autoencoding(let options) = $0 { options } else { nil }
        }
        trained(
            Name.selfGuided,
            "Self-Guided DIP (Liang et al. 2025): the network input is learned, and held to the mean of the outputs "
                + "for several noisy copies of it.", example: "{reading: handbook}", method: "9.1",
            iterations: "4000; 10000 with `handbook`", selfGuided
        ) {
            .selfGuided($0)
        } from: {
            if case .selfGuided(let options) = $0 { options } else { nil }
        }
        trained(
            Name.randomProjector,
            "Deep Random Projector (Li et al. 2023): convolutions stay at random, the network input and the batch "
                + "norms are learned. It has a network of its own.", example: "{width: 128}", method: "9.3",
            iterations: "5001", randomProjector
        ) {
            .randomProjector($0)
        } from: {
            if case .randomProjector(let options) = $0 { options } else { nil }
        }
        trained(
            Name.doubleOverparametrized,
            "Double over-parametrisation (You et al. 2020): impulse noise is learned beside the network, by plain "
                + "gradient descent.", example: "{ratio: 4000}", method: "9.4", iterations: "150000",
            doubleOverparametrized
        ) {
            .doubleOverparametrized($0)
        } from: {
            if case .doubleOverparametrized(let options) = $0 { options } else { nil }
        }
        trained(
            Name.unbiasedRisk,
            "DIP-SURE (Jo et al. 2021): the loss is Stein's unbiased estimate of the risk, for which the network runs on "
                + "the degraded image, and on a place beside it. It is for noise of known deviation.",
            example: "{input: image}", method: "9.8", iterations: "3000", unbiasedRisk
        ) {
            .unbiasedRisk($0)
        } from: {
            if case .unbiasedRisk(let options) = $0 { options } else { nil }
        }
        externalMethod
    }

    /// Throws when the method and the run are given different numbers of iterations.
    static func check(_ chosen: ChosenMethod?, at node: SpecNode?, iterations: Int, given: SpecNode?) throws {
        guard let own = chosen?.iterations, let given, own != iterations,
            let place = node?.entries?.first?.value["iterations"]?.place
        else { return }
        throw SpecError(
            place,
            "'iterations' of method '\(chosen!.method.name.rawValue)' is \(own), but the run's 'iterations' is "
                + "\(iterations) (\(given.place)); give one of the two, or the same number")
    }

    /// Throws when the method is not for the task, or other settings do not go with it.
    static func check(_ fit: FitConfiguration, given: Given, place: SpecPlace) throws {
        let name = fit.method.name.rawValue
        if let objection = fit.method.objection(to: fit.task) {
            throw SpecError(place, "method '\(name)' is not \(objection)")
        }
        guard fit.method != .network, !fit.method.givesOneOutput else { return }
        if fit.langevin != nil, let node = given["optimizer"] {
            throw SpecError(node.place, "'optimizer' cannot be 'sgld' with method '\(name)'; allowed: adam, sgd")
        }
        if fit.padsImage {
            throw SpecError(place, "'size: pad' does not go with method '\(name)'; use 'crop'")
        }
        if fit.method.name == .randomProjector, fit.weightDecay > 0, let node = given["optimizer"] {
            throw SpecError(
                node.place,
                "'weight_decay' does not go with method '\(name)', whose convolutions stay as they are drawn")
        }
        if fit.backtrack != nil, fit.method.name != .unbiasedRisk, let node = given["backtrack"] {
            throw SpecError(
                node.place,
                "'backtrack' does not go with method '\(name)'"
                    + (fit.method == .zeroShot
                        ? ", whose loss is not the difference of output and degraded image"
                        : ": it takes back the network's parameters, but not the images that this method changes beside them")
            )
        }
    }

    /// A method that trains: its options, and for how long it does.
    private static func trained<Options: Sendable>(
        _ name: Name, _ meaning: String, example: String, method: String, iterations standard: String,
        _ block: Block<Options>, make: @escaping @Sendable (Options) -> RestorationMethod,
        from options: @escaping @Sendable (RestorationMethod) -> Options?
    ) -> Alternative<ChosenMethod> {
        let timed = Block(Timed(options: block.standard)) {
            block.keys.map { $0.inside(\Timed<Options>.options) }
            // The run's own key says it in canonical text.
            Key(
                "iterations", \.iterations, RunKeys.iterations.optional,
                "The run's `iterations`, for which this is another place: a method in `variants` or `sweep` has a "
                    + "length of its own by it.", default: standard, example: "2000", method: "9",
                isWritten: { _ in false })
        }
        return Alternative(name, meaning, example: example, method: method, isShort: true, timed) { timed, _ in
            ChosenMethod(make(timed.options), iterations: timed.iterations)
        } from: {
            options($0.method).map { Timed(options: $0) }
        }
    }

    /// The same without options of its own.
    private static func trained(
        _ name: Name, _ meaning: String, example: String, method: String, iterations standard: String,
        make: @escaping @Sendable () -> RestorationMethod,
        from isMethod: @escaping @Sendable (RestorationMethod) -> Bool
    ) -> Alternative<ChosenMethod> {
        trained(
            name, meaning, example: example, method: method, iterations: standard, Block(NoOptions()) {}
        ) { _ in
            make()
        } from: {
            isMethod($0) ? NoOptions() : nil
        }
    }

    private struct Timed<Options: Sendable>: Sendable {
        var options: Options
        var iterations: Int?
    }

    private struct NoOptions {}

    private struct Blocks {
        var profile = BlockMatchingSettings.Profile.normal
        var sigma: Double?

        init() {}

        /// Nil for another method.
        init?(_ method: RestorationMethod, _ channels: BlockMatchingSettings.Channels) {
            guard case .blockMatching(let settings, let sigma) = method, settings.channels == channels else {
                return nil
            }
            (profile, self.sigma) = (settings.profile, sigma)
        }

        func method(_ channels: BlockMatchingSettings.Channels) -> RestorationMethod {
            .blockMatching(BlockMatchingSettings(profile: profile, channels: channels), sigma: sigma)
        }
    }

    private static let blockMatching = Block(Blocks()) {
        Key(
            "profile", \.profile, .name, "The published constants: the normal profile or the fast one.", example: "lc",
            method: "9.6")
        Key(
            "sigma", \.sigma, Form<Double>.number(.above(0).atMost(255)).optional,
            "The standard deviation that the noise is taken to have.", unit: "of 255",
            default: "the task's, where that is `denoise`", example: "20", method: "9.6",
            isWritten: { $0.sigma != nil })
    }

    private static let autoencoding = Block(AutoencodingOptions()) {
        Key(
            "every", \.every, .integer(1...100_000), "How often the output becomes the network input.",
            unit: "iterations", example: "5", method: "9.2")
        Key(
            "weight", \.weight, .number(.atLeast(0).atMost(1000)),
            "What the mean squared difference of output and network input is multiplied by in the loss.",
            example: "5", method: "9.2")
        Key(
            "renewal", \.renewal, Form<AutoencodingOptions.Renewal>.name.optional,
            "The output that becomes the network input: that of the last loss, or a fresh one after the step.",
            default: "`output`; `fresh` for inpainting", example: "fresh", method: "9.2",
            isWritten: { $0.renewal != nil })
    }

    private static let selfGuided = Block(SelfGuidedOptions()) {
        Key(
            "reading", \.reading, .name, "Whose program: the authors' demonstration or the DIP handbook's.",
            example: "handbook", method: "9.1")
        Key(
            "penalty", \.penalty, .name,
            "What is held to the network input with `handbook`: each output, times the number of draws, as published; "
                + "or their mean, as intended.", example: "intended", method: "9.1")
        Key(
            "draws", \.draws, Form<Int>.integer(1...64).optional, "Noisy network inputs in each iteration.",
            default: "3; 4 with `handbook`", example: "2", method: "9.1", isWritten: { $0.draws != nil })
        Key(
            "alpha", \.alpha, Form<Double>.number(.atLeast(0).atMost(1000)).optional, "Weight of the penalty.",
            default: "2; 0.01 with `handbook`", example: "1", method: "9.1", isWritten: { $0.alpha != nil })
        Key(
            "input_learning_rate", \.inputRate, Form<Double>.number(.above(0).atMost(10)).optional,
            "Learning rate of the network input.", default: "0.1", example: "0.01", method: "9.1",
            isWritten: { $0.inputRate != nil })
    }

    private static let randomProjector = Block(RandomProjectorOptions()) {
        Key(
            "total_variation", \.totalVariation, Form<Double>.number(.atLeast(0).atMost(1000)).optional,
            "Weight of the total variation of the output in the loss.",
            default: "0.45; 0.75 for super-resolution, 0.01 for inpainting", example: "0.2", method: "9.3",
            isWritten: { $0.totalVariation != nil })
        Key(
            "width", \.width, Form<Int>.integer(NetworkKeys.channelCounts).optional, "Channels of the network.",
            default: "64; 128 for super-resolution and inpainting", example: "32", method: "9.3",
            isWritten: { $0.width != nil })
    }

    private static let doubleOverparametrized = Block(DoubleOverparametrizationOptions()) {
        Key(
            "ratio", \.ratio, .number(.above(0).atMost(1e6)),
            "The learning rate of the noise over that of the weights.", example: "4000", method: "9.4",
            isWritten: { _ in true })
    }

    private static let unbiasedRisk = Block(UnbiasedRiskOptions()) {
        Key(
            "input", \.input, .name,
            "What the network is given: the degraded image with noise whose deviation is drawn from 0 to `noise`, with "
                + "noise of deviation `noise`, or as it is.", example: "fixed", method: "9.8")
        Key(
            "noise", \.noise, .number(.above(0).atMost(10)),
            "The deviation of the noise that is added, as a share of that in the image.", example: "0.3", method: "9.8")
        Key(
            "epsilon", \.epsilon, .number(.atLeast(0.001).atMost(10)),
            "How far the second network input is from the first, as a share of the noise's deviation.",
            example: "0.1", method: "9.8")
    }
}
