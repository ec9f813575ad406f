import Foundation
import Wording

/// Lines of a run's log that say how far it is: iteration, loss, PSNR, and seconds a step.
///
/// They come every eight seconds at first, then at longer and longer intervals, so that a run of a day has about 700.
struct LossLog {
    /// The part of the time so far that passes from one line to the next.
    private static let share = 0.01

    private let iterations: Int
    private let loss: Int?
    private let psnr: Int?
    private let shortest: Double
    private let clock: () -> Double
    private let begin: Double
    private var last: (time: Double, iteration: Int)

    /// - Parameters:
    ///   - columns: those of a row, the iteration first.
    ///   - iteration: where the fit begins.
    ///   - shortest: the least seconds from one line to the next.
    ///   - clock: gives seconds from any origin.
    init(
        columns: [String], from iteration: Int, of iterations: Int, shortest: Double,
        clock: @escaping () -> Double = { ProcessInfo.processInfo.systemUptime }
    ) {
        self.iterations = iterations
        loss = columns.firstIndex(of: "loss")
        psnr = columns.firstIndex(of: "psnr")
        self.shortest = shortest
        self.clock = clock
        begin = clock()
        last = (begin, iteration)
    }

    /// The line that is due after an iteration; nil when it is too early.
    /// - Parameters:
    ///   - row: the newest row of `curves.csv`.
    ///   - done: iterations done.
    mutating func line(_ row: [Double?], done: Int) -> String? {
        let now = clock()
        guard now - last.time >= max(shortest, (last.time - begin) * Self.share), done > last.iteration,
            let iteration = row.first ?? nil
        else { return nil }
        let seconds = (now - last.time) / Double(done - last.iteration)
        last = (now, done)
        return "iteration \(Int(iteration)) of \(iterations): "
            + [
                loss.flatMap { row[$0] }.map { String(format: "loss %.4g", $0) },
                psnr.flatMap { row[$0] }.map { "PSNR \(Amount.decibels($0))" },
                String(format: "%.3g s a step", seconds),
            ].compactMap(\.self).joined(separator: ", ")
    }
}
