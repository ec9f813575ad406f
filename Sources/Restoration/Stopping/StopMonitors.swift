import BinaryCoding
import Imaging

/// All stopping rules that monitor one trajectory, and the one among them that may end it.
struct StopMonitors: Sendable {
    var monitors: [StopMonitor]
    /// The index of the rule that ends the fit; nil if none does.
    private let ending: Int?
    /// The best PSNR of all iterations so far, in dB; nil without a clean image.
    var bestPSNR: Double?

    /// `image` has the shape of outputs.
    init(_ configuration: FitConfiguration, outputLike image: Image) {
        let rules = configuration.followedRules
        monitors = rules.map { StopMonitor($0, outputLike: image) }
        ending = configuration.stop.flatMap(rules.firstIndex)
    }

    var isEmpty: Bool { monitors.isEmpty }
    /// Whether the ratio of blur to sharpness is needed for every output.
    var needsRatio: Bool { monitors.contains(where: \.needsRatio) }
    /// Whether the rule that may end the fit has done so.
    var haveEnded: Bool { ending.map { monitors[$0].decidedAt != nil } ?? false }

    mutating func observe(_ seen: StopObservation, image: Image) {
        if let psnr = seen.psnr, psnr > bestPSNR ?? -.infinity { bestPSNR = psnr }
        for index in monitors.indices { monitors[index].observe(seen, image: image) }
    }

    /// The choice of each rule, in the order of the configuration.
    func outcomes(clean: Image?) -> [StopOutcome] {
        let similarity = clean.map(StructuralSimilarity.init(reference:))
        return monitors.enumerated().map { index, monitor in
            func judged(_ choice: StopOutcome.Choice?) -> StopOutcome.Choice? {
                guard let choice, monitor.choosesAverage else { return choice }
                return StopOutcome.Choice(
                    iteration: choice.iteration, image: choice.image,
                    psnr: clean.flatMap { ImageMetrics.psnr(choice.image, $0) },
                    outputPSNR: choice.outputPSNR)
            }
            return StopOutcome(
                rule: monitor.rule, endsFit: index == ending, decidedAt: monitor.decidedAt,
                chosen: judged(monitor.chosen),
                candidate: judged(monitor.candidate), ssim: monitor.chosen.flatMap { similarity?.measure($0.image) },
                bestPSNR: bestPSNR)
        }
    }
}

/// The choice of a stopping rule on a trajectory.
public struct StopOutcome: Equatable, Sendable {
    /// The chosen image: the output of an iteration or, for ES-EMV, the average of outputs up to it.
    public struct Choice: Equatable, Sendable {
        /// The iteration of the chosen output, or up to which outputs are averaged, counted from 0.
        public let iteration: Int
        /// The chosen image.
        public let image: Image
        /// PSNR of the image to the clean one in dB; nil without a clean image.
        public let psnr: Double?
        /// PSNR of the iteration's own output to the clean image, in dB.
        public let outputPSNR: Double?
    }

    /// The rule with its parameters.
    public let rule: StoppingRule
    /// Whether this rule is the one that ends the fit.
    public let endsFit: Bool
    /// The iteration at which the rule decided; nil if it never did, and for the oracle.
    public let decidedAt: Int?
    /// The choice; nil if the rule never fired.
    public let chosen: Choice?
    /// The best so far by the rule's own criterion, even if it never fired; nil for rules without a criterion that never fired.
    public let candidate: Choice?
    /// SSIM of the chosen image to the clean one; nil without a choice or a clean image.
    public let ssim: Double?
    /// The best PSNR of all iterations, in dB.
    let bestPSNR: Double?

    /// PSNR of the best iteration's output minus that of the choice, in dB; negative if an average is better than every output.
    public var gap: Double? {
        guard let bestPSNR, let psnr = chosen?.psnr else { return nil }
        return bestPSNR - psnr
    }
}

extension FitConfiguration {
    /// The rules that monitor the fit, each once: the monitors, and the rule that ends it unless it is one of them.
    var followedRules: [StoppingRule] { monitors + [stop].compactMap(\.self).filter { !monitors.contains($0) } }
}

extension StopMonitors: BinaryRestorable {
    func encode(to writer: inout ByteWriter) {
        for monitor in monitors { monitor.encode(to: &writer) }
        writer.write(bestPSNR)
    }

    mutating func restore(from reader: inout ByteReader) throws {
        for index in monitors.indices { try monitors[index].restore(from: &reader) }
        bestPSNR = try reader.read()
    }
}
