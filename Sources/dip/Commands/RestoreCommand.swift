import ArgumentParser
import Foundation
import Harness
import Imaging
import Records

/// `dip restore`: restores a photograph that has no clean version.
struct RestoreCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "restore", abstract: "Restore a photograph of your own.",
        discussion: """
            Fits the paper's network to the photograph, PNG, JPEG or BMP, grey or colour, of any size, and writes what it makes of it as a PNG, with \
            the photograph's alpha and depth. What is not given is chosen by an estimate of the noise and by the size, and told. Beside the picture \
            a folder gets the curves, the choices and a strip of before and after. A photograph that is too large for the memory is restored in \
            tiles. The first Ctrl-C ends the work and keeps what there is; a second one ends the program.
            """)

    @Argument(help: "The photograph.")
    var photo: String

    @Argument(help: ArgumentHelp("With super-resolve: x2, x4 or x8, as --factor.", valueName: "xN"))
    var enlargement: String?

    @Option(help: "What to do.")
    var task: PhotoTask

    @Option(help: ArgumentHelp("With inpaint: a black and white picture of the photograph's size, black where it is to be filled in.", valueName: "file"))
    var mask: String?

    @Option(help: ArgumentHelp("With super-resolve: how many times larger, 2, 4 or 8 (default: 4).", valueName: "number"))
    var factor: Int?

    @OptionGroup var output: RestoreOutput
    @OptionGroup var choices: RestoreChoices
    @OptionGroup var limits: RestoreLimits

    func validate() throws {
        guard task == .superResolve || (factor == nil && enlargement == nil) else {
            throw ValidationError(factor != nil ? "--factor belongs to --task super-resolve" : "'\(enlargement!)' is not expected: one photograph at a time")
        }
        guard enlargement.map({ Self.factors.map { "x\($0)" }.contains($0) }) ?? true else {
            throw ValidationError("the enlargement must be x2, x4 or x8, not '\(enlargement!)'")
        }
        guard factor.map(Self.factors.contains) ?? true else { throw ValidationError("--factor must be 2, 4 or 8, not \(factor!)") }
        guard factor == nil || enlargement == nil else { throw ValidationError("the factor is given twice, as --factor and as \(enlargement!)") }
        guard (task == .inpaint) == (mask != nil) else {
            throw ValidationError(mask == nil ? "--task inpaint needs a --mask: black where the photograph is to be filled in, else white"
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
        let target = try output.target(for: photo, isPreview: limits.preview)
        let plan = try PhotoPlan(request, records: RunStore(root: SpecArguments.standardResults))
        try ProcessorSupport.check()
        // A reader that goes away must not end the work halfway.
        signal(SIGPIPE, SIG_IGN)
        Interruption.catchSignals()
        let sink = FileHandleSink(.standardOutput)
        sink.write(RestoreText(plan: plan, target: target).heading)
        do {
            try restore(plan, to: target, sink: sink)
        } catch let code as ExitCode {
            throw code
        } catch {
            throw WorkFailure("\(error)")
        }
    }

    private func restore(_ plan: PhotoPlan, to target: RestoreTarget, sink: FileHandleSink) throws {
        let folder = try target.record.map { try RestoreFolder($0) }
        let progress = ProgressReporter(sink: sink, isTerminal: Terminal.isLive, columns: Terminal.columns, showsPSNR: false)
        let restored = try PhotoRestoration(plan).run(progress: progress) { try folder?.append($0, $1) }
        let text = RestoreText(plan: plan, target: target)
        guard !restored.restored.isEmpty else {
            sink.write("interrupted before there was anything to keep\n")
            throw ExitStatus.stopped(by: Interruption.stopSignal ?? SIGINT)
        }
        try plan.photograph.write(restored.image, to: target.picture)
        let provenance = HostMachine.provenance(dipVersion: Version.current, libraries: Libraries.versions, threads: plan.request.threads)
        try folder?.complete(plan, restored, provenance: provenance, command: "dip restore \(photo) --task \(task.rawValue)")
        sink.write(text.outcome(restored))
        if restored.isInterrupted { throw ExitStatus.stopped(by: Interruption.stopSignal ?? SIGINT) }
    }

    private static let factors = [2, 4, 8]

    private var request: PhotoRequest {
        PhotoRequest(path: photo, task: task, mask: mask, factor: factor ?? enlargement.flatMap { Int($0.dropFirst()) } ?? 4,
                     iterations: choices.iterations, lipschitz: choices.lipschitz, sigma: choices.sigma, stop: choices.stop, seed: choices.seed,
                     threads: limits.threads.threads, previewSide: limits.preview ? RestoreLimits.previewSide : nil, memory: limits.memory?.bytes,
                     tile: limits.tile)
    }
}

extension PhotoTask: ExpressibleByArgument {}
