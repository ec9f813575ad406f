import Restoration

/// How weights are trained.
public enum OptimizerName: String, CaseIterable, Sendable {
    case adam, sgld
}

/// A term that is added to the loss.
public enum RegularizationName: String, CaseIterable, Sendable {
    case none
    case totalVariation = "total-variation"
}

/// The settings of a fit that `optimizer` decides.
struct Training: Equatable, Sendable {
    var learningRate = 0.001
    var weightDecay = 0.0
    var langevin: Langevin?
}

extension FitConfiguration {
    var training: Training {
        get { Training(learningRate: learningRate, weightDecay: weightDecay, langevin: langevin) }
        set { (learningRate, weightDecay, langevin) = (newValue.learningRate, newValue.weightDecay, newValue.langevin) }
    }
}

/// The key `optimizer`: `{adam: {learning_rate: 0.001}}` or `{sgld: {burn_in: 7000, every: 50}}` (METHOD section 5).
enum OptimizerKeys {
    static let choice = Choice<Training> {
        Alternative(
            OptimizerName.adam, "Adam with beta 0.9 and 0.999, eps 1e-8.", example: "{learning_rate: 0.01}",
            method: "5", adam
        ) { options, _ in
            Training(learningRate: options.learningRate, weightDecay: options.weightDecay)
        } from: {
            $0.langevin == nil ? Options($0) : nil
        } start: {
            Options($0)
        }
        Alternative(
            OptimizerName.sgld,
            "Stochastic gradient Langevin dynamics (Cheng et al. 2019): Adam with normal noise added to the weights of "
                + "convolutions in every update. The mean of sampled outputs is recorded as `psnr_sgld` and kept as "
                + "`sgld.png`.",
            example: "{burn_in: 7000, every: 50}", method: "5", sgld
        ) { options, _ in
            Training(learningRate: options.learningRate, weightDecay: options.weightDecay, langevin: options.langevin)
        } from: {
            $0.langevin == nil ? nil : Options($0)
        } start: {
            Options($0)
        }
    }

    /// What both have; `langevin` counts for one of them.
    private struct Options {
        var learningRate: Double
        var weightDecay: Double
        var langevin: Langevin

        init(_ training: Training = Training()) {
            (learningRate, weightDecay, langevin) = (
                training.learningRate, training.weightDecay, training.langevin ?? Langevin()
            )
        }
    }

    private static let learningRate = Declaration(
        "learning_rate", Form<Double>.number(.above(0).atMost(1)), "Learning rate.",
        default: "0.001 for `decoder`, `unet` and `resnet`, else 0.01", example: "0.01", method: "5",
        aliases: ["lr"])
    private static let weightDecay = Declaration(
        "weight_decay", Form<Double>.number(.atLeast(0).atMost(1)),
        "This factor times each parameter is added to its gradient; 5e-8 in the program of Cheng et al. (`sgld`).",
        example: "5e-8", method: "5")

    private static let adam = Block(Options()) {
        learningRate.at(\.learningRate)
        weightDecay.at(\.weightDecay, isWritten: { $0.weightDecay != 0 })
    }

    private static let sgld = Block(Options()) {
        learningRate.at(\.learningRate)
        weightDecay.at(\.weightDecay, isWritten: { $0.weightDecay != 0 })
        Key(
            "noise", \.langevin.noise, .number(.above(0).atMost(1000)), "Standard deviation of the noise.",
            unit: "learning rates", example: "1", method: "5")
        Key(
            "burn_in", \.langevin.burnIn, .integer(0...Int.max), "Only outputs of later iterations are sampled.",
            unit: "iterations", example: "5000",
            method: "5")
        Key(
            "every", \.langevin.every, .integer(1...Int.max), "Outputs are sampled at multiples of this.",
            unit: "iterations", example: "10", method: "5")
    }

    /// Throws when a run of so many iterations has no output to average.
    static func check(_ langevin: Langevin?, iterations: Int, place: SpecPlace) throws {
        guard let langevin, !langevin.samplesAny(of: iterations) else { return }
        throw SpecError(
            place,
            "'sgld' averages every \(langevin.every)th output after its 'burn_in' of \(langevin.burnIn) iterations, "
                + "but the run has no such output: it ends after \(iterations) iterations")
    }
}

/// The key `regularization`: `{total-variation: {weight: 0.1}}` (METHOD section 5). Its value is the weight, or nil for
/// no term.
enum RegularizationKeys {
    static let choice = Choice<Double?> {
        Alternative(RegularizationName.none, nil, "None.", method: "5")
        Alternative(
            RegularizationName.totalVariation,
            "Anisotropic total variation of the output (Liu et al. 2019): the mean over its samples of the magnitudes "
                + "of the differences to the right neighbour and to the one below.",
            example: "{weight: 0.1}", method: "5", isNeeded: true, totalVariation
        ) { options, site in
            guard let weight = options.weight else {
                throw site.needs("total-variation", "its weight in the loss, such as {total-variation: {weight: 0.1}}")
            }
            return weight
        } from: {
            $0.map { TotalVariation(weight: $0) }
        }
    }

    private struct TotalVariation { var weight: Double? }

    private static let totalVariation = Block(TotalVariation()) {
        Key(
            "weight", \.weight, Form<Double>.number(.above(0).atMost(1000)).optional,
            "What the mean is multiplied by, beside the mean squared error.",
            example: "0.1", method: "5")
    }
}
