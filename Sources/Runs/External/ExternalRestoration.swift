import Foundation
import Imaging
import Records
import Restoration
import Wording

/// A restoration by a program from outside: image files in and out, and what was wrong with it in one sentence (METHOD section 9.7).
struct ExternalRestoration {
    let program: ExternalProgram
    let task: RestorationTask
    let problem: Problem
    /// Whether the user has said that commands may be run.
    let isAllowed: Bool
    /// What tests put in place of signals.
    var isInterrupted: () -> Bool = { Interruption.isRequested }

    /// Runs the program on the degraded image.
    /// - Throws: `ExternalProgramError`, `ImageFileError`, and `RecordError` where its folder cannot be made.
    func output() throws -> DirectRestoration.Output {
        guard isAllowed else { throw fault("is not run without --allow-commands") }
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent("dip-\(UUID().uuidString)").path
        try Folder.create(folder)
        defer { try? FileManager.default.removeItem(atPath: folder) }
        let words = try words(in: folder)
        var notes = ["the program '\(program.name)' was run: \(words.joined(separator: " "))"]
        if let version = try version() { notes.append("the program '\(program.name)' is of version: \(version)") }
        let run = try ProgramRun(
            words, seconds: program.seconds, memoryMB: program.memoryMB, isInterrupted: isInterrupted)
        let ending = try run.wait()
        let said = run.transcript.lines(last: Self.keptLines)
        switch ending {
        case .ended(0): break
        case .ended(let status): throw fault("ended with status \(status)", said)
        case .killed(let signal): throw fault("was ended by signal \(signal)", said)
        case .tooSlow:
            throw fault(
                "took more than \(Int(program.seconds.rounded(.up))) seconds and was ended; 'seconds' allows more", said
            )
        case .tooLarge: throw fault("took more than \(program.memoryMB) MB and was ended; 'memory' allows more", said)
        case .interrupted: throw Interruption.error
        }
        do {
            return DirectRestoration.Output(image: try image(in: folder), notes: notes)
        } catch var error as ExternalProgramError {
            error.log = said
            throw error
        }
    }

    /// How many lines of what a program said go to the log of a failed run.
    private static let keptLines = 20

    /// The command with its placeholders filled in; writes the files that it names.
    private func words(in folder: String) throws -> [String] {
        let degraded = problem.degraded
        try PNGFile.write(degraded, to: "\(folder)/input.png")
        var sigma = ""
        if case .denoise(let level) = task { sigma = "\(level)" }
        if program.command.contains(where: { $0.contains("{sigma}") }), sigma.isEmpty {
            throw fault("asks for {sigma}, which only task 'denoise' has")
        }
        if program.command.contains(where: { $0.contains("{mask}") }) {
            guard let mask = problem.mask else { throw fault("asks for {mask}, which only task 'inpaint' has") }
            try PNGFile.write(mask, to: "\(folder)/mask.png")
        }
        return program.command.map {
            $0.replacingOccurrences(of: "{input}", with: "\(folder)/input.png")
                .replacingOccurrences(of: "{output}", with: "\(folder)/output.png")
                .replacingOccurrences(of: "{mask}", with: "\(folder)/mask.png")
                .replacingOccurrences(of: "{sigma}", with: sigma)
        }
    }

    private func image(in folder: String) throws -> Image {
        let path = "\(folder)/output.png", wanted = problem.reference
        guard FileManager.default.fileExists(atPath: path) else { throw fault("wrote no image to {output}") }
        let image: Image
        do {
            image = try ImageFile.load(path).image
        } catch {
            throw fault("wrote an image that cannot be read: \(error)")
        }
        guard (image.channels, image.height, image.width) == (wanted.channels, wanted.height, wanted.width) else {
            throw fault(
                "wrote an image of \(image.width) x \(image.height) with \(image.channels) channels; it must be "
                    + "\(wanted.width) x \(wanted.height) with \(wanted.channels)")
        }
        guard image.pixels.allSatisfy(\.isFinite) else { throw fault("wrote an image with values that are no numbers") }
        return image
    }

    /// The first line that the program's version command prints; nil where there is none.
    private func version() throws -> String? {
        guard let words = program.version else { return nil }
        let run = try ProgramRun(words, seconds: 60, memoryMB: program.memoryMB, isInterrupted: isInterrupted)
        guard case .ended(0) = try run.wait() else {
            throw fault("has a 'version' command that failed", run.transcript.lines(last: Self.keptLines))
        }
        return run.transcript.firstLine
    }

    private func fault(_ what: String, _ said: [String] = []) -> ExternalProgramError {
        ExternalProgramError(
            description: "method 'external': the program '\(program.name)' \(what)"
                + (said.last.map { "; the last that it said: \($0)" } ?? ""), log: said)
    }
}

/// What was wrong with a program from outside.
struct ExternalProgramError: Error, CustomStringConvertible, Equatable {
    let description: String
    /// What the program said, its last lines.
    var log: [String] = []
}
