import Records
import Reporting
import Specs
import Wording

/// The rows of a table of kind `candidates`: how far each run lies from every curve of one of the paper's figures, nearest first.
struct CandidateRows {
    let plan: TablePlan

    /// Throws a `Refusal` where `paper-figures.csv` has no such figure, and what reading it and the records throws.
    func table(_ runs: [RecordedRun]) throws -> ResultTable {
        let path = try PublishedFile.figures.path(forSpec: plan.request.spec), figure = plan.block.figure ?? ""
        let points = try PublishedPoints.read(path, figure: figure)
        guard !points.isEmpty else { throw Refusal("\(path): has no figure '\(figure)'") }
        let names = ShownNames(plan.experiment)
        let hasOneImage = Set(plan.experiment.runs.map(\.spec.source.image)).count == 1
        let candidates = runs.map { Candidate($0, names, namesImage: !hasOneImage) }
        return ResultTable(
            title: "",
            notes: [
                "Distance from the curves of the paper's figure '\(figure)': the root mean square of the differences at the paper's "
                    + "iterations that the run has reached, each divided by the reading error. A run's value is the mean over its "
                    + "recorded iterations within \(Int(PaperFigures.reach)) of the paper's.",
                "Overshoot: the largest amount by which a band at the end of the run already exceeds a later value of the paper, in "
                    + "reading errors. Bands rise during training, so a clearly positive number rules a candidate out.",
            ],
            rowHeadings: ["curve", "candidate"],
            columns: [
                .init(heading: "distance", name: "distance", largestFirst: false),
                .init(heading: "overshoot", name: "overshoot", digits: 1, isSigned: true),
                .init(heading: "values", name: "values", digits: 0),
                .init(heading: "farthest", name: "farthest"),
            ], rows: try Self.rows(points.compactMap(ComparedPoint.init), candidates))
    }

    private static func rows(_ points: [ComparedPoint], _ candidates: [Candidate]) throws -> [ResultTable.Row] {
        let curves = points.map(\.name).distinct
        return try curves.flatMap { curve in
            try candidates.compactMap { candidate in
                try CandidateDistance(candidate.recorded, points.filter { $0.name == curve }).map {
                    (candidate.name, $0)
                }
            }.sorted { ($0.1.distance ?? .infinity) < ($1.1.distance ?? .infinity) }.map { name, distance in
                ResultTable.Row(headings: [curve, name], cells: distance.cells)
            }
        }
    }

    private struct Candidate {
        let recorded: RecordedRun
        let name: String

        init(_ recorded: RecordedRun, _ names: ShownNames, namesImage: Bool) {
            self.recorded = recorded
            let axes = recorded.run.axes
            let image = namesImage || axes.isEmpty ? [names.label(recorded.run.spec.source.image)] : []
            name = (image + axes.map { ShownNames.setting($0.key, $0.value) }).joined(separator: ", ")
        }
    }
}

/// A value of the paper that a curve of a run can be compared with.
private struct ComparedPoint {
    let point: PublishedPoint
    let curve: PaperCurve
    /// The curve as the paper calls it.
    let name: String
    let column: String
    let readingError: Double

    /// Nil for a stop, and for a value without its reading error.
    init?(_ point: PublishedPoint) {
        var curve = PaperCurve(point)
        guard let column = curve.quantity.column, let error = point.readingError, error > 0 else { return nil }
        name = [curve.image, curve.series].compactMap(\.self).joined(separator: ", ")
        // A series such as `lambda=2` is a setting's, one without a value is an image's.
        if curve.image == nil, let series = curve.series, !series.contains("=") { curve.image = series }
        self.curve = curve
        self.point = point
        self.column = column
        readingError = error
    }

    var isOfBand: Bool { if case .band = curve.quantity { true } else { false } }

    /// E.g. `band 5 at 9700: -0.012`.
    func words(_ difference: Double) -> String {
        "\(curve.quantity.words) at \(Int(point.iteration)): "
            + TableNumber.shown(difference, digits: curve.quantity.digits.here, isSigned: true)
    }
}

/// How far one run lies from one curve of the paper.
private struct CandidateDistance {
    /// Nil where the run has reached none of the curve's iterations.
    let distance: Double?
    let cells: [ResultTable.Cell]

    /// Nil for a run of another image, and for one without any of the values.
    init?(_ recorded: RecordedRun, _ points: [ComparedPoint]) throws {
        guard let end = try recorded.numbers.end() else { return nil }
        let differences = try points.compactMap { point -> Difference? in
            guard point.curve.isOfImage(recorded.run) else { return nil }
            return try recorded.numbers.mean(
                point.column, around: min(point.point.iteration, end), within: PaperFigures.reach
            ).map { Difference(point: point, value: $0 - point.point.value) }
        }
        guard !differences.isEmpty else { return nil }
        let reached = differences.filter { $0.point.point.iteration <= end }
        let later = differences.filter { $0.point.point.iteration > end && $0.point.isOfBand }
        let squares = reached.map { $0.inReadingErrors * $0.inReadingErrors }
        distance = reached.isEmpty ? nil : (squares.reduce(0, +) / Double(reached.count)).squareRoot()
        func cell(_ number: Double?) -> ResultTable.Cell {
            ResultTable.Cell(number.map { .number($0, deviation: nil) } ?? .empty)
        }
        let farthest = reached.max { abs($0.inReadingErrors) < abs($1.inReadingErrors) }
        cells = [
            cell(distance), cell(later.map(\.inReadingErrors).max()), cell(Double(reached.count)),
            ResultTable.Cell(farthest.map { .text($0.point.words($0.value)) } ?? .empty),
        ]
    }

    private struct Difference {
        let point: ComparedPoint
        /// The run's value minus the paper's.
        let value: Double

        var inReadingErrors: Double { value / point.readingError }
    }
}
