import Foundation
import Photographs
import Specs
import Wording

/// What `dip restore` prints before and after the fit.
struct RestoreText {
    let plan: PhotoPlan
    let target: RestoreTarget

    private var request: PhotoRequest { plan.request }

    /// What was read and how it will be restored, in three lines.
    var heading: String {
        let image = plan.photograph.image
        let kind = image.channels == 1 ? "grey" : "colour"
        let photo = [
            "\(image.width) x \(image.height) \(kind)", plan.photograph.bitDepth == 16 ? "16 bits" : nil,
            plan.photograph.alpha == nil ? nil : "with alpha",
            request.previewSide.map { "a preview of at most \($0) pixels a side" },
        ].compactMap(\.self)
        let notes = plan.photograph.notes.map { "; \($0)" }.joined()
        let doubts = plan.doubts.map { "  note: \($0)\n" }.joined()
        return "\(request.path): \(photo.joined(separator: ", "))\(notes)\n"
            + "  \(([degradation] + choices).compactMap(\.self).joined(separator: "; "))\n"
            + "  \(tiles); \(Amount.bytes(plan.memory)) of memory; \(DurationWords.estimate(plan.seconds)) on \(place)\n"
            + doubts
    }

    /// What to do where the whole fit takes long; empty where it does not.
    var advice: String {
        guard plan.seconds > Self.longFit, request.previewSide == nil else { return "" }
        return "  --preview gives a small result in minutes; Ctrl-C ends a fit and keeps the picture so far\n"
    }

    /// In seconds.
    private static let longFit = 600.0

    private var place: String {
        request.place.words ?? "\(request.threads) thread\(request.threads == 1 ? "" : "s")"
    }

    private var degradation: String? {
        func number(_ value: Double?, digits: Int) -> String {
            value.map { String(format: "%.\(digits)f", $0) } ?? "unknown"
        }
        let estimate = plan.estimate
        switch request.task {
        case .denoise:
            return request.sigma.map { "noise: sigma \(number($0, digits: 1)) of 255, as given" }
                ?? "noise: sigma \(number(estimate.sigma, digits: 1)) of 255, estimated"
        case .deblock:
            return "blockiness \(number(estimate.blockiness, digits: 2))"
                + (estimate.jpegQuality.map { ", JPEG of quality \($0)" } ?? "")
        case .inpaint: return "\(plan.unknownPixels) pixels to fill in"
        case .superResolve:
            return
                "\(request.factor) times larger: \(plan.photograph.image.width * request.factor) x \(plan.photograph.image.height * request.factor)"
        case .enhance: return nil
        }
    }

    private var choices: [String] {
        [
            plan.settings.lipschitz.map { "lambda \(String(format: "%.3g", $0))" } ?? "no control",
            "\(plan.settings.stop.text), at most \(plan.settings.iterations) iterations",
        ]
    }

    private var tiles: String {
        let grid = plan.grid
        return grid.count == 1 ? "restored as a whole" : "\(grid.count) tiles of \(grid.tileWidth) x \(grid.tileHeight)"
    }

    /// The outcome in one line, and a line for each thing that is not as it should be.
    func outcome(_ restored: RestoredPhoto) -> String {
        let tiles = restored.restored
        let stopped = tiles.count { $0.ending == .stopped }
        let rule =
            switch stopped {
            case 0: ""
            case tiles.count: ", where the rule stopped"
            default: ", \(stopped) of \(tiles.count) tiles stopped by the rule"
            }
        let left = restored.tiles.count - tiles.count
        return
            "\(target.picture): \(restored.isInterrupted ? "interrupted: " : "")\(Self.iterations(restored))\(rule)"
            + (left > 0 ? "; \(left) of \(restored.tiles.count) tiles are not restored" : "")
            + (target.record.map { "; curves and strip in \($0)/" } ?? "") + "\n"
            + plan.findings(restored).map { "  \($0)\n" }.joined()
    }

    /// The title of the strip: what was done to which photograph.
    static func title(_ plan: PhotoPlan, _ restored: RestoredPhoto) -> String {
        let name = FilePath.name(plan.request.path)
        let short = name.count > longestName ? "\(name.prefix(longestName / 2))…\(name.suffix(longestName / 2))" : name
        let settings = plan.settings
        let words = [
            plan.request.task.rawValue, settings.sigma.map { "sigma \(String(format: "%.1f", $0))" },
            settings.lipschitz.map { "lambda \(String(format: "%.3g", $0))" } ?? "no control",
            iterations(restored),
        ]
        return "\(short): \(words.compactMap(\.self).joined(separator: ", "))"
    }

    /// The iterations of the restored tiles, from the least to the most.
    private static func iterations(_ restored: RestoredPhoto) -> String {
        let all = restored.restored.map(\.iterations), (least, most) = (all.min() ?? 0, all.max() ?? 0)
        return "\(least == most ? "\(most)" : "\(least) to \(most)") iterations"
    }

    private static let longestName = 40
}
