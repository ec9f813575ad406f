import BinaryCoding
import Imaging

/// Follows a trajectory with one stopping rule, without ending it.
struct StopMonitor: Sendable {
    /// What the rule keeps from one iteration to the next; each rule has its own parts.
    struct Memory: Equatable, Sendable {
        var ratio: RatioRule?
        var windowed: WindowedVariance?
        var exponential: ExponentialVariance?
        var patience: Patience?
        /// The oracle's best PSNR so far, in dB.
        var bestPSNR: Double?
    }

    let rule: StoppingRule
    private(set) var memory: Memory
    /// What the rule chooses or, before it has decided, the best so far by its own measure.
    private(set) var candidate: StopOutcome.Choice?
    /// The iteration at which the rule decided; nil when it never did.
    private(set) var decidedAt: Int?

    /// `image` has the shape of outputs.
    init(_ rule: StoppingRule, outputLike image: Image) {
        self.rule = rule
        memory = Memory()
        switch rule {
        case .ratio(let window, let windows, let threshold):
            memory.ratio = RatioRule(window: window, windows: windows, threshold: threshold)
        case .windowedVariance(let window, let patience, let start):
            memory.windowed = WindowedVariance(window: window, count: image.pixels.count, width: image.width)
            memory.patience = Patience(limit: patience, start: start)
        case .exponentialVariance(let decay, let patience, let start):
            memory.exponential = ExponentialVariance(decay: decay, count: image.pixels.count)
            memory.patience = Patience(limit: patience, start: start)
        case .lossTarget, .oracle, .fixed: break
        }
    }

    /// Restores what a monitor of the same rule had come to.
    init(_ rule: StoppingRule, memory: Memory, candidate: StopOutcome.Choice?, decidedAt: Int?) {
        self.rule = rule
        self.memory = memory
        self.candidate = candidate
        self.decidedAt = decidedAt
    }

    /// What the rule has chosen for good; of the oracle, which decides at the end only, the best so far.
    var chosen: StopOutcome.Choice? { decidedAt != nil || rule == .oracle ? candidate : nil }

    /// Whether an iteration's ratio of blur and sharpness is still asked for.
    var needsRatio: Bool { rule.needsRatio && decidedAt == nil }

    mutating func observe(_ seen: StopObservation, image: Image) {
        guard decidedAt == nil else { return }
        switch verdict(seen, image: image) {
        case .goOn: return
        case .best: candidate = choice(seen, output: image)
        case .stop(let here):
            decidedAt = seen.iteration
            if here { candidate = choice(seen, output: image) }
        }
    }

    private func choice(_ seen: StopObservation, output: Image) -> StopOutcome.Choice {
        guard let mean = memory.exponential?.mean else {
            return StopOutcome.Choice(iteration: seen.iteration, image: output, psnr: seen.psnr, outputPSNR: seen.psnr)
        }
        let average = Image(channels: output.channels, height: output.height, width: output.width, pixels: mean)
        // How good the average is matters when it is chosen for good, not at every new minimum.
        return StopOutcome.Choice(iteration: seen.iteration, image: average, psnr: nil, outputPSNR: seen.psnr)
    }

    private mutating func verdict(_ seen: StopObservation, image: Image) -> StopVerdict {
        switch rule {
        case .ratio: return memory.ratio?.observe(seen) ?? .goOn
        case .windowedVariance: return leastSoFar(memory.windowed?.add(image.pixels) ?? nil, iteration: seen.iteration)
        case .exponentialVariance: return leastSoFar(memory.exponential?.add(image.pixels), iteration: seen.iteration)
        case .lossTarget(let sigma): return seen.loss <= sigma * sigma / (255 * 255) ? .stop(here: true) : .goOn
        case .fixed(let iteration): return seen.iteration == iteration ? .stop(here: true) : .goOn
        case .oracle:
            guard let psnr = seen.psnr, psnr > memory.bestPSNR ?? -.infinity else { return .goOn }
            memory.bestPSNR = psnr
            return .best
        }
    }

    private mutating func leastSoFar(_ value: Double?, iteration: Int) -> StopVerdict {
        value.flatMap { memory.patience?.observe($0, iteration: iteration) } ?? .goOn
    }
}

extension StopMonitor: BinaryRestorable {
    func encode(to writer: inout ByteWriter) {
        memory.encode(to: &writer)
        writer.write(candidate)
        writer.write(decidedAt)
    }

    mutating func restore(from reader: inout ByteReader) throws {
        try memory.restore(from: &reader)
        candidate = try reader.read()
        decidedAt = try reader.read()
    }
}

/// The parts that the rule has, in the order of declaration.
extension StopMonitor.Memory: BinaryRestorable {
    func encode(to writer: inout ByteWriter) {
        ratio?.encode(to: &writer)
        windowed?.encode(to: &writer)
        exponential?.encode(to: &writer)
        patience?.encode(to: &writer)
        writer.write(bestPSNR)
    }

    mutating func restore(from reader: inout ByteReader) throws {
        try ratio?.restore(from: &reader)
        try windowed?.restore(from: &reader)
        try exponential?.restore(from: &reader)
        try patience?.restore(from: &reader)
        bestPSNR = try reader.read()
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
        self.init(iteration: try reader.read(), image: try reader.read(), psnr: try reader.read(), outputPSNR: try reader.read())
    }
}
