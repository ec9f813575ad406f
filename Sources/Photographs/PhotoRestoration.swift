import Imaging
import Restoration
import Runs

/// Restores a photograph as planned, tile by tile.
package struct PhotoRestoration {
    private let plan: PhotoPlan
    private let makeFit: RunExecutor.MakeFit
    private let checkpoints: PhotoCheckpoints?
    private let isInterrupted: () -> Bool
    /// After fewer iterations a tile does not resemble the photograph yet: beside restored tiles the photograph itself is better.
    private static let fewestIterations = 100

    /// Tests replace the engine through `makeFit` and signals through `isInterrupted`.
    /// - Parameter checkpoints: where a later process goes on if this one is ended; nil for none.
    package init(
        _ plan: PhotoPlan, checkpoints: PhotoCheckpoints? = nil,
        makeFit: @escaping RunExecutor.MakeFit = { try Fit($0, problem: $1, threads: $2) },
        isInterrupted: @escaping () -> Bool = { Interruption.isRequested }
    ) {
        self.plan = plan
        self.checkpoints = checkpoints
        self.makeFit = makeFit
        self.isInterrupted = isInterrupted
    }

    /// Restores all tiles, from the last checkpoint on where there is one; a signal stops the present tile where it is and leaves the remaining ones unrestored.
    /// - Parameter onRow: receives the columns, `tile` (counted from 1) before those of a fit, and the values of each recorded iteration.
    /// - Throws: `FitError`, `NetworkError`, and whatever `onRow` throws.
    package func run(progress: ProgressReporter, onRow: (_ columns: [String], _ values: [Double?]) throws -> Void)
        throws
        -> RestoredPhoto
    {
        let image = plan.photograph.image, grid = plan.grid
        var blend = TileBlend(grid, channels: image.channels, scale: plan.request.scale)
        var tiles: [RestoredTile] = []
        while tiles.count < grid.count, let done = try checkpoints?.finished(tiles.count) {
            blend.add(done.picture, at: tiles.count)
            tiles.append(done.tile)
            progress.skip(.init(count: grid.count, label: plan.label), "finished before")
        }
        for index in tiles.count..<grid.count {
            let fitted = isInterrupted() ? nil : try fit(index, progress: progress, onRow: onRow)
            let place = grid.place(index)
            if let fitted, fitted.ending != .interrupted || fitted.iterations >= fewestIterations {
                let picture = plan.restored(
                    fitted.result, settled: fitted.settled, iterations: fitted.iterations, of: index)
                blend.add(picture, at: index)
                let tile = RestoredTile(
                    place, iterations: fitted.iterations, ending: fitted.ending,
                    chosenIteration: PhotoSettings.chosen(fitted.result, iterations: fitted.iterations)?.iteration,
                    misfit: PhotoMisfit(plan, picture: picture, trainingLoss: fitted.loss, of: index),
                    secondsPerIteration: fitted.result.secondsPerIteration)
                tiles.append(tile)
                if tile.ending != .interrupted { try checkpoints?.finish(index, tile: tile, picture: picture) }
            } else {
                blend.add(plan.unrestored(index), at: index)
                tiles.append(
                    RestoredTile(
                        place, iterations: fitted?.iterations ?? 0, ending: .untouched, secondsPerIteration: nil)
                )
            }
        }
        return RestoredPhoto(image: blend.image, tiles: tiles)
    }

    /// Whoever interrupts the only tile sees what there is.
    private var fewestIterations: Int { plan.grid.count == 1 ? 1 : Self.fewestIterations }

    private struct FittedTile {
        let result: FitResult
        let settled: Image?
        /// The last recorded loss.
        let loss: Double?
        let iterations: Int
        let ending: RestoredTile.Ending
    }

    /// Trains on one tile until it is done or a signal requests a stop.
    private func fit(_ index: Int, progress: ProgressReporter, onRow: ([String], [Double?]) throws -> Void) throws
        -> FittedTile
    {
        let position = ProgressReporter.Position(count: plan.grid.count, label: plan.label)
        let shown = progress.begin(
            position, iterations: plan.settings.iterations, detail: "\(plan.grid.tileWidth) x \(plan.grid.tileHeight)")
        do {
            let problem = plan.problem(index), target = AverageTarget(plan.settings.stop, degraded: problem.degraded)
            let session = try makeFit(plan.configuration, problem, plan.request.threads)
            var loop = PhotoCheckpoints.Loop(settled: SettledAverage(plan.settings))
            if try checkpoints?.resume(session, tile: index, loop: &loop) == true {
                shown.resume(at: session.iteration, from: nil)
            }
            let columns = ["tile"] + session.columns
            let lossColumn = session.columns.firstIndex(of: Metric.loss.rawValue)! - 1
            var isReached = false
            func append(_ row: FitRow?) throws {
                guard let row else { return }
                try onRow(columns, [Double(index + 1), Double(row.iteration)] + row.values)
            }
            while !session.isDone, !isReached, !isInterrupted() {
                if let row = try session.step() {
                    try append(row)
                    if let loss = row.values[lossColumn] {
                        loop.lastLoss = loss
                        loop.settled?.follow(loss: loss, averaged: session.result.averaged)
                    }
                }
                shown.advance(to: session.iteration)
                isReached = target.map { target in session.result.averaged.map(target.isReached) ?? false } ?? false
                let isEnding = isReached || session.isDone
                if let checkpoints, !isEnding, checkpoints.isDue || isInterrupted() {
                    try append(session.settle())
                    try checkpoints.write(session, tile: index, loop: loop)
                }
            }
            try append(session.settle())
            let isStopped =
                isReached || (session.isDone && session.iteration < plan.settings.iterations)
                || session.result.stops.contains { $0.endsFit && $0.decidedAt != nil }
            let ending: RestoredTile.Ending =
                isStopped
                ? .stopped
                : !session.isDone ? .interrupted : plan.settings.stop == .never ? .complete : .notStopped
            shown.end(ending == .interrupted ? .interrupted : .complete(psnr: nil, best: nil, bestIteration: nil))
            return FittedTile(
                result: session.result, settled: loop.settled?.image, loss: loop.lastLoss,
                iterations: session.iteration,
                ending: ending)
        } catch {
            shown.end(.failed("\(error)"))
            throw error
        }
    }
}
