import Networks
import Restoration

/// How weights are trained.
package enum OptimizerName: String, CaseIterable, Sendable {
    case adam, sgld, sgd
}

/// The settings of a fit that `optimizer` decides.
struct Training: Equatable, Sendable {
    var learningRate = 0.001
    var weightDecay = 0.0
    var langevin: Langevin?
    var rule = Optimizer.Rule.adam
    var epsilon = Optimizer.standardEpsilon
    var schedule = LearningRateSchedule.constant
    var largestNorm: Double?
    /// What holds for the method where the optimizer does not say.
    var standards = FitStandards(.decoder)
}

extension FitConfiguration {
    var training: Training {
        get {
            var standards = FitStandards(.decoder)
            standards.take(method, task: task)
            return Training(
                learningRate: learningRate, weightDecay: weightDecay, langevin: langevin, rule: rule,
                epsilon: epsilon, schedule: schedule, largestNorm: largestNorm, standards: standards)
        }
        set {
            (learningRate, weightDecay, langevin) = (newValue.learningRate, newValue.weightDecay, newValue.langevin)
            (rule, epsilon) = (newValue.rule, newValue.epsilon)
            (schedule, largestNorm) = (newValue.schedule, newValue.largestNorm)
        }
    }
}

/// The key `optimizer`: `{adam: {learning_rate: 0.001}}` or `{sgld: {burn_in: 7000, every: 50}}` (METHOD section 5).
enum OptimizerKeys {
    static let choice = Choice<Training> {
        Alternative(
            OptimizerName.adam, "Adam with beta 0.9 and 0.999.", example: "{learning_rate: 0.01}",
            method: "5", adam
        ) { options, _ in
            options.training(options.isAMSGrad ? .amsgrad : .adam)
        } from: {
            $0.langevin == nil && $0.rule != .descent ? Options($0) : nil
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
        Alternative(
            OptimizerName.sgd, "Plain gradient descent, without momentum.", example: "{learning_rate: 1}",
            method: "5", sgd
        ) { options, _ in
            options.training(.descent)
        } from: {
            $0.langevin == nil && $0.rule == .descent ? Options($0) : nil
        } start: {
            Options($0)
        }
    }

    /// What both have; `langevin` counts for one of them.
    private struct Options {
        var learningRate: Double
        var weightDecay: Double
        var langevin: Langevin

        var isAMSGrad: Bool
        var epsilon: Double
        var schedule: LearningRateSchedule
        var largestNorm: Double?
        /// What holds for the method where the schedule and the clipping are left out.
        let standards: FitStandards

        init(_ training: Training = Training()) {
            (learningRate, weightDecay, langevin) = (
                training.learningRate, training.weightDecay, training.langevin ?? Langevin()
            )
            (isAMSGrad, epsilon) = (training.rule == .amsgrad, training.epsilon)
            (schedule, largestNorm) = (training.schedule, training.largestNorm)
            standards = training.standards
        }

        func training(_ rule: Optimizer.Rule) -> Training {
            Training(
                learningRate: learningRate, weightDecay: weightDecay, rule: rule, epsilon: epsilon, schedule: schedule,
                largestNorm: largestNorm, standards: standards)
        }
    }

    private static let learningRate = Declaration(
        "learning_rate", Form<Double>.number(.above(0).atMost(1)), "Learning rate.",
        default: "the method's; of `network` 0.001 for `decoder`, `unet` and `resnet`, else 0.01", example: "0.01",
        method: "5",
        aliases: ["lr"])
    private static let weightDecay = Declaration(
        "weight_decay", Form<Double>.number(.atLeast(0).atMost(1)),
        "This factor times each parameter is added to its gradient; 5e-8 in the program of Cheng et al. (`sgld`).",
        example: "5e-8", method: "5")

    private static let schedule = Declaration(
        "schedule", ScheduleKeys.choice.form, "How the learning rate changes.",
        default: "`constant`; `{steps: {every: 1000, factor: 0.5}}` for `zs-n2n`",
        example: "{cosine: {end: 0.1}}", method: "5")
    private static let clip = Declaration(
        "clip", Form<Double>.number(.atLeast(0).atMost(1e6)).orZero,
        "Gradients whose Euclidean norm, of all weights together, is larger are shortened to it; 0 for never.",
        default: "0; 1 for `self-guided` with `handbook`", example: "1", method: "5")

    private static let adam = Block(Options()) {
        learningRate.at(\.learningRate)
        weightDecay.at(\.weightDecay, isWritten: { $0.weightDecay != 0 })
        Key(
            "epsilon", \.epsilon, .number(.atLeast(1e-30).atMost(1)),
            "What is added to the root of the second moment before a step is divided by it.",
            example: "1e-6", method: "5", isWritten: { $0.epsilon != Optimizer.standardEpsilon })
        Key(
            "amsgrad", \.isAMSGrad, .flag, "Divides by the root of the largest second moment so far.",
            example: "true", method: "5", isWritten: { $0.isAMSGrad })
        schedule.at(\.schedule, isWritten: { $0.schedule != $0.standards.schedule })
        clip.at(\.largestNorm, isWritten: { $0.largestNorm != $0.standards.largestNorm })
    }

    private static let sgd = Block(Options()) {
        learningRate.at(\.learningRate)
        weightDecay.at(\.weightDecay, isWritten: { $0.weightDecay != 0 })
        schedule.at(\.schedule, isWritten: { $0.schedule != $0.standards.schedule })
        clip.at(\.largestNorm, isWritten: { $0.largestNorm != $0.standards.largestNorm })
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
