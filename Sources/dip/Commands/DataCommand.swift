import ArgumentParser
import Datasets
import Downloads
import Foundation
import Runs
import Wording

/// `dip data`: the public sets of test images.
struct DataCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "data", abstract: "List, check or fetch the public sets of test images.",
        discussion: """
            Manifests in Experiments/datasets name the files, their sources and their SHA-256. The files are kept in $DIP_DATA; \
            if that is not set, in the user's cache folder.
            """,
        subcommands: [List.self, Verify.self, Fetch.self])
}

extension DataCommand {
    /// `dip data list`: the sets, how many files of each are present, and the terms of use.
    struct List: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "list",
            abstract: "Show the number of images of each set, how many files are present, where, and the terms of use.")

        @Option(help: "How the sets are printed.")
        var format = PlanText.Format.text

        func run() throws {
            guard format == .text else { return print(try DatasetTable().data.json, terminator: "") }
            for line in try DatasetTable().lines { print(line) }
        }
    }
}

extension DataCommand {
    /// `dip data verify`: whether the files match the manifests.
    struct Verify: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "verify", abstract: "Check size and SHA-256 of every file.",
            discussion:
                "Exit status 0 if every file is present and correct, else 1 with a list of the missing and wrong files."
        )

        @Argument(help: ArgumentHelp("The sets to check (default: all).", valueName: "name"))
        var names: [String] = []

        func run() throws {
            let check = DatasetCheck(try DatasetList().manifests(names))
            for line in check.lines { print(line) }
            guard let problems = check.problems else { return }
            Terminal.complainOfSeveral(problems)
            throw ExitStatus.failed
        }
    }
}

extension DataCommand {
    /// `dip data fetch`: fetches the files of sets from their public sources.
    struct Fetch: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "fetch", abstract: "Fetch the missing files of some sets or of all.",
            discussion: """
                A file gets its final name only after its SHA-256 has been verified; correct files are left alone. A download that \
                is cut off by a dropped connection or Ctrl-C (NAME.part) is resumed the next time.
                """)

        @Argument(help: ArgumentHelp("The sets to fetch, or 'all'.", valueName: "name"))
        var names: [String]

        @Option(
            help: ArgumentHelp(
                "Fetch from this address, a folder laid out like DIP_DATA, instead of from the public sources.",
                valueName: "address"))
        var from: String?

        func run() throws {
            let list = DatasetList()
            let fetch = DatasetFetch(try list.manifests(names), of: list.datasets, mirror: try mirror())
            // A reader that goes away must not end a file halfway.
            signal(SIGPIPE, SIG_IGN)
            Interruption.catchSignals()
            let output = FileHandleSink(.standardOutput)
            output.write("\(list.datasets.root.path): \(fetch.heading)\n")
            guard !fetch.isDone else { return }
            try fetch.prepare()
            let reporter = FetchReporter(sink: output, isTerminal: Terminal.isLive, columns: Terminal.columns)
            let summary = fetch.run(Downloader(shouldStop: { Interruption.isRequested }), reporter: reporter)
            let outcome = FetchOutcome(summary: summary)
            output.write(outcome.line + "\n")
            if let failures = outcome.failures { Terminal.complainOfSeveral(failures) }
            if let code = outcome.exitCode { throw code }
        }

        private func mirror() throws -> URL? {
            guard let from else { return nil }
            guard let url = WebAddress.url(from) else {
                throw Refusal("--from must be an https address (http only for a server on this machine), not '\(from)'")
            }
            return url
        }
    }
}

/// The outcome of a fetch, in words and as an exit status.
struct FetchOutcome {
    let summary: DatasetFetch.Summary

    /// One line that counts the files by how they ended.
    var line: String {
        let counts = [
            (summary.fetched, "fetched"), (summary.wereThere, "already present"), (summary.failures.count, "failed"),
            (summary.notTried, "not tried"),
        ]
        let words = counts.filter { $0.0 > 0 }.map { "\($0.0) \($0.1)" }.joined(separator: ", ")
        return words + (exitCode == nil ? "" : "; repeat the command to fetch the rest")
    }

    /// The files that failed and why; nil when none did.
    var failures: String? {
        guard !summary.failures.isEmpty else { return nil }
        let rows = TextColumns.lines(summary.failures.map { ["  \($0.label)", $0.reason] })
        return (["\(rows.count) file\(rows.count == 1 ? " was" : "s were") not fetched:"] + rows).joined(
            separator: "\n")
    }

    /// Nil when all went well.
    var exitCode: ExitCode? {
        if summary.interrupted { return ExitStatus.stopped(by: Interruption.stopSignal ?? SIGINT) }
        return summary.failures.isEmpty && summary.notTried == 0 ? nil : ExitStatus.failed
    }
}
