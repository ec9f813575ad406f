import Foundation
import Records
import Reporting
import Wording

/// The number of bytes of pictures that a page may still contain.
struct ComparisonBudget {
    private var left = 20_000_000
    private(set) var isSpent = false

    /// Whether pictures of this size still fit; then they are counted.
    mutating func takes(_ bytes: Int) -> Bool {
        guard bytes <= left else {
            isSpent = true
            return false
        }
        left -= bytes
        return true
    }
}

/// The runs of an experiment that share a degraded image, for comparing their pictures.
struct ComparisonGroups {
    private static let mostImages = 3
    private static let mostRuns = 10

    private let groups: [[RecordedRun]]
    private let links: ReportLinks

    /// Groups the runs of the first seed that have kept their images.
    init(_ runs: [RecordedRun], links: ReportLinks) {
        self.links = links
        let first = runs.map(\.record.seed).min()
        var groups: [(degraded: Data, runs: [RecordedRun])] = []
        for run in runs where run.record.seed == first {
            guard let degraded = try? TextFile.data("\(run.directory)/\(RecordFile.degraded)") else { continue }
            if let index = groups.firstIndex(where: { $0.degraded == degraded }) {
                groups[index].runs.append(run)
            } else {
                groups.append((degraded, [run]))
            }
        }
        self.groups = groups.map(\.runs)
    }

    /// Comparisons of the first few images; those that exceed the budget are left out.
    func comparisons(_ budget: inout ComparisonBudget) -> [ImageComparison] {
        var comparisons: [ImageComparison] = []
        for runs in groups where comparisons.count < Self.mostImages {
            let comparison = comparison(Array(runs.prefix(Self.mostRuns)))
            guard comparison.pictures.count > 1,
                budget.takes(comparison.pictures.map(\.image.embeddedBytes).reduce(0, +))
            else { continue }
            comparisons.append(comparison)
        }
        return comparisons
    }

    private func comparison(_ runs: [RecordedRun]) -> ImageComparison {
        let axes = runs[0].run.axes.filter { $0.key != "seed" }
        let varying = axes.map(\.key).filter { key in Set(runs.map { $0.run.value(of: key) }).count > 1 }
        let title =
            ([runs[0].record.image]
            + axes.filter { !varying.contains($0.key) }.map { ShownNames.setting($0.key, $0.value) })
            .joined(separator: " ")
        func picture(_ file: String, of run: RecordedRun, _ label: String, _ psnr: Double?) -> ImageComparison.Picture?
        {
            let path = "\(run.directory)/\(file)"
            guard FileManager.default.fileExists(atPath: path),
                let image = try? ReportImage(contentsOf: path, address: links.address(of: path))
            else { return nil }
            return ImageComparison.Picture(label: label, note: psnr.map { Amount.decibels($0) } ?? "", image: image)
        }
        let restored = runs.flatMap { run -> [ImageComparison.Picture?] in
            let label = varying.map { key in
                let value = run.run.value(of: key) ?? ""
                return key == TableKey.variant ? value : SettingName.setting(key, value)
            }.joined(separator: ", ")
            let enhanced = picture(RecordFile.enhanced, of: run, label.isEmpty ? "enhanced" : label, nil)
            let last = picture(RecordFile.output, of: run, label.isEmpty ? "restored" : label, run.summary["psnr"])
            // The best output, where the end is clearly below it.
            let drop = (run.summary["psnr_best"] ?? 0) - (run.summary["psnr"] ?? .infinity)
            let best =
                drop > 0.3
                ? picture(
                    RecordFile.best, of: run, (label.isEmpty ? "" : label + ", ") + "best", run.summary["psnr_best"])
                : nil
            return [enhanced ?? last, enhanced == nil ? best : nil]
        }
        return ImageComparison(
            title: title,
            pictures: ([picture(RecordFile.degraded, of: runs[0], "degraded", runs[0].summary["psnr_input"])] + restored
                + [picture(RecordFile.clean, of: runs[0], "clean", nil)]).compactMap(\.self))
    }
}
