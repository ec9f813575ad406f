import Photographs
import ArgumentParser
import Foundation
import Runs
import Imaging
import Publishing
import Quoting
import Records
import Reporting
import Wording

/// `dip restore`: restores a photograph that has no clean version.
struct RestoreCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "restore", abstract: "Restore a photograph of your own.",
        discussion: """
            Fits the paper's network to the photograph (PNG, JPEG or BMP, grey or colour, any size) and writes the result as a PNG with \
            the photograph's alpha and bit depth. Settings that are not given are chosen from the size and an estimate of the noise, and printed. \
            A folder beside the result gets the curves, the choices and a strip of before and after. A photograph too large for the memory is \
            restored in tiles. The first Ctrl-C stops the fit and keeps the result so far; a second one ends the program.
            """)

    @Argument(help: "The photograph.")
    var photo: String

    @Argument(help: ArgumentHelp("With super-resolve: x2, x4 or x8, as --factor.", valueName: "xN"))
    var enlargement: String?

    @Option(help: "The restoration task.")
    var task: PhotoTask

    @Option(
        help: ArgumentHelp(
            "With inpaint: a black-and-white picture of the photograph's size, black where pixels are to be filled in.",
            valueName: "file"))
    var mask: String?

    @Option(
        help: ArgumentHelp("With super-resolve: how many times larger, 2, 4 or 8 (default: 4).", valueName: "number"))
    var factor: Int?

    @OptionGroup var output: RestoreOutput
    @OptionGroup var choices: RestoreChoices
    @OptionGroup var limits: RestoreLimits

    func validate() throws {
        guard task == .superResolve || (factor == nil && enlargement == nil) else {
            throw ValidationError(
                factor != nil
                    ? "--factor belongs to --task super-resolve"
                    : "'\(enlargement!)' is not expected: one photograph at a time")
        }
        guard enlargement.map({ Self.factors.map { "x\($0)" }.contains($0) }) ?? true else {
            throw ValidationError("the enlargement must be x2, x4 or x8, not '\(enlargement!)'")
        }
        guard factor.map(Self.factors.contains) ?? true else {
            throw ValidationError("--factor must be 2, 4 or 8, not \(factor!)")
        }
        guard factor == nil || enlargement == nil else {
            throw ValidationError("the factor is given twice, as --factor and as \(enlargement!)")
        }
        guard (task == .inpaint) == (mask != nil) else {
            throw ValidationError(
                mask == nil
                    ? "--task inpaint needs a --mask: black where the photograph is to be filled in, else white"
                    : "--mask belongs to --task inpaint")
        }
        guard choices.sigma == nil || task == .denoise || choices.stop == .lossTarget else {
            throw ValidationError("--sigma belongs to --task denoise, or to --stop loss-target")
        }
        guard choices.stop != .lossTarget || task == .denoise || task == .deblock else {
            throw ValidationError("--stop loss-target belongs to --task denoise and --task deblock")
        }
    }

    func run() throws {
        if let memory = limits.memory { ImageFile.memoryLimit = min(ImageFile.memoryLimit, memory.bytes) }
        let target = try output.target(for: photo, isPreview: limits.preview)
        let place = try limits.device.place()
        let plan = try PhotoPlan(request(on: place), records: RunStore(root: PublishingRequest.standardResults))
        try ProcessorSupport.check()
        try Libraries.check()
        // A reader that goes away must not end the work halfway.
        signal(SIGPIPE, SIG_IGN)
        Interruption.catchSignals()
        let sink = FileHandleSink(.standardOutput)
        sink.write(TerminalText.safe(RestoreText(plan: plan, target: target).heading))
        do {
            try restore(plan, to: target, sink: sink)
        } catch let code as ExitCode {
            throw code
        } catch {
            throw CommandFailure("\(error)")
        }
    }

    private func restore(_ plan: PhotoPlan, to target: RestoreTarget, sink: FileHandleSink) throws {
        let folder = try target.record.map { try RestoreFolder($0) }
        let progress = ProgressReporter(
            sink: sink, isTerminal: Terminal.isLive, columns: Terminal.columns, showsPSNR: false)
        let restored = try PhotoRestoration(plan, makeFit: plan.request.place.makeFit).run(progress: progress) {
            try folder?.append($0, $1)
        }
        let text = RestoreText(plan: plan, target: target)
        guard !restored.restored.isEmpty else {
            sink.write("interrupted before there was a result to keep\n")
            throw ExitStatus.stopped(by: Interruption.stopSignal ?? SIGINT)
        }
        try plan.photograph.write(restored.image, to: target.picture)
        let provenance = HostMachine.provenance(
            dipVersion: Version.current, libraries: Libraries.versions, threads: plan.request.threads,
            device: plan.request.place.provenance)
        try folder?.complete(
            plan, restored, provenance: provenance, command: "dip restore \(photo) --task \(task.rawValue)")
        sink.write(TerminalText.safe(text.outcome(restored)))
        if restored.isInterrupted { throw ExitStatus.stopped(by: Interruption.stopSignal ?? SIGINT) }
    }

    private static let factors = [2, 4, 8]

    private func request(on place: TrainingPlace) -> PhotoRequest {
        PhotoRequest(
            path: photo, task: task, mask: mask, factor: factor ?? enlargement.flatMap { Int($0.dropFirst()) } ?? 4,
            iterations: choices.iterations, lipschitz: choices.lipschitz, sigma: choices.sigma, stop: choices.stop,
            seed: choices.seed,
            threads: limits.threads.threads, previewSide: limits.preview ? RestoreLimits.previewSide : nil,
            memory: limits.memory?.bytes,
            tile: limits.tile, place: place)
    }
}

extension PhotoTask: ExpressibleByArgument {}

/// What `dip restore` prints before and after the fit.
struct RestoreText {
    let plan: PhotoPlan
    let target: RestoreTarget

    private var request: PhotoRequest { plan.request }

    /// What was read and how it will be restored, in three lines.
    var heading: String {
        let image = plan.photograph.image
        let kind = image.channels == 1 ? "grey" : "colour"
        let photo = [
            "\(image.width) x \(image.height) \(kind)", plan.photograph.bitDepth == 16 ? "16 bits" : nil,
            plan.photograph.alpha == nil ? nil : "with alpha",
            request.previewSide == nil ? nil : "reduced for a preview",
        ].compactMap(\.self)
        let notes = plan.photograph.notes.map { "; \($0)" }.joined()
        return "\(request.path): \(photo.joined(separator: ", "))\(notes)\n"
            + "  \(([degradation] + choices).compactMap(\.self).joined(separator: "; "))\n"
            + "  \(tiles); \(Amount.bytes(plan.memory)) of memory; \(DurationWords.estimate(plan.seconds)) on \(place)\n"
    }

    private var place: String {
        request.place.words ?? "\(request.threads) thread\(request.threads == 1 ? "" : "s")"
    }

    private var degradation: String? {
        func number(_ value: Double?, digits: Int) -> String {
            value.map { String(format: "%.\(digits)f", $0) } ?? "unknown"
        }
        let estimate = plan.estimate
        switch request.task {
        case .denoise:
            return request.sigma.map { "noise: sigma \(number($0, digits: 1)) of 255, as given" }
                ?? "noise: sigma \(number(estimate.sigma, digits: 1)) of 255, estimated"
        case .deblock:
            return "blockiness \(number(estimate.blockiness, digits: 2))"
                + (estimate.jpegQuality.map { ", JPEG of quality \($0)" } ?? "")
        case .inpaint: return "\(plan.unknownPixels) pixels to fill in"
        case .superResolve:
            return
                "\(request.factor) times larger: \(plan.photograph.image.width * request.factor) x \(plan.photograph.image.height * request.factor)"
        case .enhance: return nil
        }
    }

    private var choices: [String] {
        [
            plan.settings.lipschitz.map { "lambda \(String(format: "%.3g", $0))" } ?? "no control",
            "\(plan.settings.stop.text), at most \(plan.settings.iterations) iterations",
        ]
    }

    private var tiles: String {
        let grid = plan.grid
        return grid.count == 1 ? "restored as a whole" : "\(grid.count) tiles of \(grid.tileWidth) x \(grid.tileHeight)"
    }

    /// The outcome, in one line.
    func outcome(_ restored: RestoredPhoto) -> String {
        let tiles = restored.restored, iterations = tiles.map(\.iterations),
            (least, most) = (iterations.min() ?? 0, iterations.max() ?? 0)
        let stopped = tiles.count { $0.ending == .stopped }
        let rule =
            switch stopped {
            case 0: ""
            case tiles.count: ", where the rule stopped"
            default: ", \(stopped) of \(tiles.count) tiles stopped by the rule"
            }
        let left = restored.tiles.count - tiles.count
        return
            "\(target.picture): \(restored.isInterrupted ? "interrupted: " : "")\(least == most ? "\(most)" : "\(least) to \(most)") iterations\(rule)"
            + (left > 0 ? "; \(left) of \(restored.tiles.count) tiles are not restored" : "")
            + (target.record.map { "; curves and strip in \($0)/" } ?? "") + "\n"
    }
}

/// The folder beside a restored photograph: curves, choices, and a strip of before and after.
final class RestoreFolder {
    static let choices = "restoration.json"
    /// What is written into the folder under names that it gives.
    static let files =
        [choices, "curves.csv"] + ["before", "after", "before-detail", "after-detail"].map { "\($0).png" }
    private let path: String
    private var curves: CurveWriter?
    /// Longer sides in the strip, of whole pictures and of details.
    private static let wholeSide = 512, detailSide = 96

    /// Creates the folder; throws `RecordError` when that fails.
    init(_ path: String) throws {
        self.path = path
        try Folder.create(path)
        try? FileManager.default.removeItem(atPath: "\(path)/\(Self.choices)")
    }

    /// Adds a row of `curves.csv`.
    func append(_ columns: [String], _ values: [Double?]) throws {
        if curves == nil { curves = try CurveWriter(path: "\(path)/curves.csv", columns: columns) }
        try curves?.append(values)
    }

    /// Writes pictures, record and strip; the strip is drawn only if gnuplot is installed.
    func complete(_ plan: PhotoPlan, _ restored: RestoredPhoto, provenance: Provenance, command: String) throws {
        try curves?.close()
        let before = plan.comparable,
            after = restored.image.composited(alpha: plan.photograph.alpha(scale: plan.request.scale))
        let detail = Self.detail(of: before)
        let pictures = [
            ("before", before.reduced(toLongerSide: Self.wholeSide)),
            ("after", after.reduced(toLongerSide: Self.wholeSide)),
            ("before-detail", try before.cropped(detail)), ("after-detail", try after.cropped(detail)),
        ]
        for (name, picture) in pictures { try PNGFile.write(picture, to: "\(path)/\(name).png") }
        try PhotoRecord(plan, restored, provenance: provenance).write(to: "\(path)/\(Self.choices)")
        try draw(pictures.map(\.0), title: plan.request.task.rawValue, command: command)
    }

    private func draw(_ names: [String], title: String, command: String) throws {
        let labels = ["before", "after", "before, detail", "after, detail"]
        let figure = BeforeAfterFigure(
            frame: FigureFrame(name: "strip", title: title, command: command),
            pictures: zip(labels, names).map { .init(label: $0, file: "\(path)/\($1).png") })
        try FigureStyle.install(in: path)
        let script = try figure.writeScript(in: path)
        guard let gnuplot = try? Gnuplot() else {
            return Terminal.complain("note: gnuplot is not installed, so \(script) is not drawn")
        }
        _ = try gnuplot.render(script: script, formats: [.svg, .png])
    }

    /// The central part at full resolution, with the proportions of the whole picture.
    private static func detail(of image: Image) -> Crop {
        let share = min(1, Double(detailSide) / Double(max(image.width, image.height)))
        let width = max(1, Int(Double(image.width) * share)), height = max(1, Int(Double(image.height) * share))
        let left = (image.width - width) / 2, top = (image.height - height) / 2
        return .rectangle(left: left, top: top, right: left + width, bottom: top + height)
    }
}
