import Quoting
import Records
import Reporting
import Specs
import Wording

/// The figures of one block of a spec.
struct FigurePlan {
    let request: PublishingRequest
    let experiment: Experiment
    let block: FigureBlock
    /// What is drawn where runs have no record.
    enum Shown {
        /// Nothing: the request is refused.
        case all
        /// The figures of whose runs none is missing.
        case whole
        /// Every figure, of the runs that have a record.
        case whatIsRecorded
    }

    var shows = Shown.all

    /// One figure for every image and every value of the swept keys that are not the figure's series, in the order of the runs.
    ///
    /// Throws a `Refusal` when there is nothing to compare or records are missing, and what reading records and published
    /// points throws.
    func figures() throws -> [any ScriptedFigure] {
        if let series = block.series, experiment.runs[0].value(of: series) == nil {
            throw Refusal(
                "\(request.spec): the figure compares values of '\(series)', but an override leaves only one value")
        }
        let groups =
            switch shows {
            case .all: groups(try RecordedRun.complete(experiment, request))
            case .whole: try completeGroups()
            case .whatIsRecorded:
                groups(try RecordedRun.all(of: experiment, in: request.store).compactMap(\.self))
            }
        let count = shows == .all ? groups.count : wordsOfGroups.count
        let points = try publishedPoints()
        return try groups.map { group in
            let runs = group.runs
            let frame = FigureFrame(
                folder: folder, name: name(count > 1 ? group.words : []), title: title(group),
                showsTitle: block.title.map { $0 != Self.noTitle } ?? (block.width == nil),
                width: block.width?.millimetres,
                command: ShellText.command(request.command("plot")), specPath: request.spec)
            switch block.kind {
            case .bands:
                let own = isPublishedSize || points.isOf(runs) ? points.points(ofImage: group.image) : []
                return BandFigure(
                    frame: frame, series: try series(of: runs).map { try band($0, points: own) },
                    bands: runs[0].run.spec.fit.bandCount, published: own, averagedOver: averagedOver(runs),
                    bandsAreFrequencies: runs.allSatisfy {
                        $0.run.spec.fit.bandGeometry == .isotropic || $0.summary["width"] == $0.summary["height"]
                    })
            case .psnr:
                return QualityFigure(
                    frame: frame,
                    series: try series(of: runs).map { runs in
                        .init(
                            label: label(runs[0]) ?? "", runDirectory: runs[0].directory,
                            key: runs.map(\.key).joined(separator: ", "), mean: try mean(runs, ["psnr"]))
                    }, averagedOver: averagedOver(runs))
            case .strip:
                let lengths = Set(runs.map(\.record.iterations))
                return StripFigure(
                    frame: frame, runs: runs.map { restored($0, namesIteration: lengths.count > 1) },
                    inputPSNR: runs[0].summary["psnr_input"],
                    inset: block.inset.map { .init(left: $0[0], top: $0[1], width: $0[2], height: $0[3]) },
                    note: Self.note(onOutputsOf: runs))
            case .stopping:
                return StoppingFigure(
                    frame: frame,
                    series: runs.map {
                        .init(
                            label: self.label($0) ?? "", runDirectory: $0.directory, key: $0.key,
                            leftOut: $0.outdatedStops)
                    })
            case .losses:
                let over = averagedOver(runs)
                return LineFigure(
                    frame: frame, curves: try series(of: runs).map(loss),
                    x: .init("iteration", isLogarithmic: true), y: .init("loss", isLogarithmic: true),
                    note: over.isEmpty ? "" : "Means over \(over); shaded: one standard deviation.", isSmoothed: true)
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

    /// The value of `title` for a figure without one.
    private static let noTitle = "none"

    /// The name of a series; nil where the figure has none.
    func label(_ recorded: RecordedRun) -> String? {
        block.series.flatMap { key in recorded.run.value(of: key).map { label(key, $0) } }
    }

    private func label(_ key: String, _ value: String) -> String {
        block.label(for: key == TableKey.image ? ShownNames(experiment).label(value) : value)
    }

    private func restored(_ recorded: RecordedRun, namesIteration: Bool) -> StripFigure.Run {
        StripFigure.Run(
            label: label(recorded), runDirectory: recorded.directory, key: recorded.key,
            psnr: recorded.summary["psnr"], iteration: namesIteration ? recorded.record.iterations : nil)
    }

    /// Which outputs a strip shows, and from which seeds noise and networks come.
    private static func note(onOutputsOf runs: [RecordedRun]) -> String {
        let lengths = Set(runs.map(\.record.iterations)).sorted(), seeds = Set(runs.map(\.record.seed)).sorted()
        let outputs = lengths.count == 1 ? "the last iteration, \(lengths[0])" : "the last iterations"
        return "Outputs of \(outputs); noise and networks from seed\(seeds.count == 1 ? "" : "s") "
            + seeds.map(String.init).joined(separator: ", ") + "."
    }

    /// The runs of one figure.
    private struct Group {
        /// The words that distinguish this figure, for file names.
        let words: [String]
        /// The same in titles.
        let title: [String]
        /// The short name of its image; nil where it shows several.
        let image: String?
        var runs: [RecordedRun]
    }

    private func groups(_ runs: [RecordedRun]) -> [Group] {
        let names = ShownNames(experiment)
        var groups: [Group] = []
        for recorded in runs {
            let words = words(recorded.run, names)
            if let index = groups.firstIndex(where: { $0.words == words }) {
                groups[index].runs.append(recorded)
            } else {
                let (image, others) = parts(recorded.run, names, ShownNames.setting)
                let title = (image == nil ? [] : [names.label(recorded.run.spec.source.image)]) + others
                groups.append(Group(words: words, title: title, image: image, runs: [recorded]))
            }
        }
        return groups
    }

    /// The runs of each curve, in the order of the first of each: several where the figure draws means.
    private func series(of runs: [RecordedRun]) -> [[RecordedRun]] {
        guard !block.over.isEmpty else { return runs.map { [$0] } }
        var series: [(value: String?, runs: [RecordedRun])] = []
        for recorded in runs {
            let value = block.series.flatMap { recorded.run.value(of: $0) }
            if let index = series.firstIndex(where: { $0.value == value }) {
                series[index].runs.append(recorded)
            } else {
                series.append((value, [recorded]))
            }
        }
        return series.map(\.runs)
    }

    /// What the curves are means over, such as `3 images and 2 seeds`; empty where each is of a single run.
    private func averagedOver(_ runs: [RecordedRun]) -> String {
        block.over.compactMap { key -> String? in
            let values = Set(runs.map { $0.run.value(of: key) ?? "" })
            return values.count > 1 ? "\(values.count) \(SettingName.several(key))" : nil
        }.joined(separator: " and ")
    }

    private func mean(_ runs: [RecordedRun], _ columns: [String]) throws -> CurveTable? {
        runs.count > 1 ? try MeanCurves.table(of: runs.map(\.directory), columns: columns) : nil
    }

    /// The words that distinguish the figure that shows a run.
    private func words(_ run: ExperimentRun, _ names: ShownNames) -> [String] {
        let (image, others) = parts(run, names, SettingName.word)
        return [image].compactMap(\.self) + others
    }

    /// The short name of the image that the figure of a run shows, nil where it shows several; and its other settings.
    private func parts(_ run: ExperimentRun, _ names: ShownNames, _ words: (String, String) -> String)
        -> (image: String?, others: [String])
    {
        let within = block.over + [block.series].compactMap(\.self)
        let others = run.axes.filter { !within.contains($0.key) }.map { words($0.key, $0.value) }
        return (within.contains(TableKey.image) ? nil : names.image(run.spec.source.image), others)
    }

    /// The words of all figures, whether their runs have records or not.
    private var wordsOfGroups: [[String]] {
        let names = ShownNames(experiment)
        return experiment.runs.map { words($0, names) }.distinct
    }

    /// The figures of whose runs none is missing.
    private func completeGroups() throws -> [Group] {
        let names = ShownNames(experiment)
        let found = try RecordedRun.all(of: experiment, in: request.store)
        let broken = zip(experiment.runs, found).filter { $1 == nil }.map { words($0.0, names) }
        return groups(found.compactMap(\.self)).filter { !broken.contains($0.words) }
    }

    /// Where the figures that a partial plan leaves out are below the folder of all plots, without extensions.
    func pathsLeftOut() throws -> [String] {
        let all = wordsOfGroups, present = Set(try completeGroups().map { $0.words })
        return all.filter { !present.contains($0) }.map { "\(folder)/\(name(all.count > 1 ? $0 : []))" }
    }

    /// Where all figures are below the folder of all plots, without extensions.
    var paths: [String] {
        let all = wordsOfGroups
        return all.map { "\(folder)/\(name(all.count > 1 ? $0 : []))" }
    }

    /// Figures made of pictures are in a folder of their own, because photographs may not be another's to publish.
    static let pictures = "pictures"

    /// `<spec>/<scale>`, without the scale at the published size.
    private var folder: String {
        let pictures = block.kind.showsImages ? Self.pictures : ""
        return [experiment.name, experiment.scaleInNames, pictures].filter { !$0.isEmpty }.joined(separator: "/")
    }

    /// The block's own name, and for one of several figures what distinguishes it; else the experiment's name.
    private func name(_ distinction: [String]) -> String {
        let words = [block.name ?? "", FileWords.of(distinction.joined(separator: " "))].filter { !$0.isEmpty }
        return (words.isEmpty ? experiment.name : words.joined(separator: "-")) + OverrideName.suffix(request.overrides)
    }

    private func title(_ group: Group) -> String {
        let given = block.title == Self.noTitle ? nil : block.title
        let base = Self.withSigns(given ?? experiment.title)
        let sizes = Set(group.runs.map(\.size)), size = sizes.count == 1 ? Self.withSigns(sizes.first ?? "") : ""
        let words = (group.title + [base.contains(size) ? "" : size]).filter { !$0.isEmpty }
        return ([base] + (words.isEmpty ? [] : [words.joined(separator: ", ")])).joined(separator: ": ")
    }

    /// `128 × 128` for `128 x 128`.
    private static func withSigns(_ text: String) -> String {
        text.replacing(#/(\d) x (?=\d)/#) { "\($0.1) × " }
    }

    private func band(_ runs: [RecordedRun], points: [PublishedPoint]) throws -> BandFigure.Series {
        let first = runs[0], value = block.series.flatMap { first.run.value(of: $0) } ?? ""
        let bands = (1...first.run.spec.fit.bandCount).map { "fbc_\($0)" }
        return BandFigure.Series(
            label: label(block.series ?? "", value), runDirectory: first.directory,
            key: runs.map(\.key).joined(separator: ", "), publishedName: publishedName(value, among: points),
            mean: try mean(runs, ["psnr"] + bands))
    }

    private func loss(_ runs: [RecordedRun]) throws -> LineFigure.Curve {
        LineFigure.Curve(
            label: label(runs[0]) ?? "loss", file: "\(runs[0].directory)/\(RecordFile.curves)", x: "iteration",
            y: "loss",
            key: runs.map(\.key).joined(separator: ", "), mean: try mean(runs, ["loss"]))
    }

    /// The published series with the same number, e.g. `lambda=2` for 2.
    private func publishedName(_ value: String, among points: [PublishedPoint]) -> String? {
        points.map(\.series).first { block.isSeries($0, ofValue: value) }
    }

    /// Whether the runs are meant to be the paper's; at another scale those of its whole images are.
    private var isPublishedSize: Bool { experiment.scale == nil || experiment.scale == .published }

    /// The paper's values for the figure that the block names, if the settings are the spec's own.
    private func publishedPoints() throws -> [PublishedPoint] {
        guard let figure = block.published, request.overrides.isEmpty, block.over.isEmpty else { return [] }
        let path = try PublishedFile.figures.path(forSpec: request.spec)
        let points = try PublishedPoints.read(path, figure: figure)
        guard !points.isEmpty else {
            throw Refusal("\(request.spec): 'published' names the figure '\(figure)', but \(path) has no values for it")
        }
        return points
    }
}
