import ArgumentParser
import Downloads
import Foundation
import Harness

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

        @Option(help: ArgumentHelp("Fetch from this address of a folder laid out as DIP_DATA is, instead of the public sources.",
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
