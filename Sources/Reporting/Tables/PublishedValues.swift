import Records
import Wording

/// A value that is printed in a paper.
package struct PublishedValue: Equatable, Sendable {
    package var task: String
    package var dataset: String
    /// The name of an image, or `mean` for the mean over the set.
    package var image: String
    package var method: String
    /// `psnr`, `psnr_y` or `ssim`.
    package var metric: String
    package var value: Double
    package var source: String
}

/// The published values of one task on one data set.
package struct PublishedValues: Equatable, Sendable {
    package static let columns = ["task", "dataset", "image", "method", "metric", "value", "source"]
    package static let meanImage = "mean"

    package let values: [PublishedValue]

    /// Reads the file and keeps the values of a task and a data set.
    ///
    /// Throws `RecordError` or `TableError` when it cannot be read, a line is malformed or nothing is kept.
    package init(contentsOf path: String, task: String, dataset: String) throws {
        let all = try CSVFile.rows(path, columns: Self.columns).map { row in
            PublishedValue(
                task: row["task"], dataset: row["dataset"], image: row["image"], method: row["method"],
                metric: row["metric"],
                value: try row.number("value"), source: row["source"])
        }
        values = all.filter { $0.task == task && $0.dataset == dataset }
        guard !values.isEmpty else {
            let known = all.map { "'\($0.task)' on '\($0.dataset)'" }.distinct
            throw TableError(
                "\(path): has no values of '\(task)' on '\(dataset)'; it has: \(known.joined(separator: ", "))")
        }
    }

    /// The value of a method for an image, or for the mean over the set; nil where the papers have none.
    package func value(image: String, method: String, metric: String) -> PublishedValue? {
        values.first { $0.image == image && $0.method == method && $0.metric == metric }
    }

    /// Throws `TableError` when the method has no values, naming those that do.
    package func check(method: String) throws {
        let methods = values.reduce(into: [String]()) { if !$0.contains($1.method) { $0.append($1.method) } }
        guard methods.contains(method) else {
            throw TableError(
                "there is no published value of the method '\(method)' for '\(values[0].task)' on '\(values[0].dataset)'; there are values of: "
                    + methods.joined(separator: ", "))
        }
    }
}

/// How a measured value compares with a published one.
package enum PublishedVerdict: Equatable, Sendable {
    /// They differ by at most this much.
    case within(Double)
    /// They differ by this much, more than is told apart.
    case off(by: Double)
    /// The images, their size or the length of the run differ.
    case notComparable(because: String)

    /// Compares values in the metric's unit; `tolerances` rise.
    package init(measured: Double, published: Double, tolerances: [Double], obstacle: String?) {
        let difference = abs(measured - published)
        if let obstacle {
            self = .notComparable(because: obstacle)
        } else if let bound = tolerances.first(where: { difference <= $0 }) {
            self = .within(bound)
        } else {
            self = .off(by: difference)
        }
    }

    /// - Parameter digits: decimals of a difference.
    package func words(digits: Int = 2) -> String {
        switch self {
        case .within(let bound): "within " + TableNumber.plain(bound, digits: 2)
        case .off(let difference): "off by " + TableNumber.shown(difference, digits: digits)
        case .notComparable: "not comparable"
        }
    }
}
