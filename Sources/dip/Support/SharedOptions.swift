import ArgumentParser
import Datasets
import Foundation
import Publishing
import Quoting
import Records
import Restoration
import Specs
import Synchronization
import Wording

/// A command about the runs of an experiment.
///
/// Groups of options stand side by side in a command, never one inside another: not optimised, the parser checks a group several
/// times for each group around it.
protocol SpecCommand: ParsableCommand {
    var path: SpecPath { get }
    var settings: SpecSettings { get }
    var records: ResultsOption { get }
}

extension SpecCommand {
    var request: SpecArguments {
        SpecArguments(
            spec: path.spec, overrides: settings.overrides, scale: settings.scale, results: records.results)
    }
}

struct SpecPath: ParsableArguments {
    @Argument(
        help: "The experiment's spec, a YAML file; more of them may follow.",
        completion: .custom { words, _, prefix in Completions.specs(words, prefix) })
    var spec: String

    func validate() throws { try Self.check(spec, "the spec's path") }

    /// Throws where a path holds what the scripts that name it cannot carry.
    static func check(_ path: String, _ name: String) throws {
        guard !ScriptWord.hasControlCharacters(path) else {
            throw ValidationError(
                "\(name) must not contain control characters or line ends, not \(path.debugDescription)")
        }
    }
}

/// What names the runs of an experiment: the spec, the overrides, and the folder of records.
struct SpecArguments {
    var spec: String
    var overrides: [String]
    let scale: Scale?
    let results: String

    /// The same for every spec that is named; settings, scale and results hold for all of them.
    var each: [SpecArguments] {
        let settings = overrides.filter { !Self.isSpec($0) }
        return ([spec] + overrides.filter(Self.isSpec)).map { path in
            var one = self
            (one.spec, one.overrides) = (path, settings)
            return one
        }
    }

    private static func isSpec(_ word: String) -> Bool { !word.contains("=") && Completions.isSpec(word) }

    /// The same as a plain request; `plots` is the folder of figures.
    func request(plots: String = PublishingRequest.standardPlots) -> PublishingRequest {
        PublishingRequest(
            spec: spec, overrides: overrides, scale: scale?.settled(for: spec), results: results, plots: plots)
    }

    func experiment() throws -> Experiment { try request().experiment() }

    var store: RunStore { request().store }

    func command(_ name: String) -> [String] { request().command(name) }
}

struct ThreadsOption: ParsableArguments {
    @Option(help: ArgumentHelp("Threads (default: all cores).", valueName: "number"))
    var threads = min(ProcessInfo.processInfo.activeProcessorCount, Self.allowed.upperBound)

    static let allowed = 1...256

    func validate() throws { try Self.check(threads) }

    static func check(_ threads: Int) throws {
        guard allowed.contains(threads) else {
            throw ValidationError(
                "--threads must be a whole number from \(allowed.lowerBound) to \(allowed.upperBound), not \(threads)")
        }
    }
}

/// What changes a spec: settings that override its own, and the scale.
struct SpecSettings: ParsableArguments {
    @Argument(
        help: ArgumentHelp(
            "Settings to override, such as network.lipschitz=2; several values with commas are a sweep.",
            valueName: "key=value"),
        completion: .custom { words, _, prefix in Completions.specs(words, prefix) })
    var overrides: [String] = []

    @Option(
        help: "Use the spec's block for this scale; without it the spec's own values, the published size, are used.")
    var scale: Scale?

    /// The spec with them.
    func experiment(_ spec: String) throws -> Experiment {
        try Experiment(contentsOf: spec, scale: scale?.settled(for: spec), overrides: overrides)
    }
}

struct ResultsOption: ParsableArguments {
    @Option(help: ArgumentHelp("The folder of records.", valueName: "folder"), completion: .directory)
    var results = PublishingRequest.standardResults

    func validate() throws {
        guard !results.isEmpty else { throw ValidationError("--results needs the name of a folder") }
        try SpecPath.check(results, "--results")
    }

    var store: RunStore { RunStore(root: results) }
}

struct CheckpointOption: ParsableArguments {
    @Option(
        name: .customLong("checkpoint-every"),
        help: ArgumentHelp(
            "How often a running fit is written to a checkpoint, in seconds; 0 for after every iteration (default: every 8 s, or "
                + "more seldom where that would take more than one per cent of the time).",
            valueName: "seconds"))
    var interval: Double?

    func validate() throws {
        guard interval.map({ $0.isFinite && $0 >= 0 }) ?? true else {
            throw ValidationError("--checkpoint-every must be a number of seconds, 0 or more")
        }
    }

    /// The words of a command with the same interval.
    var arguments: [String] { interval.map { ["--checkpoint-every", "\($0)"] } ?? [] }
}

/// A number of bytes, written 8GB, 1.5 GB, 500M; 1 GB is 1024 MB.
struct ByteCount: ExpressibleByArgument, Equatable {
    let bytes: Int

    init?(argument: String) {
        let words = argument.uppercased().filter { $0 != " " }
        let digits = words.prefix { $0.isNumber || $0 == "." }, unit = words.dropFirst(digits.count)
        guard let number = Double(digits),
            let shift = ["KB": 10, "MB": 20, "GB": 30, "K": 10, "M": 20, "G": 30][String(unit)],
            case let amount = number * Double(1 << shift), amount >= 1, amount < 1e15
        else { return nil }
        bytes = Int(amount)
    }
}

extension Experiment {
    /// Refuses specs that name programs from outside, which run with the user's rights, unless the user has allowed them.
    func checkCommands(areAllowed: Bool) throws {
        guard !areAllowed else { return }
        for run in runs {
            guard case .external(let program) = run.spec.fit.method else { continue }
            throw Refusal(
                "\(path): method 'external' runs the program \(program.command[0]) with your rights; if you trust the "
                    + "spec, add --allow-commands")
        }
    }
}

// Former names are understood, and not offered.
extension Scale: ExpressibleByArgument {
    private static let announced = Mutex<Set<String>>([])

    /// The scale as the spec calls it now; a former name is answered with a sentence that says the present one, once.
    func settled(for spec: String) -> Scale {
        guard isFormer, let scale = try? present(inSpec: spec), !scale.isFormer else { return self }
        let sentence =
            self == .paper
            ? "note: the scale 'paper' is now called '\(scale.rawValue)'"
            : "note: the scale 'small' is now called '\(scale.rawValue)' in \(spec)"
        if Self.announced.withLock({ $0.insert(sentence).inserted }) { Terminal.complain(sentence) }
        return scale
    }
}
