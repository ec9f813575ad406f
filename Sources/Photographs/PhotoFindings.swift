import Foundation
import Restoration

/// What a user should know about a restoration that did not go as planned, in sentences that say what to do.
extension PhotoPlan {
    /// What is doubtful about the request itself.
    public var doubts: [String] {
        guard let sigma = request.sigma, sigma < 1 else { return [] }
        func short(_ value: Double) -> String { String(format: "%.3g", value) }
        return [
            "sigma counts from 0 to 255, so \(short(sigma)) is hardly any noise; "
                + "\(short(sigma)) on a scale of 0 to 1 is --sigma \(short(sigma * 255))"
        ]
    }

    /// What is wrong with the result: a rule that never fired, too few iterations, or more removed than the degradation.
    public func findings(_ restored: RestoredPhoto) -> [String] {
        [unfinished(restored), hurried(restored), excessive(restored)].compactMap(\.self)
    }

    /// Most of what differs from the photograph is detail where the mean squared error is so many times the expected one.
    private var tolerance: Double {
        // What compression removes is known only roughly.
        request.task == .deblock ? 4 : 1.5
    }

    private func unfinished(_ restored: RestoredPhoto) -> String? {
        let tiles = restored.tiles.filter {
            ($0.ending == .notStopped || ($0.ending == .interrupted && settings.stop != .never)) && !isAtTarget($0)
        }
        guard let worst = tiles.max(by: { $0.excess < $1.excess }) else { return nil }
        let number = restored.tiles.count == 1 ? "" : "\(tiles.count) of \(restored.tiles.count) tiles: "
        guard case .averageTarget = settings.stop, let loss = worst.loss, let target = worst.target else {
            let rule = settings.stop.record.rule
            return "not finished: \(number)the rule \(rule) has not fired; \(advice(worst, whenLong: otherRule))"
        }
        return "not finished: \(number)loss \(Self.number(loss)), target \(Self.number(target)); "
            + advice(worst, whenLong: request.task == .denoise ? "a larger --sigma" : "a larger --lipschitz")
    }

    /// The average may be behind a picture that is an output.
    private func isAtTarget(_ tile: RestoredTile) -> Bool {
        guard case .averageTarget = settings.stop, let loss = tile.loss, let target = tile.target else { return false }
        return loss <= target
    }

    /// Without a rule nothing but the number of iterations says that a fit is done.
    private func hurried(_ restored: RestoredPhoto) -> String? {
        guard settings.stop == .never, !restored.isInterrupted, settings.iterations < usualIterations / 4 else {
            return nil
        }
        return "only \(settings.iterations) iterations, so detail may be missing; try --iterations \(usualIterations)"
    }

    private func excessive(_ restored: RestoredPhoto) -> String? {
        let tiles = restored.tiles.filter { $0.ending == .stopped || $0.ending == .complete }
        guard let worst = tiles.max(by: { $0.excess < $1.excess }), worst.excess > tolerance,
            let loss = worst.loss, let target = worst.target
        else { return nil }
        let cause =
            settings.sigma.map { "noise of sigma \(String(format: "%.1f", $0))" }
            ?? "compression of quality \(estimate.jpegQuality ?? 0)"
        return
            "more is removed than \(cause): loss \(Self.number(loss)), expected \(Self.number(target)), so detail is lost; "
            + advice(worst, whenLong: "a larger --lipschitz")
    }

    private func advice(_ tile: RestoredTile, whenLong other: String) -> String {
        if tile.ending == .interrupted { return "let it run to its end" }
        if tile.ending == .stopped { return "try \(other)" }
        return settings.iterations < usualIterations
            ? "try --iterations \(usualIterations)" : "try --iterations \(2 * settings.iterations), or \(other)"
    }

    private var otherRule: String {
        settings.stop.record.rule == PhotoStop.Name.ratio.rawValue
            ? "--stop es-wmv" : request.task == .denoise ? "--stop loss-target" : "--stop ratio"
    }

    private var usualIterations: Int {
        PhotoDefaults.iterations(request.task, isPreview: request.previewSide != nil)
    }

    private static func number(_ value: Double) -> String { String(format: "%.2g", value) }
}

extension RestoredTile {
    /// How many times the expected mean squared error the tile has; 0 where none is expected.
    fileprivate var excess: Double {
        guard let loss, let target, target > 0 else { return 0 }
        return loss / target
    }
}
