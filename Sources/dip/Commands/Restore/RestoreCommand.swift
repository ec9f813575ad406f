import ArgumentParser
import Foundation
import Imaging
import Photographs
import Publishing
import Quoting
import Records
import Reporting
import Runs
import Wording

/// `dip restore`: restores a photograph that has no clean version.
struct RestoreCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "restore", abstract: "Restore a photograph of your own.",
        discussion: """
            Fits the paper's network to the photograph (PNG, JPEG, TIFF or BMP, grey or colour, any size) and writes the result as a PNG with \
            the photograph's alpha and bit depth, or as a JPEG or TIFF; colour profile, resolution and Exif are kept. Settings that are not given are chosen from the size and an estimate of the noise, and printed. \
            A folder beside the result gets the curves, the choices and a strip of before and after. A photograph too large for the memory is \
            restored in tiles. Several photographs, or a folder of them, are restored one after the other into --output-folder: finished ones are \
            skipped, and one that fails does not stop the others. The first Ctrl-C stops the fit and keeps the result so far; a second one ends the program. \
            The same command goes on where an interrupted or killed one stopped, with the same result.
            """)

    @Argument(
        help: ArgumentHelp(
            "A photograph, or several and folders of them with --output-folder; with super-resolve x2, x4 or x8 at the end, as --factor.",
            valueName: "photo"), completion: .file())
    var words: [String]

    @Option(help: "The restoration task.")
    var task: PhotoTask

    @Option(
        help: ArgumentHelp(
            "With inpaint: a black-and-white picture of the photograph's size, black where pixels are to be filled in.",
            valueName: "file"), completion: .file())
    var mask: String?

    @Option(
        help: ArgumentHelp("With super-resolve: how many times larger, 2, 4 or 8 (default: 4).", valueName: "number"))
    var factor: Int?

    @Flag(
        name: [.customShort("n"), .long],
        help: "Only print what would be done.")
    var dryRun = false

    @OptionGroup var output: RestoreOutput
    @OptionGroup var choices: RestoreChoices
    @OptionGroup var limits: RestoreLimits
    @OptionGroup var checkpointing: CheckpointOption
    @OptionGroup var threads: ThreadsOption
    @OptionGroup var device: DeviceOption

    func validate() throws {
        guard task == .superResolve || factor == nil else {
            throw ValidationError("--factor belongs to --task super-resolve")
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

    /// The last word where it is no photograph but says how many times larger.
    private var enlargement: String? {
        guard task == .superResolve, words.count > 1, let last = words.last, last.wholeMatch(of: #/x\d+/#) != nil else {
            return nil
        }
        return last
    }

    private var photographs: [String] { enlargement == nil ? words : words.dropLast() }

    func run() throws {
        if let memory = limits.memory { ImageFile.memoryLimit = min(ImageFile.memoryLimit, memory.bytes) }
        guard output.folder == nil else {
            return try RestoreBatch(
                photographs, mask: mask, options: options, means: means, output: output
            ) {
                try heading($0, to: $1)
            }.run(isPreview: limits.preview, dryRun: dryRun)
        }
        let list = try PhotoList(photographs)
        guard list.folders.isEmpty, list.photographs.count == 1 else {
            throw Refusal(
                list.folders.first.map {
                    "\($0): is a folder of photographs; name the one of results with --output-folder"
                }
                    ?? "several photographs need a folder for their results: name it with --output-folder")
        }
        try restore(photographs[0])
    }

    private func heading(_ photo: String, to target: RestoreTarget) throws -> String {
        RestoreText(plan: try plan(photo, on: device.place(), to: target), target: target).heading
    }

    private func plan(_ photo: String, on place: TrainingPlace, to target: RestoreTarget) throws -> PhotoPlan {
        let plan = try PhotoPlan(request(photo, on: place), records: RunStore(root: PublishingRequest.standardResults))
        let image = plan.photograph.image, scale = plan.request.scale
        try PhotoFormat(path: target.picture)?.check(
            width: image.width * scale, height: image.height * scale, path: target.picture)
        return plan
    }

    private func target(_ photo: String) throws -> RestoreTarget {
        try output.target(for: photo, mask: mask, isPreview: limits.preview, options: options.recorded)
    }

    private func restore(_ photo: String) throws {
        let target = try target(photo)
        let plan = try plan(photo, on: device.place(), to: target)
        let text = RestoreText(plan: plan, target: target), heading = text.heading + text.advice
        guard !dryRun else { return print(heading + "  would write \(target.words)") }
        try ProcessorSupport.check()
        try Libraries.check()
        let lock = try PhotoLock.take(for: target.picture)
        defer { lock?.release() }
        let recordLock = try target.record.flatMap { try PhotoLock.take(forRecord: $0) }
        defer { recordLock?.release() }
        // Another process may have finished the picture meanwhile.
        _ = try self.target(photo)
        // A reader that goes away must not end the work halfway.
        signal(SIGPIPE, SIG_IGN)
        Interruption.catchSignals()
        let sink = FileHandleSink(.standardOutput)
        sink.write(TerminalText.safe(heading))
        do {
            try restore(plan, to: target, sink: sink)
        } catch let code as ExitCode {
            throw code
        } catch {
            throw CommandFailure("\(error)")
        }
    }

    private func restore(_ plan: PhotoPlan, to target: RestoreTarget, sink: FileHandleSink) throws {
        let curves = PhotoCurves(path: target.record.map(RestoreFolder.curves))
        let checkpoints = PhotoCheckpoints(
            plan, picture: target.picture, program: Version.details, options: options.recorded,
            curves: curves, interval: checkpointing.interval,
            onNote: { note in
                // In place of a live line.
                sink.write((Terminal.isLive ? "\r\u{1B}[2K" : "") + TerminalText.safe("  note: \(note)\n"))
            })
        checkpoints.prepare()
        let folder = try target.record.map { try RestoreFolder($0, curves: curves) }
        let progress = ProgressReporter(
            sink: sink, isTerminal: Terminal.isLive, columns: Terminal.columns, showsPSNR: false)
        let restored = try PhotoRestoration(
            plan, checkpoints: checkpoints, makeFit: plan.request.place.makeFit
        ).run(progress: progress, onRow: curves.append)
        let goesOn = checkpoints.exists ? "; the same command goes on from there" : ""
        let text = RestoreText(plan: plan, target: target)
        guard !restored.restored.isEmpty else {
            if goesOn.isEmpty { folder?.abandon() }
            sink.write("interrupted before there was a result to keep\(goesOn)\n")
            throw ExitStatus.stopped(by: Interruption.stopSignal ?? SIGINT)
        }
        let notes = try plan.photograph.write(
            restored.image, to: target.picture, quality: output.quality ?? PhotoFormat.standardQuality)
        let provenance = HostMachine.provenance(
            dipVersion: Version.current, libraries: Libraries.versions, threads: plan.request.threads,
            device: plan.request.place.provenance)
        try folder?.complete(
            plan, restored, picture: target.picture, provenance: provenance, options: options.recorded,
            command: (["dip", "restore", plan.request.path] + options).map(ShellText.word).joined(separator: " "))
        sink.write(TerminalText.safe(text.outcome(restored) + notes.map { "  note: \($0)\n" }.joined()))
        guard restored.isInterrupted else { return checkpoints.remove() }
        // Without a record nothing says that the picture is not finished, and only --force replaces it.
        if !goesOn.isEmpty {
            sink.write(
                "  the same command \(target.record == nil && !output.force ? "with --force " : "")goes on from there\n"
            )
        }
        throw ExitStatus.stopped(by: Interruption.stopSignal ?? SIGINT)
    }

    private static let factors = [2, 4, 8]

    private var usedFactor: Int { factor ?? enlargement.flatMap { Int($0.dropFirst()) } ?? 4 }

    /// The words of the command that decide what a result is.
    private var options: [String] {
        ["--task", task.rawValue] + (mask.map { ["--mask", $0] } ?? [])
            + (task == .superResolve ? ["--factor", "\(usedFactor)"] : []) + choices.arguments
            + (limits.preview ? ["--preview"] : []) + (limits.tile.map { ["--tile", "\($0)"] } ?? [])
            + (output.quality.map { ["--quality", "\($0)"] } ?? [])
    }

    /// The words of the command that decide how a result is made, which changes nothing of it.
    private var means: [String] {
        ["--threads", "\(threads.threads)"]
            + (limits.memory.map { ["--memory", "\(max(1, $0.bytes >> 10))KB"] } ?? [])
            + checkpointing.arguments
            + (device.choice == .cpu ? [] : ["--device", "\(device.choice)"])
    }

    private func request(_ photo: String, on place: TrainingPlace) -> PhotoRequest {
        PhotoRequest(
            path: photo, task: task, mask: mask, factor: usedFactor,
            iterations: choices.iterations, lipschitz: choices.lipschitz, sigma: choices.sigma, stop: choices.stop,
            seed: choices.seed,
            threads: threads.threads, previewSide: limits.preview ? RestoreLimits.previewSide : nil,
            memory: limits.memory?.bytes,
            tile: limits.tile, place: place)
    }
}

extension PhotoTask: ExpressibleByArgument {}
