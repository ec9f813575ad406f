import Foundation

/// A spec whose runs take a fraction of a second.
enum TinySpec {
    static let settings = """
        dataset: synthetic
        images: [leaves]
        size: 64
        iterations: 3
        record_every: 1
        network: {width: 8, lipschitz: 1}

        """

    /// One whose iterations take about a millisecond, for runs of many.
    static let fast = """
        dataset: synthetic
        images: [leaves]
        size: 32
        iterations: 500
        record_every: 10
        network: {width: 4, depth: 2}

        """

    static let sweep = "sweep: {network.lipschitz: [1, 2]}\n"
    static let figure = "figure: {kind: bands, series: network.lipschitz, label: \"λ = {}\"}\n"
}

extension TestFolder {
    /// The folders of all runs, relative to the test's folder.
    func runs(in results: String = "Results") -> [String] {
        names(in: "\(results)/runs").map { "\(results)/runs/\($0)" }.flatMap { path in
            // Earlier versions knew no folders of experiments.
            exists("\(path)/run.json") ? [path] : names(in: path).map { "\(path)/\($0)" }
        }
    }

    /// The figures below the folder of plots.
    func pictures(in plots: String = "Plots") -> [String] {
        let names = FileManager.default.enumerator(atPath: "\(path)/\(plots)")?.compactMap { $0 as? String } ?? []
        return names.filter { $0.hasSuffix(".svg") }.sorted()
    }

    /// The lines of a run's curves without their last column, the seconds.
    func curves(_ run: String) throws -> [String] {
        try text("\(run)/curves.csv").split(separator: "\n").map { line in
            line.split(separator: ",", omittingEmptySubsequences: false).dropLast().joined(separator: ",")
        }
    }
}
