import ArgumentParser
import Foundation
import Imaging
import Runs
import Specs
import Wording

/// The command line.
@main
struct Dip: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "dip",
        abstract: "Measure and control the spectral bias of the Deep Image Prior.",
        discussion: """
            Exit status: 0 for success, 1 when something failed after it started, 2 when a request was refused before anything \
            was done, 128 plus the signal's number when SIGINT, SIGTERM or SIGUSR2 stopped the program.
            """,
        version: "dip \(Version.current)",
        subcommands: [
            RunCommand.self, RestoreCommand.self, SubmitCommand.self, StatusCommand.self, LogsCommand.self,
            PlotCommand.self, TableCommand.self,
            ReportCommand.self, ServeCommand.self, MeasureCommand.self, ListCommand.self, DescribeCommand.self,
            DataCommand.self,
            DoctorCommand.self, BenchCommand.self,
        ])

    static func main() {
        Output.openStandardFiles()
        do {
            var command = try parseAsRoot()
            try OpenFiles.check()
            ImageFile.memoryLimit = AvailableMemory.current().bytesOfThisProcess
            try command.run()
            try Output.check()
        } catch {
            leave(because: error)
        }
    }

    /// Shows what went wrong in one line and ends the process with the status that belongs to it.
    private static func leave(because error: any Error) -> Never {
        if let stop = error as? Interrupted { exit(withError: ExitStatus.stopped(by: stop.signal)) }
        switch exitCode(for: error) {
        case _ where error is ExitCode: exit(withError: error)
        case .success:
            // Help and the version.
            print(fullMessage(for: error))
            do { try Output.check() } catch { leave(because: error) }
            exit(withError: ExitCode.success)
        case .validationFailure:
            Terminal.complain(usage(message(for: error)))
            exit(withError: ExitStatus.refused)
        default:
            for sentence in (error as? SpecErrors)?.lines ?? ["\(error)"] { Terminal.complain(sentence) }
            exit(withError: error is CommandFailure ? ExitStatus.failed : ExitStatus.refused)
        }
    }

    /// The parser's message as one sentence like all others, with the place of help.
    private static func usage(_ message: String) -> String {
        let listed = message.replacing(#/:\s+-\s+/#, with: ": ").replacing(#/\n\s*-\s+/#, with: ", ")
            .replacing(". Please", with: "; please")
        let words = listed.split(whereSeparator: \.isWhitespace).joined(separator: " ")
        let sentence = words.prefix(1).lowercased() + words.dropFirst()
        let names = configuration.subcommands.compactMap { $0.configuration.commandName }
        let command = CommandLine.arguments.dropFirst().first.flatMap { names.contains($0) ? " \($0)" : nil } ?? ""
        return "\(sentence.hasSuffix(".") ? String(sentence.dropLast()) : sentence); see 'dip\(command) --help'"
    }
}

/// The exit statuses of the program.
enum ExitStatus {
    /// Something failed after it had started.
    static let failed = ExitCode(1)
    /// The request was wrong, and nothing was done.
    static let refused = ExitCode(2)

    /// The program was stopped by a signal, as a shell reports it.
    static func stopped(by signal: Int32) -> ExitCode {
        ExitCode(128 + signal)
    }
}

/// The version of the program.
enum Version {
    static let current = "0.1.0"
}
