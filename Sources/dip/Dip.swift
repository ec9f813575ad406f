import ArgumentParser
import Foundation
import Imaging
import Records
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
        version: "dip \(Version.current), built for \(VectorLevel.build.words)",
        subcommands: [
            InitCommand.self, RunCommand.self, RestoreCommand.self, SubmitCommand.self, StatusCommand.self,
            LogsCommand.self,
            PlotCommand.self, TableCommand.self, ExportCommand.self,
            ReportCommand.self, ServeCommand.self, MeasureCommand.self, ListCommand.self, DescribeCommand.self,
            DataCommand.self,
            DoctorCommand.self, BenchCommand.self, CompletionCommand.self,
        ])

    static func main() {
        Output.openStandardFiles()
        do {
            try checkHelp(CommandLine.arguments)
            var command = try parseAsRoot(BenchCommand.settled(Array(CommandLine.arguments.dropFirst())))
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
            // Help and the version; what git says about the version is asked for only here.
            let message = fullMessage(for: error)
            print(message == configuration.version ? Version.details : Examples.added(to: message))
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

    /// Throws a sentence for `dip help` on a subcommand that does not exist, for which the parser shows the general help.
    private static func checkHelp(_ arguments: [String]) throws {
        guard arguments.count > 2, arguments[1] == "help", !arguments[2].hasPrefix("-") else { return }
        let names = configuration.subcommands.compactMap { $0.configuration.commandName }
        guard !names.contains(arguments[2]) else { return }
        throw Refusal("there is no subcommand '\(arguments[2])'" + NearestName.hint(for: arguments[2], allowed: names))
    }

    /// The subcommands that a command line begins with, ` bench operations`.
    private static func subcommands(in words: [String]) -> String {
        var path = "", known = configuration.subcommands
        for word in words {
            guard let found = known.first(where: { $0.configuration.commandName == word }) else { break }
            path += " \(word)"
            known = found.configuration.subcommands
        }
        return path
    }

    /// The parser's message as one sentence like all others, with the place of help.
    private static func usage(_ message: String) -> String {
        let listed = message.replacing(#/:\s+-\s+/#, with: ": ").replacing(#/\n\s*-\s+/#, with: ", ")
            .replacing(". Please", with: "; please")
        let words = listed.split(whereSeparator: \.isWhitespace).joined(separator: " ")
        let given = CommandLine.arguments.dropFirst().first ?? ""
        let names = configuration.subcommands.compactMap { $0.configuration.commandName }
        let command = subcommands(in: BenchCommand.settled(Array(CommandLine.arguments.dropFirst())))
        let isUnknown = command.isEmpty && !given.isEmpty && !given.hasPrefix("-") && given != "help"
        let sentence =
            isUnknown
            ? "there is no subcommand '\(given)'"
                + (given == "version"
                    ? "; did you mean 'dip --version'?" : NearestName.hint(for: given, allowed: names))
            : withUnit(words.prefix(1).lowercased() + words.dropFirst())
        return "\(sentence.hasSuffix(".") ? String(sentence.dropLast()) : sentence); see 'dip\(command) --help'"
    }
}

extension Dip {
    /// The sentence about an amount of memory, with what is missing of a number alone.
    private static func withUnit(_ sentence: String) -> String {
        guard let found = sentence.firstMatch(of: #/the value '([0-9.]+)' is invalid for '--mem(ory)? /#) else {
            return sentence
        }
        return sentence + "; a unit is missing, such as \(found.1)M or \(found.1)G"
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
    static let current = "0.2.0"

    /// The version with the commit, where the program lies in its repository, and the vector instructions of the kernels.
    static var details: String {
        let provenance = HostMachine.provenance(dipVersion: current, libraries: [:], threads: 1)
        return (["dip \(current)"] + [provenance.commitWords].compactMap(\.self) + [VectorLevel.build.words])
            .joined(separator: ", ")
    }
}

extension Provenance {
    /// `commit 0123456789ab with changes`; nil outside of a repository.
    var commitWords: String? {
        commit.map { "commit \($0.prefix(12))\(dirty == true ? " with changes" : "")" }
    }
}
