import ArgumentParser
import Harness
import Quoting
import Records
import Specs

/// What names the runs of an experiment: the spec, what is laid over it, and where the records are.
struct SpecArguments: ParsableArguments {
    @Argument(help: "The experiment's spec, a YAML file.")
    var spec: String

    @Argument(help: ArgumentHelp("Settings to override, such as network.lipschitz=2; several values with commas are a sweep.",
                                 valueName: "key=value"))
    var overrides: [String] = []

    @Option(help: "Use the spec's block for this scale; without it the spec's own values, the published size, are used.")
    var scale: Scale?

    @Option(help: ArgumentHelp("The folder of records.", valueName: "folder"))
    var results = Self.standardResults

    static let standardResults = "Results"

    func validate() throws {
        guard !results.isEmpty else { throw ValidationError("--results needs the name of a folder") }
        try Self.check(spec, "the spec's path")
        try Self.check(results, "--results")
    }

    /// Throws where a path holds what the scripts that name it cannot carry.
    static func check(_ path: String, _ name: String) throws {
        guard !ScriptWord.hasControlCharacters(path) else {
            throw ValidationError("\(name) must not hold control characters or line ends, not \(path.debugDescription)")
        }
    }

    func experiment() throws -> Experiment {
        try Experiment(contentsOf: spec, scale: scale, overrides: overrides)
    }

    var store: RunStore { RunStore(root: results) }

    /// The words of a command on the same runs.
    func command(_ name: String) -> [String] {
        ["dip", name, ScriptWord.path(spec)] + overrides + (scale.map { ["--scale", $0.rawValue] } ?? [])
            + (results == Self.standardResults ? [] : ["--results", ScriptWord.path(results)])
    }
}

extension Scale: ExpressibleByArgument {}
