import BinaryCoding
import Imaging

/// Applies one stopping rule to a trajectory without ending it.
struct StopMonitor: Sendable {
    let rule: StoppingRule
    private var state: any StoppingRuleState
    /// The choice of the rule or, before it has decided, the best so far by its own criterion.
    private(set) var candidate: StopOutcome.Choice?
    /// The iteration at which the rule decided; nil if it never did.
    private(set) var decidedAt: Int?

    /// `image` has the shape of outputs.
    init(_ rule: StoppingRule, outputLike image: Image) {
        self.rule = rule
        state = rule.state(outputLike: image)
    }

    /// The final choice of the rule; for the oracle, which decides only at the end, the best so far.
    var chosen: StopOutcome.Choice? { decidedAt != nil || !rule.canStop ? candidate : nil }

    /// Whether the rule still needs the ratio of blur to sharpness.
    var needsRatio: Bool { rule.needsRatio && decidedAt == nil }

    /// Whether the image that the rule chooses is an average of outputs, not the output of its iteration.
    var choosesAverage: Bool { state.average != nil }

    mutating func observe(_ seen: StopObservation, image: Image) {
        guard decidedAt == nil else { return }
        switch state.observe(seen, output: image) {
        case .goOn: return
        case .best: candidate = choice(seen, output: image)
        case .stop(let here):
            decidedAt = seen.iteration
            if here { candidate = choice(seen, output: image) }
        }
    }

    private func choice(_ seen: StopObservation, output: Image) -> StopOutcome.Choice {
        guard let mean = state.average else {
            return StopOutcome.Choice(iteration: seen.iteration, image: output, psnr: seen.psnr, outputPSNR: seen.psnr)
        }
        let average = Image(channels: output.channels, height: output.height, width: output.width, pixels: mean)
        // How good the average is matters when it is chosen for good, not at every new minimum.
        return StopOutcome.Choice(iteration: seen.iteration, image: average, psnr: nil, outputPSNR: seen.psnr)
    }
}

extension StopMonitor: BinaryRestorable {
    func encode(to writer: inout ByteWriter) {
        state.encode(to: &writer)
        writer.write(candidate)
        writer.write(decidedAt)
    }

    mutating func restore(from reader: inout ByteReader) throws {
        try state.restore(from: &reader)
        candidate = try reader.read()
        decidedAt = try reader.read()
    }
}

extension StopOutcome.Choice: BinaryCodable {
    public func encode(to writer: inout ByteWriter) {
        writer.write(iteration)
        writer.write(image)
        writer.write(psnr)
        writer.write(outputPSNR)
    }

    public init(from reader: inout ByteReader) throws {
        self.init(
            iteration: try reader.read(), image: try reader.read(), psnr: try reader.read(),
            outputPSNR: try reader.read())
    }
}
