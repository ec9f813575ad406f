import Quoting
import Records
import Reporting
import Specs
import Wording

/// The values that were read off the paper's figures, beside those of the records at the same iteration.
package struct PaperFigures {
    package let table: ResultTable
    /// Remarks about the records for the reader, as sentences.
    package let remarks: [String]
    /// The name of the table's file, without its ending.
    package static let name = "paper-figures"
    /// How many iterations a mean reaches to both sides of one that the paper's value is of.
    static let reach = 50.0

    /// Takes all figures of the specs that name one of the paper's by `published`.
    ///
    /// A run that is shorter than the paper's counts as far as it goes.
    /// - Throws: a `Refusal` for a request with a scale or overrides, where no figure names one of the paper's, and for a value that
    ///   belongs to no run; also what reading specs, records and the paper's values throws.
    package init(_ requests: [PublishingRequest]) throws {
        var rows: [(row: ResultTable.Row, verdict: PaperVerdict)] = [], shown: [RecordedRun] = []
        var remarks: [String] = []
        for request in requests {
            guard request.overrides.isEmpty, request.scale == nil || request.scale == .published else {
                throw Refusal(
                    "\(request.spec): the paper's values are of the spec's own settings; leave out '--scale' and other settings"
                )
            }
            let experiment = try request.experiment()
            let blocks = experiment.figures.filter { $0.published != nil }
            guard !blocks.isEmpty else { continue }
            let found = try RecordedRun.all(of: experiment, in: request.store, orShorter: true)
            let runs = zip(experiment.runs, found).map { (run: $0, recorded: $1) }
            rows += try blocks.flatMap { block in
                try PaperFigure(request: request, block: block, names: ShownNames(experiment), runs: runs).rows()
            }
            shown += found.compactMap(\.self)
            remarks += try RecordedRun.remarks(found, request) { $0 == PaperFigure.rule }
        }
        guard !rows.isEmpty else {
            throw Refusal(
                "\(requests.map(\.spec).joined(separator: ", ")): no figure names one of the paper's by 'published'")
        }
        let verdicts = rows.map(\.verdict), measured = verdicts.count { $0 != .notRun }
        self.remarks = remarks
        table = ResultTable(
            title: "Values of the paper's figures", caption: TableNotes.caption(shown, scale: nil),
            notes: [
                "Here: the mean over the recorded iterations within \(Int(Self.reach)) of the one named, because single iterations "
                    + "fluctuate. A difference within the reading error agrees.",
                "Measured here: \(measured) of \(verdicts.count) values; \(verdicts.count { $0 == .agrees }) agree.",
            ] + remarks.map { $0 + "." },
            command: ShellText.command(Self.command(requests)),
            rowHeadings: ["figure", "curve", "quantity", "iteration"],
            columns: [
                .init(heading: "paper", name: "paper"), .init(heading: "reading error", name: "reading_error"),
                .init(heading: "here", name: "here"), .init(heading: "difference", name: "difference", isSigned: true),
                .init(heading: "verdict", name: "verdict"),
            ], rows: rows.map(\.row))
    }

    private static func command(_ requests: [PublishingRequest]) -> [String] {
        let options = requests[0].command("table").dropFirst(3)
        return ["dip", "table", "--paper"] + requests.map { ScriptWord.path($0.spec) } + options
    }
}

/// How a value of a record compares with one that was read off a figure.
enum PaperVerdict: Equatable {
    /// The difference is within the reading error.
    case agrees
    case differs(PublishedVerdict)
    case neverStops
    /// No record goes so far.
    case notRun

    func words(digits: Int) -> String {
        switch self {
        case .agrees: "agrees"
        case .differs(let verdict): verdict.words(digits: digits)
        case .neverStops: "does not stop"
        case .notRun: "not run"
        }
    }
}

/// The rows of one figure.
private struct PaperFigure {
    let request: PublishingRequest
    let block: FigureBlock
    let names: ShownNames
    let runs: [(run: ExperimentRun, recorded: RecordedRun?)]

    /// The rule of the paper.
    static let rule = "ratio"

    func rows() throws -> [(row: ResultTable.Row, verdict: PaperVerdict)] {
        let path = try PublishedFile.figures.path(forSpec: request.spec)
        return try PublishedPoints.read(path, figure: block.published ?? "").map { point in
            let curve = PaperCurve(point)
            let fitting = runs.filter { fits($0.run, curve) }
            guard fitting.count == 1 else {
                throw Refusal(
                    "\(path): the value of figure '\(point.figure)', panel '\(point.panel)', series '\(point.series)' belongs to "
                        + "\(fitting.count) runs of \(request.spec), not to one")
            }
            return try row(point, curve, fitting[0].run, fitting[0].recorded)
        }
    }

    private func fits(_ run: ExperimentRun, _ curve: PaperCurve) -> Bool {
        guard curve.isOfImage(run) else { return false }
        guard let series = curve.series else { return true }
        return block.series.flatMap(run.value).map { block.isSeries(series, ofValue: $0) } ?? false
    }

    private func row(_ point: PublishedPoint, _ curve: PaperCurve, _ run: ExperimentRun, _ recorded: RecordedRun?)
        throws -> (row: ResultTable.Row, verdict: PaperVerdict)
    {
        let quantity = curve.quantity, digits = quantity.digits
        let value = try recorded.flatMap { try self.value(quantity, at: point, $0) }
        let verdict = value.verdict(point, in: quantity)
        func cell(_ number: Double?, _ digits: Int) -> ResultTable.Cell {
            ResultTable.Cell(number.map { .number($0, deviation: nil) } ?? .empty, digits: digits)
        }
        let setting = block.series == TableKey.image ? nil : block.series.flatMap(run.value).map(block.label(for:))
        let words = [names.label(run.spec.source.image), setting].compactMap(\.self)
        return (
            ResultTable.Row(
                headings: [point.figure, words.joined(separator: ", "), quantity.words, "\(Int(point.iteration))"],
                cells: [
                    cell(point.value, digits.paper), cell(point.readingError, digits.paper),
                    cell(value.number, digits.here),
                    cell(value.number.map { $0 - point.value }, digits.here),
                    ResultTable.Cell(.text(verdict.words(digits: digits.here))),
                ]), verdict
        )
    }

    private func value(_ quantity: PaperCurve.Quantity, at point: PublishedPoint, _ recorded: RecordedRun) throws
        -> Measured?
    {
        if let column = quantity.column {
            return try recorded.numbers.mean(column, around: point.iteration, within: PaperFigures.reach).map(
                Measured.number)
        }
        guard let stop = try recorded.numbers.value(MetricQuery(.stopIteration, rule: Self.rule)) else { return nil }
        if !stop.isOfTheEnd { return .number(stop.number) }
        return stop.number >= point.value + (point.readingError ?? 0) ? .never : nil
    }

    enum Measured {
        case number(Double), never
    }
}

extension PaperFigure.Measured? {
    fileprivate var number: Double? { if case .number(let value) = self { value } else { nil } }

    fileprivate func verdict(_ point: PublishedPoint, in quantity: PaperCurve.Quantity) -> PaperVerdict {
        switch self {
        case nil: return .notRun
        case .never: return .neverStops
        case .number(let value):
            if abs(value - point.value) <= point.readingError ?? 0 { return .agrees }
            let tolerances = quantity == .psnr ? TableBlock.Published.usualTolerances : []
            return .differs(
                PublishedVerdict(measured: value, published: point.value, tolerances: tolerances, obstacle: nil))
        }
    }
}

/// Which curve of a figure a value is of.
struct PaperCurve: Equatable {
    enum Quantity: Equatable {
        case psnr
        case band(Int)
        case ratio
        case stop

        var words: String {
            switch self {
            case .psnr: "PSNR (dB)"
            case .band(let band): "band \(band)"
            case .ratio: "ratio"
            case .stop: "stop"
            }
        }

        /// The column of `curves.csv`; nil for a stop.
        var column: String? {
            switch self {
            case .psnr: "psnr"
            case .band(let band): "fbc_\(band)"
            case .ratio: "ratio"
            case .stop: nil
            }
        }

        /// Decimals of a value that is read off, and of one that is measured.
        var digits: (paper: Int, here: Int) {
            switch self {
            case .psnr: (1, 2)
            case .band: (3, 3)
            case .ratio: (2, 2)
            case .stop: (0, 0)
            }
        }
    }

    /// A part of the image's name; nil where the figure has one image, or the series is one.
    var image: String?
    /// The series as the paper calls it; nil where the panel has one curve.
    var series: String?
    var quantity: Quantity
}

extension PaperCurve {
    /// Whether a run restores the image of the curve, where that is of one.
    func isOfImage(_ run: ExperimentRun) -> Bool { image.map { run.spec.source.image.contains($0) } ?? true }

    /// A panel is `PSNR`, `FBC` with a series, or an image's; in one of an image the series may end in what is shown.
    init(_ point: PublishedPoint) {
        if point.panel == "PSNR" {
            (series, quantity) = (point.series, .psnr)
        } else if point.panel.hasPrefix("FBC "), point.series.hasPrefix("band"),
            let band = Int(point.series.dropFirst(4))
        {
            (series, quantity) = (String(point.panel.dropFirst(4)), .band(band))
        } else {
            var words = point.series.split(separator: " ")
            let quantities: [Substring: Quantity] = ["psnr": .psnr, "ratio": .ratio, "stop_iteration": .stop]
            let named = words.last.flatMap { quantities[$0] }
            if named != nil { words.removeLast() }
            quantity = named ?? .psnr
            series = words.isEmpty ? nil : words.joined(separator: " ")
            image = point.panel
        }
    }
}
