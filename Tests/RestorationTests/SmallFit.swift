import Architectures
import Imaging
import Networks
import Restoration
import TestSupport

/// Fits small enough for tests: a decoder of width 8 on a textured image.
enum SmallFit {
    static let clean = Image.textured(channels: 3, height: 64, width: 64, seed: 4)

    static func configuration(
        task: RestorationTask = .denoise(sigma: 25), lipschitz: Double? = 1.4,
        iterations: Int = 4
    ) -> FitConfiguration {
        FitConfiguration(
            task: task, architecture: .decoder(.init(width: 8, inputChannels: 8, lipschitz: lipschitz)),
            learningRate: 0.01, seed: 3, iterations: iterations)
    }

    /// What a fit reports and leaves.
    struct Outcome {
        var rows: [FitRow] = []
        var progress: [Int] = []
        let columns: [String]
        let result: FitResult

        /// A column of the rows.
        func values(_ column: String) -> [Double?] {
            let place = columns.firstIndex(of: column)! - 1
            return rows.map { $0.values[place] }
        }

        /// Everything but times.
        var curves: [[Double?]] { rows.map { Array($0.values.dropLast()) } }
    }

    static func run(_ configuration: FitConfiguration, clean: Image = clean, threads: Int = 1, regions: Image? = nil)
        throws -> Outcome
    {
        let problem = try Problem(task: configuration.task, clean: clean, seed: configuration.seed, regions: regions)
        let fit = try Fit(configuration, problem: problem, threads: threads)
        var rows: [FitRow] = [], progress: [Int] = []
        let columns = fit.columns
        while !fit.isDone {
            if let row = try fit.step() { rows.append(row) }
            progress.append(fit.iteration)
        }
        return Outcome(rows: rows, progress: progress, columns: columns, result: fit.result)
    }
}
