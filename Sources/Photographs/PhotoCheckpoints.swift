import BinaryCoding
import Foundation
import Imaging
import Records
import Restoration
import Runs

/// The checkpoints of a restoration, in a folder beside its picture until that is written: every finished tile, and the fit of the
/// present one.
package final class PhotoCheckpoints {
    /// The folder.
    package let path: String
    private let key: String
    private let curves: PhotoCurves
    private let onNote: (String) -> Void
    private var timer: CheckpointTimer
    /// Whether it was said that none can be written.
    private var hasFailed = false
    /// The end of the curves at that of the last tile that an earlier process has finished, until a fit goes on from there.
    private var lastFinished: CurveMark?

    /// - Parameters:
    ///   - picture: the path of the restored picture.
    ///   - program: the version of the program; another one may compute other values.
    ///   - options: the words of the command that decide the result.
    ///   - interval: seconds from one checkpoint to the next; nil for what follows from what they cost.
    ///   - onNote: receives a sentence, once, where no checkpoint can be written.
    ///   - clock: gives seconds from any origin.
    package init(
        _ plan: PhotoPlan, picture: String, program: String, options: String, curves: PhotoCurves,
        interval: Double? = nil, onNote: @escaping (String) -> Void = { _ in },
        clock: @escaping () -> Double = { ProcessInfo.processInfo.systemUptime }
    ) {
        path = Self.folder(of: picture)
        let grid = plan.grid, settings = plan.settings
        let words = [
            program, options, plan.maskSum?.sha256 ?? "",
            "\(plan.photograph.image.width)x\(plan.photograph.image.height)",
            "\(grid.count) tiles \(grid.tileWidth)x\(grid.tileHeight)", "\(settings)", plan.request.place.words ?? "",
        ]
        key = "\(plan.photoSum.sha256)-\(String(CRC64.of(Array(words.joined(separator: "\n").utf8)), radix: 16))"
        self.curves = curves
        self.onNote = onNote
        timer = CheckpointTimer(interval: interval, clock: clock)
    }

    /// `photo-restored.checkpoint` for `photo-restored.png`.
    package static func folder(of picture: String) -> String {
        let dot = picture.lastIndex(of: ".") ?? picture.endIndex
        return picture[..<dot] + ".checkpoint"
    }

    private enum Part {
        case fit(Int), tile(Int)

        var name: String {
            switch self {
            case .fit(let index): "fit-\(index + 1)"
            case .tile(let index): "tile-\(index + 1)"
            }
        }
    }

    private func folder(_ part: Part) -> CheckpointFolder { CheckpointFolder(path: "\(path)/\(part.name)") }

    private func owner(_ part: Part) -> Checkpoint.Owner {
        Checkpoint.Owner(key: "\(key)-\(part.name)", numericsVersion: Numerics.version)
    }

    /// Whether an earlier process has left something that this restoration goes on from.
    package var exists: Bool {
        folder(.tile(0)).header(for: owner(.tile(0))) != nil || folder(.fit(0)).header(for: owner(.fit(0))) != nil
    }

    /// Removes what another restoration of the same name has left.
    package func prepare() { if !exists { remove() } }

    /// Removes all checkpoints, and the folder if nothing else is in it.
    package func remove() {
        let names = (try? FileManager.default.contentsOfDirectory(atPath: path)) ?? []
        for name in names where name.wholeMatch(of: #/(fit|tile)-\d+/#) != nil {
            try? FileManager.default.removeItem(atPath: "\(path)/\(name)")
        }
        rmdir(path)
    }

    // Tiles.

    /// A tile that an earlier process has finished, in its order; nil for one that it has not.
    func finished(_ index: Int) throws -> (tile: RestoredTile, picture: Image)? {
        try folder(.tile(index)).newest(for: owner(.tile(index))) { _ in
        } use: { checkpoint in
            var reader = ByteReader(checkpoint.state)
            let tile: RestoredTile = try reader.read(), picture: Image = try reader.read()
            try reader.finish()
            guard try curves.isUnchanged(until: checkpoint.header.curves) else {
                throw CheckpointProblem(path, "the curves are not those of the checkpoint")
            }
            lastFinished = checkpoint.header.curves
            return (tile, picture)
        }
    }

    /// Takes the curves back to the end of the last tile that an earlier process has finished; what follows it there is done again.
    private func beginAfterFinished() throws {
        if let lastFinished { _ = try curves.resume(at: lastFinished) }
        lastFinished = nil
    }

    func finish(_ index: Int, tile: RestoredTile, picture: Image) throws {
        var writer = ByteWriter()
        writer.write(tile)
        writer.write(picture)
        if write(.tile(index), iteration: tile.iterations, state: writer.bytes) { folder(.fit(index)).remove() }
    }

    // The fit of a tile.

    /// What a fit of a photograph keeps beside the state of the session.
    struct Loop {
        var settled: SettledAverage?
        var lastLoss: Double?
    }

    /// Sets a fit and the curves back to the last checkpoint of its tile; returns false where there is none, and takes the curves back to
    /// where the tile begins.
    func resume(_ session: any FitSession, tile index: Int, loop: inout Loop) throws -> Bool {
        let found: Loop? = try folder(.fit(index)).newest(for: owner(.fit(index))) { _ in
        } use: { checkpoint in
            var reader = ByteReader(checkpoint.state), restored = loop
            try restored.settled?.restore(from: &reader)
            restored.lastLoss = try reader.read()
            guard try curves.resume(at: checkpoint.header.curves) else {
                throw CheckpointProblem(path, "the curves are not those of the checkpoint")
            }
            try session.restoreState(from: &reader)
            return restored
        }
        timer.restart()
        guard let found else {
            try beginAfterFinished()
            return false
        }
        lastFinished = nil
        loop = found
        return true
    }

    /// Whether it is time for the next one.
    var isDue: Bool { timer.isDue }

    /// Writes the state of a fit, all of whose rows are in the curves.
    func write(_ session: any FitSession, tile index: Int, loop: Loop) throws {
        try timer.measure {
            var writer = ByteWriter()
            loop.settled?.encode(to: &writer)
            writer.write(loop.lastLoss)
            try session.encodeState(to: &writer)
            write(.fit(index), iteration: session.iteration, state: writer.bytes)
        }
    }

    /// Returns whether it was written: a full disk may still have room for the result, and only going on after a kill is lost.
    @discardableResult
    private func write(_ part: Part, iteration: Int, state: [UInt8]) -> Bool {
        do {
            try folder(part).write(
                Checkpoint(owner: owner(part), iteration: iteration, curves: curves.mark(), state: state))
            return true
        } catch {
            noteOnce(error)
            return false
        }
    }

    private func noteOnce(_ error: any Error) {
        guard !hasFailed else { return }
        hasFailed = true
        // The sentence begins with the file's name.
        let reason = "\(error)".components(separatedBy: ": ").last ?? ""
        onNote("no checkpoint can be written in \(path): \(reason); a kill would lose the work")
    }
}

extension RestoredTile: BinaryCodable {
    package func encode(to writer: inout ByteWriter) {
        for number in [left, top, width, height, iterations] { writer.write(number) }
        writer.write(ending.rawValue)
        writer.write(chosenIteration)
        writer.write(loss)
        writer.write(target)
        writer.write(secondsPerIteration)
    }

    package init(from reader: inout ByteReader) throws {
        (left, top, width, height) = (try reader.read(), try reader.read(), try reader.read(), try reader.read())
        iterations = try reader.read()
        let name: String = try reader.read()
        guard let ending = Ending(rawValue: name) else { throw BinaryError.invalid("the ending '\(name)'") }
        self.ending = ending
        chosenIteration = try reader.read()
        (loss, target) = (try reader.read(), try reader.read())
        secondsPerIteration = try reader.read()
    }
}
