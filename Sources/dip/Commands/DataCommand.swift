import Datasets
import ArgumentParser
import Downloads
import Foundation
import Runs
import Wording

/// `dip data`: the public sets of test images.
struct DataCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "data", abstract: "List, check or fetch the public sets of test images.",
        discussion: """
            Manifests in Experiments/datasets name the files, their sources and their SHA-256. The files lie in $DIP_DATA, \
            else in the user's cache folder.
            """,
        subcommands: [List.self, Verify.self, Fetch.self])
}

extension DataCommand {
    /// `dip data list`: the sets, how much of each is there, and its terms.
    struct List: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "list",
            abstract: "Show each set's images, how many files are there, where, and the terms of use.")

        func run() throws {
            for line in try DatasetTable().lines { print(line) }
        }
    }
}

extension DataCommand {
    /// `dip data verify`: whether the files are those of the manifests.
    struct Verify: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "verify", abstract: "Check size and SHA-256 of every file.",
            discussion:
                "Exit status 0 when every file is there and right, else 1, with a list of those that are missing or wrong."
        )

        @Argument(help: ArgumentHelp("The sets to check (default: all).", valueName: "name"))
        var names: [String] = []

        func run() throws {
            let check = DatasetCheck(try DatasetList().manifests(names))
            for line in check.lines { print(line) }
            guard let problems = check.problems else { return }
            Terminal.complain(problems)
            throw ExitStatus.failed
        }
    }
}

extension DataCommand {
    /// `dip data fetch`: brings the files of sets from their public sources.
    struct Fetch: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "fetch", abstract: "Fetch what is missing of sets, or of all.",
            discussion: """
                A file gets its name only when its SHA-256 is right; files that are there and right are left alone. What a dropped \
                connection or Ctrl-C leaves (NAME.part) is continued the next time.
                """)

        @Argument(help: ArgumentHelp("The sets to fetch, or 'all'.", valueName: "name"))
        var names: [String]

        @Option(
            help: ArgumentHelp(
                "Fetch from this address of a folder laid out as DIP_DATA is, instead of the public sources.",
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
            if let failures = outcome.failures { Terminal.complain(failures) }
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

/// How fetching ended, in words and as an exit status.
struct FetchOutcome {
    let summary: DatasetFetch.Summary

    /// One line that counts the files by how they ended.
    var line: String {
        let counts = [
            (summary.fetched, "fetched"), (summary.wereThere, "there before"), (summary.failures.count, "failed"),
            (summary.notTried, "not tried"),
        ]
        let words = counts.filter { $0.0 > 0 }.map { "\($0.0) \($0.1)" }.joined(separator: ", ")
        return words + (exitCode == nil ? "" : "; the same command goes on with what is missing")
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
