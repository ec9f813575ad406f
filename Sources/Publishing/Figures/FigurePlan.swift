import Quoting
import Records
import Reporting
import Specs
import Wording

/// All figures of an experiment, checked before the first is written.
package struct ExperimentFigures {
    /// Remarks about the records for the reader, as sentences.
    package let remarks: [String]
    private let figures: [any ScriptedFigure]
    private let plots: String

    /// Throws a `Refusal` when the spec has no figures, there is nothing to compare or records are missing, and what reading specs,
    /// records and published points throws.
    package init(_ request: PublishingRequest) throws {
        let experiment = try request.experiment()
        guard !experiment.figures.isEmpty else {
            throw Refusal("\(request.spec): has no 'figure' block, which says how to draw the records")
        }
        figures = try experiment.figures.flatMap {
            try FigurePlan(request: request, experiment: experiment, block: $0).figures()
        }
        plots = request.plots
        for figure in figures { _ = try figure.script(in: plots) }
        let found = try RecordedRun.all(of: experiment, in: request.store)
        remarks = try RecordedRun.remarks(found, request) { _ in experiment.figures.contains { $0.kind == .stopping } }
    }

    /// Writes the script of every figure, and the style where it is missing, into the folder of figures.
    /// - Parameter written: receives the path of each script.
    package func write(_ written: (String) -> Void) throws {
        try FigureStyle.install(in: plots)
        for figure in figures { written(try figure.writeScript(in: plots, remarks: remarks)) }
    }
}

/// The figures of one block of a spec.
struct FigurePlan {
    let request: PublishingRequest
    let experiment: Experiment
    let block: FigureBlock
    /// Whether figures of runs without a record are left out, instead of all being refused.
    var isPartial = false

    /// One figure for every image and every value of the swept keys that are not the figure's series, in the order of the runs.
    ///
    /// Throws a `Refusal` when there is nothing to compare or records are missing, and what reading records and published
    /// points throws.
    func figures() throws -> [any ScriptedFigure] {
        if let series = block.series, experiment.runs[0].value(of: series) == nil {
            throw Refusal(
                "\(request.spec): the figure compares values of '\(series)', but an override leaves only one value")
        }
        let groups = try isPartial ? completeGroups() : groups(RecordedRun.complete(experiment, request))
        let count = try isPartial ? wordsOfGroups.count : groups.count
        let points = try publishedPoints()
        return try groups.map { words, runs in
            let frame = FigureFrame(
                name: name(count > 1 ? words : []), title: title(words + [runs[0].size]),
                command: ShellText.command(request.command("plot")), specPath: request.spec)
            switch block.kind {
            case .bands:
                return BandFigure(
                    frame: frame, series: runs.map { series($0, points: points) },
                    bands: runs[0].run.spec.fit.bandCount, published: points)
            case .strip:
                return StripFigure(
                    frame: frame, runs: runs.map(restored), inputPSNR: runs[0].summary["psnr_input"],
                    inset: block.inset.map { .init(left: $0[0], top: $0[1], width: $0[2], height: $0[3]) })
            case .stopping:
                return StoppingFigure(
                    frame: frame,
                    series: runs.map {
                        .init(label: self.label($0) ?? "", runDirectory: $0.directory, key: $0.key)
                    })
            case .losses:
                return LineFigure(
                    frame: frame,
                    curves: runs.map {
                        .init(
                            label: self.label($0) ?? "loss", file: "\($0.directory)/curves.csv", x: "iteration",
                            y: "loss", key: $0.key)
                    }, x: .init("iteration", isLogarithmic: true), y: .init("loss", isLogarithmic: true))
            case .heat:
                return HeatFigure(
                    frame: frame,
                    series: runs.map {
                        .init(label: self.label($0) ?? "", runDirectory: $0.directory, key: $0.key)
                    }, bands: runs.map(\.run.spec.fit.bandCount).min()!)
            case .spectrum: return try spectrum(runs, frame: frame)
            case .errorSpectrum: return try errorSpectrum(runs, frame: frame)
            }
        }
    }

    /// The name of a series; nil where the figure has none.
    func label(_ recorded: RecordedRun) -> String? {
        block.series.flatMap { key in recorded.run.value(of: key).map { label(key, $0) } }
    }

    private func label(_ key: String, _ value: String) -> String {
        block.label(for: ShownNames(experiment).value(value, of: key))
    }

    private func restored(_ recorded: RecordedRun) -> StripFigure.Run {
        StripFigure.Run(
            label: label(recorded), runDirectory: recorded.directory, key: recorded.key, psnr: recorded.summary["psnr"])
    }

    /// The runs of each figure, with the words that tell it from the others.
    private func groups(_ runs: [RecordedRun]) -> [(words: [String], runs: [RecordedRun])] {
        let names = ShownNames(experiment)
        var groups: [(words: [String], runs: [RecordedRun])] = []
        for recorded in runs {
            let words = words(recorded.run, names)
            if let index = groups.firstIndex(where: { $0.words == words }) {
                groups[index].runs.append(recorded)
            } else {
                groups.append((words, [recorded]))
            }
        }
        return groups
    }

    /// What tells the figure of a run from the others.
    private func words(_ run: ExperimentRun, _ names: ShownNames) -> [String] {
        let others = run.axes.filter { $0.key != block.series }.map { ShownNames.setting($0.key, $0.value) }
        return (block.series == TableKey.image ? [] : [names.image(run.spec.source.image)]) + others
    }

    /// The words of all figures, whether their runs have records or not.
    private var wordsOfGroups: [[String]] {
        let names = ShownNames(experiment)
        return experiment.runs.map { words($0, names) }.reduce(into: []) { if !$0.contains($1) { $0.append($1) } }
    }

    /// The figures of whose runs none is missing.
    private func completeGroups() throws -> [(words: [String], runs: [RecordedRun])] {
        let names = ShownNames(experiment)
        let found = try RecordedRun.all(of: experiment, in: request.store)
        let broken = zip(experiment.runs, found).filter { $1 == nil }.map { words($0.0, names) }
        return groups(found.compactMap(\.self)).filter { !broken.contains($0.words) }
    }

    /// The file stems of the figures that a partial plan leaves out.
    func namesLeftOut() throws -> [String] {
        let all = wordsOfGroups, present = Set(try completeGroups().map { $0.words })
        return all.filter { !present.contains($0) }.map { name(all.count > 1 ? $0 : []) }
    }

    /// The file stems of all figures.
    var names: [String] {
        let all = wordsOfGroups
        return all.map { name(all.count > 1 ? $0 : []) }
    }

    /// `<name>-<scale>`, the block's own name, and for one of several figures what distinguishes it.
    private func name(_ distinction: [String]) -> String {
        let words = distinction.joined(separator: " ").split {
            !($0.isASCII && ($0.isLetter || $0.isNumber || "_.".contains($0)))
        }.joined(separator: "-")
        return [experiment.name, experiment.scale?.rawValue ?? "", block.name ?? "", words].filter { !$0.isEmpty }
            .joined(separator: "-")
    }

    private func title(_ words: [String]) -> String {
        "\(block.title ?? experiment.title): " + words.filter { !$0.isEmpty }.joined(separator: ", ")
    }

    private func series(_ recorded: RecordedRun, points: [PublishedPoint]) -> BandFigure.Series {
        let value = block.series.flatMap { recorded.run.value(of: $0) } ?? ""
        return BandFigure.Series(
            label: label(block.series ?? "", value), runDirectory: recorded.directory, key: recorded.key,
            publishedName: publishedName(value, among: points))
    }

    /// The published series with the same number, e.g. `lambda=2` for 2.
    private func publishedName(_ value: String, among points: [PublishedPoint]) -> String? {
        points.map(\.series).first { name in
            // The paper names its images by their motif.
            if block.series == TableKey.image, value.contains(name) { return true }
            guard let equals = name.firstIndex(of: "=") else { return false }
            let published = name[name.index(after: equals)...]
            return published == value || Double(published).map { $0 == Double(value) } ?? false
        }
    }

    /// The paper's values, if the runs are the paper's: at the published size and without overrides.
    private func publishedPoints() throws -> [PublishedPoint] {
        let isPublishedSize = request.scale == nil || request.scale == .paper
        guard let figure = block.published, isPublishedSize, request.overrides.isEmpty else { return [] }
        let path = try PublishedFile.figures.path(forSpec: request.spec)
        let points = try PublishedPoints.read(path, figure: figure)
        guard !points.isEmpty else {
            throw Refusal("\(request.spec): 'published' names the figure '\(figure)', but \(path) has no values for it")
        }
        return points
    }
}
