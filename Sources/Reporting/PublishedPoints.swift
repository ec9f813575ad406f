import Records

/// A value that was read off a figure of the paper.
public struct PublishedPoint: Equatable, Sendable {
    /// File stem of the figure, e.g. `lipschitz`.
    public var figure: String
    /// `PSNR`, or `FBC` and the series, e.g. `FBC lambda=1`.
    public var panel: String
    /// The curve: a series in the panel `PSNR`, `band1`, `band2`, ... in the others.
    public var series: String
    public var iteration: Double
    public var value: Double
    /// Half width of the interval in which the true value lies; nil where it is not known.
    public var readingError: Double?

    public init(figure: String, panel: String, series: String, iteration: Double, value: Double, readingError: Double? = nil) {
        self.figure = figure
        self.panel = panel
        self.series = series
        self.iteration = iteration
        self.value = value
        self.readingError = readingError
    }
}

/// The file of values read off the paper's figures.
public enum PublishedPoints {
    public static let columns = ["figure", "panel", "series", "iteration", "value", "reading_error"]

    /// All values for one figure, in the order of the file; none is no error.
    ///
    /// Throws `RecordError` or `FigureError` when the file cannot be read or a line is malformed, naming it.
    public static func read(_ path: String, figure: String) throws -> [PublishedPoint] {
        let lines = try TextFile.read(path).split(omittingEmptySubsequences: false, whereSeparator: \.isNewline)
        guard let header = lines.first, header == columns.joined(separator: ",") else {
            throw FigureError("\(path):1: must be the header '\(columns.joined(separator: ","))'")
        }
        var points: [PublishedPoint] = []
        for (number, line) in zip(2..., lines.dropFirst()) where !line.isEmpty {
            let point = try point(line, at: "\(path):\(number)")
            if point.figure == figure { points.append(point) }
        }
        return points
    }

    private static func point(_ line: Substring, at place: String) throws -> PublishedPoint {
        let cells = line.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
        guard cells.count == columns.count else {
            throw FigureError("\(place): has \(cells.count) cells; allowed are \(columns.count): \(columns.joined(separator: ","))")
        }
        func number(_ index: Int) throws -> Double {
            guard let value = Double(cells[index]), value.isFinite else {
                throw FigureError("\(place): '\(cells[index])' in column '\(columns[index])' is not a finite number")
            }
            return value
        }
        return PublishedPoint(figure: cells[0], panel: cells[1], series: cells[2], iteration: try number(3), value: try number(4),
                              readingError: cells[5].isEmpty ? nil : try number(5))
    }
}

extension [PublishedPoint] {
    /// The points of one curve.
    public func on(panel: String, series: String) -> [PublishedPoint] {
        filter { $0.panel == panel && $0.series == series }
    }
}
