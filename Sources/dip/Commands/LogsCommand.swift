import ArgumentParser
import Foundation
import Publishing
import Records
import Runs
import Specs
import Wording

/// `dip logs`: the log of a run, or of the runs of a spec that are not done.
struct LogsCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "logs", abstract: "Show the log of a run.",
        discussion: """
            A log says when a run started, stopped and went on, and now and then its loss, its PSNR and the seconds of a step. Of a spec, \
            the logs of all runs are shown that are running, failed or were interrupted. 'dip list runs' and 'dip status' show the keys.
            """)

    @Argument(
        help:
            "The run's key or the beginning of it, also with what stands before it in a list; or a spec, a YAML file.",
        completion: .custom { words, _, prefix in
            Completions.runs(words) + Completions.keys(words) + Completions.specs(words, prefix)
        })
    var key: String

    @OptionGroup var settings: SpecSettings
    @OptionGroup var records: ResultsOption

    @OptionGroup var device: DeviceOption

    @Flag(help: "Keep printing new lines until the run ends.")
    var follow = false

    private static let named = 20

    func validate() throws {
        guard Completions.isSpec(key) || settings.overrides.isEmpty && settings.scale == nil && device.choice == .cpu
        else {
            throw ValidationError("--scale, --device and settings belong to a spec, not to a key")
        }
    }

    func run() throws {
        guard Completions.isSpec(key) else {
            return try show(try directory())
        }
        let open = try unfinished()
        for (index, status) in open.enumerated() {
            if open.count > 1 {
                print(
                    (index == 0 ? "" : "\n")
                        + "\(records.store.name(of: status.directory)), \(status.label): \(status.stage.rawValue)")
            }
            try show(status.directory)
        }
    }

    private func show(_ directory: String) throws {
        let path = "\(directory)/\(RecordFile.log)"
        var shown = 0
        while true {
            // Looked at before the log, so that its last lines are not missed.
            let isRunning = RunLock.holder(of: directory) != nil
            let log = try TextFile.data(path)
            // A run that is started over has a new log.
            if log.count < shown { shown = 0 }
            print(String(decoding: log.dropFirst(shown), as: UTF8.self), terminator: "")
            try Output.check()
            shown = log.count
            guard follow, isRunning else { return }
            usleep(300_000)
        }
    }

    /// The runs of the spec that have a log and are not done; throws a `Refusal` that names the keys where a choice is needed.
    private func unfinished() throws -> [RunStatus] {
        let experiment = try settings.experiment(key)
        let threads = ParallelismOptions().parallelism(runs: experiment.runs.count).threads
        let plan = try ExperimentPlan(
            experiment, store: records.store, threads: threads, place: device.remotePlace)
        let logged = SweepStatus(plan).runs.filter {
            FileManager.default.fileExists(atPath: "\($0.directory)/\(RecordFile.log)")
        }
        let open = logged.filter { $0.stage != .done }
        guard !logged.isEmpty else { throw Refusal("\(key): none of its runs has a log in \(records.results)") }
        if open.isEmpty {
            throw Refusal("\(key): all runs with a log are done; name one of them: \(names(logged))")
        }
        guard !follow || open.count == 1 else {
            throw Refusal("--follow shows one log; name one of the runs: \(names(open))")
        }
        return open
    }

    private func names(_ runs: [RunStatus]) -> String {
        let more = runs.count - Self.named
        return runs.prefix(Self.named).map { "\(records.store.name(of: $0.directory)) (\($0.label))" }.joined(
            separator: ", ")
            + (more > 0 ? " and \(more) more" : "")
    }

    /// The only run whose key or name begins so.
    private func directory() throws -> String {
        let found = key.isEmpty ? [] : try records.store.all().map(\.name).filter(isMeant)
        guard found.count < 2 else {
            let more = found.count - Self.named
            throw Refusal(
                "several runs in \(records.results) match '\(key)': " + found.prefix(Self.named).joined(separator: ", ")
                    + (more > 0 ? " and \(more) more" : ""))
        }
        guard let only = found.first else {
            throw Refusal("no run in \(records.results) has a key that starts with '\(key)'; see 'dip list runs'")
        }
        return records.store.directory(called: only)
    }

    /// Whether a run's name, its last part, its key, or experiment and key begin as the argument does.
    private func isMeant(_ name: String) -> Bool {
        let parts = name.split(separator: "/"), end = name.split(separator: "-").last.map(String.init) ?? name
        return [name, parts.last.map(String.init) ?? name, end, "\(parts[0])-\(end)"].contains { $0.hasPrefix(key) }
    }
}
