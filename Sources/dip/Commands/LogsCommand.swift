import ArgumentParser
import Foundation
import Publishing
import Records
import Wording

/// `dip logs`: the log of a run.
struct LogsCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "logs", abstract: "Show the log of a run.",
        discussion: "'dip list runs' and 'dip status' show the keys.")

    @Argument(
        help: "The run's key or the beginning of it, also as <name>-<key>.",
        completion: .custom { words, _, _ in Completions.runs(words) + Completions.keys(words) })
    var key: String

    @Option(help: ArgumentHelp("The folder of records.", valueName: "folder"), completion: .directory)
    var results = PublishingRequest.standardResults

    @Flag(help: "Keep printing new lines until the run ends.")
    var follow = false

    func run() throws {
        let directory = try run(in: try RunStore(root: results).all().map(\.directory))
        let path = directory + "/log.txt"
        var shown = 0
        while true {
            // Looked at before the log, so that its last lines are not missed.
            let isMade = RunLock.holder(of: directory) != nil
            let log = try TextFile.data(path)
            // A run that is started over has a new log.
            if log.count < shown { shown = 0 }
            print(String(decoding: log.dropFirst(shown), as: UTF8.self), terminator: "")
            try Output.check()
            shown = log.count
            guard follow, isMade else { return }
            usleep(300_000)
        }
    }

    /// The only run whose key or name begins so.
    private func run(in directories: [String]) throws -> String {
        let named = directories.map { (name: $0.split(separator: "/").last.map(String.init) ?? $0, directory: $0) }
        let found =
            key.isEmpty
            ? []
            : named.filter { name, _ in
                name.hasPrefix(key) && name.contains("-") || name.split(separator: "-").last?.hasPrefix(key) == true
            }
        guard found.count < 2 else {
            throw Refusal(
                "several runs in \(results) match '\(key)': " + found.map(\.name).joined(separator: ", "))
        }
        guard let run = found.first else {
            throw Refusal("no run in \(results) has a key that starts with '\(key)'; see 'dip list runs'")
        }
        return run.directory
    }
}
