import Datasets
import Foundation
import Records
import Reporting
import Specs

/// Published values beside measured ones, with the reason if the two cannot be compared.
struct PublishedColumns {
    let block: TableBlock.Published
    private let values: PublishedValues
    private let experiment: Experiment
    /// The experiment with the spec's own values; nil if it cannot be read.
    private let full: Experiment?
    /// The number of images in the published set; nil if there is no manifest.
    private let imageCount: Int?

    /// Throws a `Refusal` if the file of published values does not exist, and what reading it throws.
    init?(_ block: TableBlock, experiment: Experiment, full: Experiment?, request: PublishingRequest) throws {
        guard let published = block.published else { return nil }
        self.block = published
        self.experiment = experiment
        values = try PublishedValues(
            contentsOf: try PublishedFile.values.path(forSpec: request.spec), task: published.task,
            dataset: published.dataset)
        for method in block.columns.compactMap(\.published) { try values.check(method: method) }
        self.full = full
        imageCount = try? DatasetCatalogue.standard(specPath: request.spec).manifest(published.dataset)?.files.count
    }

    /// The cells of published value, difference and verdict, or of the value alone, and the notes that go with them.
    ///
    /// `runs` are those whose value is `measured`; `image` is nil for the mean over `count` images.
    func cells(_ column: TableColumn, measured: Double?, image: String?, count: Int, runs: [ExperimentRun])
        -> (cells: [ResultTable.Cell], note: String?, source: String?)
    {
        guard let method = column.column.published else { return ([], nil, nil) }
        let metric = column.column.quantity?.measure.publishedMetric ?? "psnr"
        let found =
            values.value(image: image ?? PublishedValues.meanImage, method: method, metric: metric)
            ?? (column.column.quantity == nil
                ? values.value(image: image ?? PublishedValues.meanImage, method: method, metric: "psnr_y") : nil)
        let value = found.map { ResultTable.Cell(.number($0.value, deviation: nil)) } ?? ResultTable.Cell(.empty)
        guard column.column.quantity != nil else { return ([value], nil, found?.source) }
        guard let found, let measured else {
            return ([value, ResultTable.Cell(.empty), ResultTable.Cell(.empty)], nil, found?.source)
        }
        let obstacle = obstacle(runs, image: image, count: count)
        let verdict = PublishedVerdict(
            measured: measured, published: found.value, tolerances: block.tolerances, obstacle: obstacle)
        let note = obstacle.map { "Not comparable with published values (\(column.fullHeading)): \($0)." }
        return (
            [
                value, ResultTable.Cell(.number(measured - found.value, deviation: nil)),
                ResultTable.Cell(.text(verdict.words())),
            ], note, found.source
        )
    }

    /// Why runs cannot be compared with the published ones; nil when they can.
    private func obstacle(_ runs: [ExperimentRun], image: String?, count: Int) -> String? {
        guard let first = runs.first else { return "there are no runs" }
        if first.spec.source.dataset != block.dataset {
            return "the images are those of \(first.spec.source.dataset), not of \(block.dataset)"
        }
        let isWhole = runs.allSatisfy { if case .multipleOf = $0.spec.crop { true } else { false } }
        if !isWhole { return "parts of the images, not whole ones" }
        if image == nil, let imageCount, count != imageCount { return "\(count) of \(imageCount) images" }
        let needed = full?.runs.filter { run in
            run.fits(first.axes.filter { $0.key != "seed" }.map { ($0.key, $0.value) })
        }.map(\.spec.fit.iterations).max()
        let made = runs.map(\.spec.fit.iterations).min()!
        if let needed, made < needed { return "\(made) of \(needed) iterations" }
        return nil
    }
}
