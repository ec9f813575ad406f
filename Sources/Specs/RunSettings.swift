/// What distinguishes a run from the spec as it stands in its file: the values of its sweep, and what arguments have set.
package struct RunSettings: Equatable, Sendable {
    /// By dotted key; as YAML.
    package private(set) var values: [String: String] = [:]
    /// The keys that were given as arguments, in their order.
    package private(set) var overridden: [String] = []

    /// What says nothing of a run's numbers, and what a record says in fields of its own.
    private static let others: Set<String> = ["name", "title", "images", "dataset"]

    /// - Parameter arguments: keys that arguments have set, with their values; the value of a swept key is the run's own.
    init(_ run: ExperimentRun, arguments: [(key: String, value: String?)]) {
        for axis in run.axes { values[axis.key] = axis.value }
        for (key, value) in arguments {
            let first = key.prefix { $0 != "." }
            guard !Vocabulary.blocks.contains(String(first)), !Self.others.contains(String(first)) else { continue }
            let swept = ["seeds": "seed", "variants": Variant.key][key] ?? key
            if !overridden.contains(swept) { overridden.append(swept) }
            if values[swept] == nil { values[swept] = value }
        }
        overridden.removeAll { values[$0] == nil }
    }
}

extension Experiment {
    /// What distinguishes one of its runs from the spec as it stands in its file.
    package func settings(of run: ExperimentRun) -> RunSettings { RunSettings(run, arguments: arguments) }
}
