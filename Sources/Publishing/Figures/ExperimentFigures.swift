import Reporting
import Specs
import Wording

/// All figures of an experiment, checked before the first is written.
package struct ExperimentFigures {
    /// Remarks about the records for the reader, as sentences.
    package let remarks: [String]
    private let figures: [any ScriptedFigure]
    private let plots: String

    /// - Parameters:
    ///   - name: only the figures of the block of this name.
    ///   - isPartial: whether curves of runs without a record are left out, and figures whose images are not at hand, each with a
    ///     remark, instead of all being refused.
    /// - Throws: a `Refusal` when the spec has no figures, there is nothing to compare or records are missing, and what reading specs,
    ///   records and published points throws.
    package init(_ request: PublishingRequest, named name: String? = nil, isPartial: Bool = false) throws {
        let experiment = try request.experiment()
        let blocks = try Self.blocks(of: experiment, named: name, request)
        let found = try RecordedRun.all(of: experiment, in: request.store)
        plots = request.plots
        var figures: [any ScriptedFigure] = [], leftOut: [any Error] = []
        for block in blocks {
            do {
                let own = try FigurePlan(
                    request: request, experiment: experiment, block: block, shows: isPartial ? .whatIsRecorded : .all
                ).figures()
                for figure in own { _ = try figure.script(in: figure.folder(in: plots)) }
                figures += own
            } catch {
                guard isPartial else { throw error }
                leftOut.append(error)
            }
        }
        if figures.isEmpty, let first = leftOut.first { throw first }
        self.figures = figures
        let gap = isPartial ? RecordedRun.missing(found, of: experiment, request) : nil
        if figures.isEmpty, let gap { throw Refusal(gap) }
        let showsStops = blocks.contains { $0.kind == .stopping }
        remarks =
            [gap].compactMap(\.self) + leftOut.map { "A figure is left out: \($0)" }
            + (try RecordedRun.remarks(found, request) { _ in showsStops })
    }

    private static func blocks(of experiment: Experiment, named name: String?, _ request: PublishingRequest) throws
        -> [FigureBlock]
    {
        guard !experiment.figures.isEmpty else {
            throw Refusal("\(request.spec): has no 'figure' block, which says how to draw the records")
        }
        guard let name else { return experiment.figures }
        return try request.named(name, "figure", in: experiment.figures, by: \.name)
    }

    /// Writes the script of every figure, and the style where it is missing, into the folder of figures.
    /// - Parameter written: receives the path of each script.
    package func write(_ written: (String) -> Void) throws {
        try FigureStyle.install(in: plots)
        for figure in figures { written(try figure.writeScript(in: plots, remarks: remarks)) }
    }
}
