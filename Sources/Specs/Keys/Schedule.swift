import Networks

/// The key `schedule` of an optimizer (METHOD section 5).
enum ScheduleKeys {
    enum Name: String, CaseIterable, Sendable {
        case constant, steps, cosine, exponential
    }

    static let choice = Choice<LearningRateSchedule> {
        Alternative(Name.constant, .constant, "It stays as it is.", method: "5")
        Alternative(
            Name.steps, "Times a factor every few updates.", example: "{every: 500, factor: 0.5}", method: "5", steps
        ) { options, _ in
            .steps(every: options.every, factor: options.factor)
        } from: {
            if case .steps(let every, let factor) = $0 { Steps(every: every, factor: factor) } else { nil }
        }
        Alternative(
            Name.cosine, "Half a cosine from the learning rate down to a share of it.", example: "{end: 0.1}",
            method: "5", cosine
        ) { options, _ in
            .cosine(updates: options.updates, end: options.end)
        } from: {
            if case .cosine(let updates, let end) = $0 { Cosine(updates: updates, end: end) } else { nil }
        }
        Alternative(
            Name.exponential, "Times a factor after every update.", example: "{factor: 0.999}", method: "5", exponential
        ) { options, _ in
            .exponential(factor: options.factor)
        } from: {
            if case .exponential(let factor) = $0 { Exponential(factor: factor) } else { nil }
        }
    }

    private struct Steps {
        var every = 1000
        var factor = 0.5
    }

    private static let factors = NumberRange.above(0).atMost(1)

    private static let steps = Block(Steps()) {
        Key(
            "every", \.every, .integer(1...Int.max), "Updates from one change to the next.", unit: "iterations",
            example: "500", method: "5")
        Key("factor", \.factor, .number(factors), "What the rate is multiplied by.", example: "0.1", method: "5")
    }

    private struct Cosine {
        var updates: Int?
        var end = 0.0
    }

    private static let cosine = Block(Cosine()) {
        Key(
            "updates", \.updates, Form<Int>.integer(1...Int.max).optional, "Updates until the rate stays.",
            unit: "iterations", default: "those of the run", example: "2000", method: "5",
            isWritten: { $0.updates != nil })
        Key(
            "end", \.end, .number(.atLeast(0).atMost(1)), "The share of the rate that it ends at.", example: "0.1",
            method: "5")
    }

    private struct Exponential { var factor = 0.999 }

    private static let exponential = Block(Exponential()) {
        Key("factor", \.factor, .number(factors), "What the rate is multiplied by.", example: "0.99", method: "5")
    }
}
